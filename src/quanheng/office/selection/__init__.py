"""Teams, pools and searches; what people found of officials; yearly reviews of selection."""
