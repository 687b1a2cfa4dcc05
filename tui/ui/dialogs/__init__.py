"""Dialogs: each asks one thing and gives the answer as a value."""
