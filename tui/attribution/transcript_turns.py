"""The attributions of a transcript or a chat, in which names stand before the words."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.document import Document, Span
from ..model.speaker_turns import Opening, turns
from .attributions import Attribution, Speaker

_SPOKEN = ("paragraph", "quote", "list")


def turn_attributions(document: Document) -> Iterator[Attribution]:
    """The attribution of each Block of a transcript; nothing for any other text.

    A Block without a name belongs to the turn before it, except a remark in brackets, such as
    "[laughs]".
    """
    openings = dict(turns(document.text, [Span(b.start, b.end) for b in document.blocks]))
    last: Opening | None = None
    for number, block in enumerate(document.blocks):
        opened = openings.get(number)
        if opened is None and (last is None or block.kind not in _SPOKEN):
            last = None if block.kind in ("title", "heading") else last
            continue
        last = opened or last
        start = opened.words if opened else block.start
        content = _content(document.text, start, block.end)
        if content and last and last.name:
            source = opened.span if opened else None
            speaker = Speaker(last.name, "", "named")
            yield Attribution(content, "direct", source, None, speaker)


def _content(text: str, start: int, end: int) -> Span | None:
    """The words of a turn; None for a remark in brackets and where there are none."""
    words = text[start:end].strip()
    if not words or (words[0], words[-1]) in (("[", "]"), ("(", ")")):
        return None
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Span(start, start + len(words))
