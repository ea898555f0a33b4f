"""The shell in which all pages live."""
