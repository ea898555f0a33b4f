"""Yearly reviews and checks of selection work, prior reports, leaving checks."""
