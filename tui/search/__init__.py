"""Finding passages again from a half-remembered phrase: build() an index, search() it.

Knows nothing of files, notes or the screen: texts go in, hits with spans come out.
"""

from .fold import Folded, fold
from .hit import Hit
from .index import Index, build, dump, load, merge
from .query import Query, parse

__all__ = ["Folded", "Hit", "Index", "Query", "build", "dump", "fold", "load", "merge", "parse"]
