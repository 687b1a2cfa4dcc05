"""Finding passages again from a half-remembered phrase.

`index` makes an Index of texts, writes it to bytes and reads it; `searcher.Searcher` answers
queries from it. These modules import numpy, and are imported where they are needed; this package
knows nothing of files, notes or the screen.
"""

from .query import Hit, Query, parse
from .query_line import QueryLine, parse_line

__all__ = ["Hit", "Query", "QueryLine", "parse", "parse_line"]
