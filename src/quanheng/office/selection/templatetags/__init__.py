"""Filters for the pages of selection."""
