"""One unit: overview, leading team and structure, findings."""
