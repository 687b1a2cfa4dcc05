"""The user's choices of how the text of an article is extracted from its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

AUTOMATIC = "automatic"
"""The value of `encoding` that returns to detecting the encoding."""


class ReadingOptions(NamedTuple):
    """Choices that change the canonical text, and with it every offset.

    `whole` says whether a web page is read entirely instead of only the article found in it; None
    if not chosen. `encoding` is the name of the encoding in which the file is read, or AUTOMATIC;
    "" if not chosen.
    """

    whole: bool | None = None
    encoding: str = ""

    def over(self, others: ReadingOptions) -> ReadingOptions:
        """These choices; if one is not made, the choice in `others`."""
        return ReadingOptions(
            others.whole if self.whole is None else self.whole,
            self.encoding or others.encoding,
        )

    def kept_in(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Unknown keys of the `[document]` table of notes, updated with these choices.

        A choice that equals the default is removed from the keys.
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


NO_CHOICES = ReadingOptions()
"""No choice is made."""


def chosen_in(document: Mapping[str, Any]) -> ReadingOptions:
    """The choices in the `[document]` table of notes; a value of a wrong type is ignored."""
    whole, encoding = document.get("whole"), document.get("encoding")
    return ReadingOptions(
        whole if isinstance(whole, bool) else None, encoding if isinstance(encoding, str) else ""
    )
