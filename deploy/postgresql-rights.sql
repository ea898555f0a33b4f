-- Run after the tables were first made, after each upgrade and after a restore, in the database quanheng:
--   psql quanheng -U quanheng_owner -f deploy/postgresql-rights.sql
GRANT USAGE ON SCHEMA public TO quanheng;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO quanheng;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO quanheng;
REVOKE UPDATE, DELETE ON ledger_entry, ledger_checkpoint, ledger_erasure FROM quanheng;
REVOKE UPDATE ON ledger_details FROM quanheng;
REVOKE DELETE ON ledger_head FROM quanheng;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM quanheng;
