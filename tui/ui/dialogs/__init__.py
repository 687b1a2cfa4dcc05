"""Dialogs: each asks the user one thing and returns the answer as a value."""
