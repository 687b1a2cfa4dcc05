"""Anchoring: finding the place of an annotation in a text that has changed since."""
