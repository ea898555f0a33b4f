"""Where everyone stands: evaluations, stored findings, who is told."""
