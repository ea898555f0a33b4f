"""The pages of reviews and checks."""
