"""Accounts, roles and powers: who may see and do what."""
