"""How the text of an article is made from its file, where the user may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Choices that change the canonical text, and with it every offset.

    `whole`: the text of a web page is all of it, not only the article found in it. None: not
    chosen.
    """

    whole: bool | None = None

    def over(self, others: ReadingOptions) -> ReadingOptions:
        """These choices, completed by others where nothing is chosen here."""
        return ReadingOptions(others.whole if self.whole is None else self.whole)

    def kept_in(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Unknown keys of the `[document]` table of notes, with what is chosen here."""
        if self.whole is None:
            return dict(document)
        kept = {key: value for key, value in document.items() if key != "whole"}
        return {**kept, "whole": True} if self.whole else kept


AS_USUAL = ReadingOptions()
"""Nothing is chosen."""


def chosen_in(document: Mapping[str, Any]) -> ReadingOptions:
    """The choices in the `[document]` table of notes; a value that is none counts as absent."""
    whole = document.get("whole")
    return ReadingOptions(whole if isinstance(whole, bool) else None)
