"""Searching people for a post, why each fits or does not, and people side by side."""
