"""The ledger: what was done, by whom, and proofs of it."""
