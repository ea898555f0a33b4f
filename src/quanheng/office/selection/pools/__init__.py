"""Talent and reserve pools: members, entries and exits, looks at each member."""
