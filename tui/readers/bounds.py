"""How much a document may ask of the machine."""

TEXT = 32 * 1024 * 1024
"""Code points of text that a document may hold: some thirty long novels."""
BLOCKS = 500_000
"""Blocks that a converted document may hold."""
UNPACKED = 128 * 1024 * 1024
"""Bytes that may come out of an archive, all entries that are read taken together."""
PAGES = 5_000
"""Pages of a PDF."""
SECONDS = 60
"""Seconds in which a file has to be converted."""
MEMORY = 2 * 1024**3
"""Bytes of address space for the process that converts files."""
