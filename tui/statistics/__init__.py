"""Counts over codings: frequencies, co-occurrences and crosstabs. Pure functions on columns."""
