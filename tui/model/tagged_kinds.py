"""The kinds of sources as the tags of their statements give them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from .annotation import Source
from .origins import KIND_OF_TAG
from .statements import Statement


class TaggedKinds:
    """The kinds that the tags of some statements give to the sources of each article."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._kinds: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
        for statement in statements:
            kinds = {KIND_OF_TAG[tag] for tag in statement.tags if tag in KIND_OF_TAG}
            if statement.source:
                self._kinds[statement.article, statement.source.id].update(kinds)

    def kind(self, article: int, source: Source) -> str:
        """The kind of a source by the tags of its statements; "" if they give none or several."""
        kinds = self._kinds.get((article, source.id), Counter())
        return next(iter(kinds)) if len(kinds) == 1 else ""

    def disagreement(self, article: int, source: Source) -> str:
        """One line if the tags of a source's statements contradict its kind or each other."""
        kinds = sorted(self._kinds.get((article, source.id), ()))
        if len(kinds) > 1:
            return f"tagged {' and '.join(kinds)}"
        if kinds and source.kind and kinds != [source.kind]:
            return f"set as {source.kind}, but tagged {kinds[0]}"
        return ""
