"""The roster (干部名册): columns from a catalogue, filters, sorting, print and Excel."""
