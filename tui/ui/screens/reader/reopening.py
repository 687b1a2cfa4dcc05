"""Reopening: the same article read anew, in an encoding that the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....model.errors import ReaderError
from ....readers import DECODING, READERS
from .keeping import Keeping

if TYPE_CHECKING:
    from ..picker import PickerResult

_AUTOMATIC = "automatic"


class Reopening(Keeping):
    """What has an article read anew."""

    def action_encoding(self) -> None:
        """Choose the encoding of the file; the notes remember it, and the article opens anew."""
        from ....readers.charsets import NAMES, labels_of
        from ...widgets.picker import Choice
        from ..picker import Picker

        path = self.session.document.path
        if path is None:
            self.tell("standard input cannot be read again: start with --encoding NAME")
            return
        if READERS.get(path.suffix.lower(), "plain") not in DECODING:
            self.tell("a file of this format says its encoding itself")
            return
        current = self.session.data.encoding or _AUTOMATIC
        offered = {_AUTOMATIC: "what the file itself suggests", **NAMES}
        choices = [
            Choice(id=name, label=name, detail=detail, checked=name == current, search=search)
            for name, detail in offered.items()
            for search in (" ".join(labels_of(name)),)
        ]
        self.app.push_screen(Picker("Encoding", choices, current=current), self._read_in)

    def _read_in(self, chosen: PickerResult | None) -> None:
        if chosen is None:
            return
        try:
            changed = self.session.choose_encoding("" if chosen.id == _AUTOMATIC else chosen.id)
        except ReaderError as error:
            self.attempt(error)
            return
        if changed:
            self.leave_for(self.session.document.path)
