"""Forms and official documents."""
