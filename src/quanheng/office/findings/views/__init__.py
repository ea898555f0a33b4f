"""The pages of the findings app."""
