"""How the text of an article is made from its file, where the user may choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

AUTOMATIC = "automatic"
"""The choice of an encoding that leaves it to the file again."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Choices that change the canonical text, and with it every offset.

    `whole`: the text of a web page is all of it, not only the article found in it. None: not
    chosen. `encoding`: the name of the encoding that the file is read in, or AUTOMATIC. "": not
    chosen.
    """

    whole: bool | None = None
    encoding: str = ""

    def over(self, others: ReadingOptions) -> ReadingOptions:
        """These choices, completed by others where nothing is chosen here."""
        return ReadingOptions(
            others.whole if self.whole is None else self.whole,
            self.encoding or others.encoding,
        )

    def kept_in(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Unknown keys of the `[document]` table of notes, with what is chosen here.

        What is chosen as it is by default is left out.
        """
        kept = dict(document)
        if self.whole is not None:
            kept.pop("whole", None)
        if self.encoding:
            kept.pop("encoding", None)
        if self.whole:
            kept["whole"] = True
        if self.encoding not in ("", AUTOMATIC):
            kept["encoding"] = self.encoding
        return kept


AS_USUAL = ReadingOptions()
"""Nothing is chosen."""


def chosen_in(document: Mapping[str, Any]) -> ReadingOptions:
    """The choices in the `[document]` table of notes; a value that is none counts as absent."""
    whole, encoding = document.get("whole"), document.get("encoding")
    return ReadingOptions(
        whole if isinstance(whole, bool) else None, encoding if isinstance(encoding, str) else ""
    )
