"""Backup and restore, and the drill by which a backup comes to count."""
