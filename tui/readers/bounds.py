"""Limits on the resources that reading one document may use."""

TEXT = 32 * 1024 * 1024
"""Code points of text in one document: about thirty long novels."""
BLOCKS = 500_000
"""Blocks in one converted document."""
UNPACKED = 128 * 1024 * 1024
"""Bytes unpacked from one archive, summed over all entries that are read."""
PAGES = 5_000
"""Pages of one PDF."""
SECONDS = 60
"""Seconds for converting one file."""
MEMORY = 2 * 1024**3
"""Bytes of address space of the worker process that converts files."""
