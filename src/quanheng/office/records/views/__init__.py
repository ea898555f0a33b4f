"""The pages of the personnel file."""
