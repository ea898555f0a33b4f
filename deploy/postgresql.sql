-- Run once as the database's superuser:  sudo -u postgres psql -f deploy/postgresql.sql
-- quanheng_owner makes and upgrades the tables; quanheng only works in them, and can neither change
-- nor remove a line of the ledger.
CREATE ROLE quanheng_owner LOGIN;
CREATE ROLE quanheng LOGIN;
CREATE DATABASE quanheng OWNER quanheng_owner ENCODING 'UTF8' TEMPLATE template0;
