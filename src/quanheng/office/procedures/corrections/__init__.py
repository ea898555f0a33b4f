"""Corrections of the file: at once by an officer, or by two persons where a key fact changes."""
