"""Suggestions: who says what by the text alone, worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ...model.document import Document, Span
from ..background import in_background

if TYPE_CHECKING:
    from ...attribution import Attribution, Speaker

_MOST = 1_000_000
"""Code points at the beginning of a text in which attributions are looked for as a whole."""

_AROUND = 10_000
"""Code points on either side of a passage that tell who speaks in it, where that has to be quick:
twice as many take some 30 milliseconds."""


class Suggestions:
    """What the program suggests about who speaks. Nothing of it is kept unless it is accepted."""

    def __init__(self, screen: Screen[Any], document: Document) -> None:
        self._screen, self._document = screen, document
        self.attributions: Sequence[Attribution] = ()
        self._is_complete = self._is_begun = False
        self.on_complete: Callable[[], None] = lambda: None
        """Called when those of a longer article, which a thread works out, are known."""

    def begin(self) -> None:
        """Work out who speaks in the whole article, once; in a longer one by a thread."""
        if self._is_begun:
            return
        self._is_begun = True
        if len(self._document.text) <= 2 * _AROUND:
            from ...attribution import suggest

            self.attributions = suggest(self._document)
            self._is_complete = True
        else:
            self._screen.run_worker(self._work_out(), group="suggest")

    async def _work_out(self) -> None:
        from ...attribution import suggest

        blocks = blocks_within(self._document, 0, _MOST)
        self.attributions = await in_background(suggest, self._document, blocks)
        self._is_complete = True
        self.on_complete()

    def likely(self, span: Span) -> list[Speaker]:
        """Who may be speaking in a span, the likeliest first."""
        from ...attribution import likely_speakers

        return likely_speakers(self._attributions_near(span), span)

    def speaker(self, spans: Sequence[Span]) -> Speaker | None:
        """The one speaker of all of some spans; None where the article leaves that open.

        Of several spans it is known only once the whole article has been worked out.
        """
        from ...attribution import speaker_of

        if len(spans) > 1 and not self._is_complete:
            return None
        speakers = {speaker_of(self._attributions_near(span), span) for span in spans}
        return speakers.pop() if len(speakers) == 1 else None

    def _attributions_near(self, span: Span) -> Sequence[Attribution]:
        """Those of the whole article; of the text around a span where those are not known yet."""
        from ...attribution import suggest

        if self._is_complete and span.end <= _MOST:
            return self.attributions
        near = blocks_within(self._document, span.start - _AROUND, span.end + _AROUND)
        return suggest(self._document, near)

    def speakers(self) -> list[Speaker]:
        """All named ones who are known to speak, in the order in which they begin."""
        from ...attribution import by_speaker

        return [speaker for speaker in by_speaker(self.attributions) if speaker.name]


def blocks_within(document: Document, start: int, end: int) -> range:
    """The numbers of the Blocks that lie about within two offsets."""
    if not document.blocks:
        return range(0)
    return range(document.block_at(max(0, start)), document.block_at(end) + 1)
