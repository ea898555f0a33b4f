"""Pages of action lists."""
