"""Standing reports on paper: where a person, or a unit with its people, stands."""
