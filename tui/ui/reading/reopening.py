"""Reopening: the same article read again, in another way that the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.errors import ReaderError
from ...model.reading import AUTOMATIC, ReadingOptions
from .keeping import Keeping

if TYPE_CHECKING:
    from ..dialogs.picker import PickerResult


class Reopening(Keeping):
    """The commands that open the article again, read in another way."""

    def action_whole_page(self) -> None:
        """Open a web page again: all of it, or, if it is shown whole, the article in it."""
        if not self.session.document.data.get("reader", "").startswith("html "):
            self.tell("this article is read whole; only a web page has more than its article")
        elif self.session.document.path is None:
            self.tell("standard input is read once; give --whole on the command line", warn=True)
        else:
            self._reopen(ReadingOptions(whole=not self.session.options.whole))

    def action_encoding(self) -> None:
        """Choose the encoding of the file and open it again; the notes remember the choice."""
        from ...readers import OPTIONED, READERS
        from ...readers.charsets import NAMES, labels_of
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        path = self.session.document.path
        if path is None:
            self.tell("standard input is read once; give --encoding NAME on the command line")
            return
        if READERS.get(path.suffix.lower(), "plain") not in OPTIONED:
            self.tell("a file of this format declares its own encoding")
            return
        current = self.session.options.encoding or AUTOMATIC
        offered = {AUTOMATIC: "what the file itself suggests", **NAMES}
        choices = [
            Choice(
                id=name,
                label=name,
                detail=detail,
                checked=name == current,
                search=" ".join(labels_of(name)),
            )
            for name, detail in offered.items()
        ]

        def chosen(result: PickerResult | None) -> None:
            if result and result.id != current:
                self._reopen(ReadingOptions(encoding=result.id))

        self.app.push_screen(Picker("Encoding", choices, current=current), chosen)

    def _reopen(self, options: ReadingOptions) -> None:
        """Have the choices saved and open the article again."""
        try:
            self.session.set_options(options)
        except ReaderError as error:
            self.attempt(error)
        else:
            self.leave_for(self.session.document.path)
