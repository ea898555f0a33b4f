"""The overview for leaders: the five sub-systems, units compared, what comes."""
