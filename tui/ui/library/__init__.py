"""The list of a folder: its articles, and the search of all their passages."""
