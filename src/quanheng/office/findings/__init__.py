"""Where everyone stands: adoption of packs, evaluations, stored findings, messages."""
