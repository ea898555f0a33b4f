"""The clause library: documents, clauses, matters, and how things stand with each."""
