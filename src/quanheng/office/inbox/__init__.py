"""What accounts are told: messages in the system and by mail."""
