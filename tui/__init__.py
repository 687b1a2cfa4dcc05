"""reader: read sources closely, tag, note, find again and cite."""

__version__ = "0.1.0"
