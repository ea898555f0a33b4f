"""The masked parts of a file: identity number, family, health; and who looked at what."""
