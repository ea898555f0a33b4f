"""Parts of pages of other apps that show something of findings."""
