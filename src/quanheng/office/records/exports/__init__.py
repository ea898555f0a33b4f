"""Workbooks made in the background: ordered with a reason, kept sealed for some days, fetched."""
