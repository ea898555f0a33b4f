"""Marks of officials on evidence, with the right of reply; notes beside votes."""
