"""Read-only pages over everything."""
