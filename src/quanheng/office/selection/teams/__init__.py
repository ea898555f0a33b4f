"""Teams: their make-up, what they need, where posts fall vacant, who is to move."""
