"""Finding passages again from a half-remembered phrase: build() an index, search() it.

Knows nothing of files, notes or the screen: texts go in, hits with spans come out.
"""

from .fold import Folded, fold
from .index import Index, build
from .rank import Hit

__all__ = ["Folded", "Hit", "Index", "build", "fold"]
