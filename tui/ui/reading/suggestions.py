"""Listening: who says what by the text alone, worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...model.document import Document, Span
from ...model.patterns import lazily
from ..background import in_background
from .noting import Noting

if TYPE_CHECKING:
    from ...attribution import Attribution, Speaker
    from ..widgets.speaker_list import SpeakerRow

_MOST = 1_000_000
"""Code points at the beginning of a text that are listened to as a whole."""

_AROUND = 10_000
"""Code points on either side of a passage that tell who speaks in it, where that has to be quick:
twice as many take some 30 milliseconds."""

_DENIED = lazily(r"(?i)\b(?:den(?:y|ie[ds]|ying)|reject|refut|dismiss|disput|rebut)")
"""Cues that turn what follows into its opposite."""

NOBODY = "(nobody named)"

_COLORS = {
    "named": "blue",
    "unnamed": "orange",
    "collective": "green",
    "medium": "purple",
    "document": "teal",
}
"""The colour of each kind of source, a name of the theme's palette."""


class Listening(Noting):
    """What the program suggests about who speaks. Nothing of it is kept unless it is accepted."""

    _heard: Sequence[Attribution] | None = None
    _listening = False

    def listen(self) -> None:
        """Work out who speaks in the whole article, once; a longer one in a thread, see `heard`."""
        if self._listening:
            return
        self._listening = True
        document = self.session.document
        if len(document.text) <= 2 * _AROUND:
            from ...attribution import suggest

            self._heard = suggest(document)
        else:
            self.run_worker(self._listen(), group="listen")

    async def _listen(self) -> None:
        from ...attribution import suggest

        document = self.session.document
        self._heard = await in_background(suggest, document, blocks_within(document, 0, _MOST))
        self.heard()

    def heard(self) -> None:
        """Show what became known."""
        raise NotImplementedError

    def likely(self, span: Span) -> list[Speaker]:
        """Who may be speaking in a span, the likeliest first."""
        from ...attribution import likely, suggest

        if self._heard is not None and span.end <= _MOST:
            return likely(self._heard, span)
        document = self.session.document
        near = blocks_within(document, span.start - _AROUND, span.end + _AROUND)
        return likely(suggest(document, near), span)

    def speakers(self) -> list[Speaker]:
        """All who are known to speak, in the order in which they begin."""
        from ...attribution import voices

        return [speaker for speaker in voices(self._heard or ()) if speaker.name]

    def voice_rows(self) -> list[SpeakerRow]:
        """The sources of the notes by their first statement, then those that are only suggested."""
        from ...attribution import name_key, voices
        from ..widgets.speaker_list import SpeakerRow

        taken = [Span(a.start, a.end) for a in self.session.state.ordered() if a.source]
        rest: dict[tuple[str, ...], SpeakerRow] = {}
        for speaker, all_made in voices(self._heard or ()).items():
            free = tuple(
                quoted(self.session.document.text, made)
                for made in all_made
                if not _touches(taken, made.content)
            )
            name, color = speaker.name or NOBODY, self._color(speaker.kind)
            known = ("", name, speaker.role, speaker.kind, "", color)
            rest[name_key(name)] = SpeakerRow(*known, said=(), suggested=free)
        rows = []
        for source in self.session.state.sources.values():
            guess = rest.pop(name_key(source.name), None)
            said = tuple(
                Span(a.start, a.end) for a in self.session.state.ordered() if a.source == source.id
            )
            color = self._color(source.kind)
            grade = source.reliability
            mine = (source.id, source.name, source.role, source.kind, grade, color)
            rows.append(SpeakerRow(*mine, said=said, suggested=guess.suggested if guess else ()))
        rows.sort(key=lambda row: row.said or ((len(self.session.document.text), 0),))
        return [*rows, *(row for row in rest.values() if row.suggested)]

    def _color(self, kind: str) -> str:
        return self.paint.theme.color(_COLORS.get(kind, "gray"))


def blocks_within(document: Document, start: int, end: int) -> range:
    """The numbers of the Blocks that lie about within two offsets."""
    if not document.blocks:
        return range(0)
    return range(document.block_at(max(0, start)), document.block_at(end) + 1)


def quoted(text: str, made: Attribution) -> Span:
    """What is kept of a statement: with the denial in it, else it would say the opposite."""
    start, end = made.content
    if made.cue and _DENIED.search(text, *made.cue):
        return Span(min(start, made.cue.start), max(end, made.cue.end))
    return made.content


def _touches(spans: Sequence[Span], span: Span) -> bool:
    return any(other.start < span.end and span.start < other.end for other in spans)
