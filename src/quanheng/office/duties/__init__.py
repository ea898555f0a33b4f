"""Action lists: who owes what by when, how far it has come, and who has verified it."""
