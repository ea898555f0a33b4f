"""Benchmarks: made-up records, the same rules in several engines, and the comparison of them."""
