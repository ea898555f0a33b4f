"""Votes whose rows cannot be led back to a voter."""
