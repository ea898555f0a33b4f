-- Run once as the database's superuser:  sudo -u postgres psql -f deploy/postgresql.sql
-- quanheng_owner makes and upgrades the tables; quanheng only works in them, and can neither change
-- nor remove a line of the ledger. Both may make databases of their own: the drill of a backup
-- restores into a new one and drops it.
CREATE ROLE quanheng_owner LOGIN CREATEDB;
CREATE ROLE quanheng LOGIN CREATEDB;
CREATE DATABASE quanheng OWNER quanheng_owner ENCODING 'UTF8' TEMPLATE template0;
