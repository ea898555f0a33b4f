"""Notes of the organisation beside votes."""
