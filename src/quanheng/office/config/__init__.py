"""The Django project: settings, addresses, and running it."""
