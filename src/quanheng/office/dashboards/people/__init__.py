"""One person: overview, findings with their reasons, growth file."""
