"""Parsers of untrusted data that bound time and memory, shared by several services."""
