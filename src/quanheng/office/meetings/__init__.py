"""Meetings of committees: first item, agenda, who said what, who speaks last, decisions."""
