"""SpeakersDialog: who speaks in this article, and a walk through what they say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from ...model.document import Span
from ..commands import bindings
from ..widgets.speaker_list import SpeakerList, SpeakerRow
from .dialog import Dialog


@dataclass(frozen=True, slots=True)
class SpeakersResult:
    """What is to be done with the source of a row."""

    action: Literal["edit", "merge"]
    row: int


class SpeakersDialog(Dialog[SpeakersResult]):
    """The sources at the foot of the screen, the article above it.

    Enter goes to the next statement of the source under the cursor, from the last one on to the
    first, by `on_walk`, which gets its number among them; `a` hands the statement gone to last to
    `on_accept`, which calls `show_accepted` when the statement is in the notes.
    """

    DEFAULT_CSS = """
    SpeakersDialog {
        align: center bottom;
        background: transparent;
        & > #frame { width: 100%; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("speaker")
    heading = "Who speaks"

    def __init__(
        self,
        rows: Sequence[SpeakerRow],
        length: int,
        *,
        cursor: int,
        height: int,
        at: int,
        on_walk: Callable[[SpeakerRow, int], None],
        on_accept: Callable[[SpeakerRow, Span], None],
    ) -> None:
        """`height` is that of the frame in cells, `at` the offset that the walk begins behind."""
        super().__init__()
        self._rows, self._length, self._cursor, self._height = rows, length, cursor, height
        self._on_walk, self._on_accept = on_walk, on_accept
        self._at = at
        self._walked: Span | None = None
        self._list = SpeakerList()

    def body(self) -> ComposeResult:
        """The rows."""
        yield self._list

    def on_mount(self) -> None:
        """Shows the rows and takes the keys."""
        self.query_one("#frame").styles.height = self._height
        self._list.show(self._rows, self._length, self._cursor)
        self._list.focus()

    def update(self, rows: Sequence[SpeakerRow]) -> None:
        """Shows other rows, the cursor on the source that it was on."""
        current = self._list.current
        names = [row.name for row in rows]
        cursor = names.index(current.name) if current and current.name in names else None
        self._list.show(rows, self._length, cursor)

    @on(SpeakerList.Highlighted)
    def _other(self) -> None:
        if self._gone() is None:
            self.show_message("")

    def _gone(self) -> Span | None:
        """The statement gone to last, where it is one of the source under the cursor."""
        row = self._list.current
        return self._walked if row and self._walked in row.statements else None

    @on(SpeakerList.Chosen)
    def action_walk(self) -> None:
        """Goes to the next statement of the source under the cursor."""
        row = self._list.current
        spans = row.statements if row else []
        if row is None or not spans:
            self.show_message("no statement of this source is marked, and none is suggested")
            return
        gone = self._gone()
        start = gone.start if gone else self._at - 1
        number = bisect_right([span.start for span in spans], start) % len(spans)
        self._walked = spans[number]
        self._at = self._walked.start
        kept = "" if self._walked in row.said else ", suggested: a accepts it"
        self.show_message(f"{number + 1} of {len(spans)}{kept}")
        self._on_walk(row, number)

    def show_accepted(self, rows: Sequence[SpeakerRow], kept: Span) -> None:
        """Shows the rows after a statement was accepted, which is in the notes with span `kept`."""
        self._walked = kept
        self.update(rows)
        self.show_message("")

    def action_accept(self) -> None:
        """Has the statement that was gone to kept as one of this source."""
        row = self._list.current
        gone = self._gone()
        if row is None or gone is None:
            self.show_message("Enter goes to a statement first; a then accepts it")
        elif gone in row.said:
            self.show_message("this one is in your notes already")
        else:
            self._on_accept(row, gone)

    def action_give(self, action: Literal["edit", "merge"]) -> None:
        """Closes, so that the source under the cursor is edited or merged."""
        row = self._list.current
        if row is None:
            return
        if row.id:
            self.dismiss(SpeakersResult(action, self._list.cursor))
        else:
            self.show_message("only suggested: Enter goes to a statement, a accepts it")
