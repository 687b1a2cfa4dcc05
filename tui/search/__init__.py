"""Finding passages again from a half-remembered phrase.

`index.build_index()` makes an Index of texts, `searcher.Searcher` answers queries from it, and
`file_format` writes it to bytes and reads it. These modules import numpy, and are imported where
they are needed; this package knows nothing of files, notes or the screen.
"""

from .fold import Folded, fold
from .query import Hit, Query, parse

__all__ = ["Folded", "Hit", "Query", "fold", "parse"]
