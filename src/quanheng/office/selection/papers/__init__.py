"""Official papers of an appointment, made from its case (文书)."""
