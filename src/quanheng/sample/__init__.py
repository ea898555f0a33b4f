"""A synthetic district that looks real: nobody in it exists."""
