"""Screens: each a mediator between widgets and values, or a dialog with a typed result."""
