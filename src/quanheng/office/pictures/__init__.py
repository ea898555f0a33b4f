"""Pictures as geometry: figures in, shapes with words and links out. No Django, no query."""
