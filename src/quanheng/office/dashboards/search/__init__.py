"""Search in one box: people, units and posts, while one types."""
