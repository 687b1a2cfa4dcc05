"""The reading screen: the article, what is said about it, and all that can be done with both."""

from .exporting import Exporting as ReaderScreen

__all__ = ["ReaderScreen"]
