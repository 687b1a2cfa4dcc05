"""Suggest from the text of an article who says what in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from ..model.annotation import Source
from ..model.document import Document, Span

if TYPE_CHECKING:
    from ..attribution import Attribution, Speaker

_MAX_ANALYSED = 1_000_000
"""Code points at the beginning of a text that are analysed."""

_CONTEXT = 10_000
"""Code points on either side of a passage that are analysed if the passage's speakers are needed
before the analysis of the text is done."""


class Suggestions:
    """The attributions suggested for an article; none is recorded unless the user accepts it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.attributions: Sequence[Attribution] = ()
        self._is_complete = self._is_begun = False
        self.on_complete: Callable[[], None] = lambda: None
        """Called by whoever runs `analyse` in a thread, when the thread is done."""

    def begin(self) -> bool:
        """Analyse a short article at once.

        Returns True, once, if the article is long, so that `analyse` is to be run in a thread.
        """
        if self._is_begun:
            return False
        self._is_begun = True
        if len(self._document.text) > 2 * _CONTEXT:
            return True
        self.analyse()
        return False

    def analyse(self) -> None:
        """Find the attributions of the article."""
        from ..attribution import suggest

        self.attributions = suggest(self._document, blocks_within(self._document, 0, _MAX_ANALYSED))
        self._is_complete = True

    def likely_speakers(self, span: Span) -> list[Speaker]:
        """Who may be speaking in a span, the likeliest first."""
        from ..attribution import likely_speakers

        return likely_speakers(self._attributions_near(span), span)

    def speaker(self, spans: Sequence[Span]) -> Speaker | None:
        """The one speaker of all spans; None if the article leaves that open.

        For several spans the speaker is known only when the whole article has been analysed.
        """
        from ..attribution import speaker_of

        if len(spans) > 1 and not self._is_complete:
            return None
        speakers = {speaker_of(self._attributions_near(span), span) for span in spans}
        return speakers.pop() if len(speakers) == 1 else None

    def _attributions_near(self, span: Span) -> Sequence[Attribution]:
        """The attributions of the article; of the text near a span before they are known."""
        from ..attribution import suggest

        if self._is_complete and span.end <= _MAX_ANALYSED:
            return self.attributions
        near = blocks_within(self._document, span.start - _CONTEXT, span.end + _CONTEXT)
        return suggest(self._document, near)

    def named_speakers(self) -> list[Speaker]:
        """All speakers with names, in the order of their first statements."""
        from ..attribution import by_speaker

        return [speaker for speaker in by_speaker(self.attributions) if speaker.name]


def sources_by_name(sources: Iterable[Source]) -> dict[tuple[str, ...], Source]:
    """Sources by the keys of their names and aliases, as `name_key` makes them; names come first.

    A suggested speaker whose name has such a key is that source.
    """
    from ..attribution import name_key

    listed = list(sources)
    named = [(source.name, source) for source in listed]
    named += [(alias, source) for source in listed for alias in source.aliases]
    return {name_key(name): source for name, source in reversed(named)}


def blocks_within(document: Document, start: int, end: int) -> range:
    """The numbers of the Blocks from the one at offset `start` to the one at offset `end`."""
    if not document.blocks:
        return range(0)
    return range(document.block_at(max(0, start)), document.block_at(end) + 1)
