"""The personnel file: records, corrections, import and export."""
