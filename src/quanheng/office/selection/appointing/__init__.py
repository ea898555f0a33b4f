"""Appointments: the list of cases, public notices, and what a case needs from other rooms."""
