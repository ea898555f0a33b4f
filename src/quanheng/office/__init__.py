"""The running system: one Django project over the personnel file."""
