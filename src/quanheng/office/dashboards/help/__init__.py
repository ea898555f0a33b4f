"""Help: a guide for each role, and the glossary."""
