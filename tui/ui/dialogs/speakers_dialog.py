"""SpeakersDialog: lists who speaks in an article, and goes through their statements."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from ...attribution import NOBODY
from ...model.document import Span
from ..commands import bindings
from ..widgets.speaker_list import SpeakerList, SpeakerRow, speaker_text
from .dialog import Dialog, LineField
from .narrowable_list import NarrowableList

_SHOW_FIRST = "a shows the next suggested statement of this source, a again accepts it"


class SpeakersDialog(Dialog[None]):
    """Lists the sources at the bottom of the screen, below the article.

    Enter goes to the next statement of the source under the cursor, after the last one to the
    first: it calls `on_visit` with the row and the statement's number in it. `a` accepts the
    suggested statement that is shown: it calls `on_accept`, which calls `show_accepted` when the
    statement is in the notes. It then goes to the next suggested one; it also begins there if the
    notes have no source. Ctrl+E and Ctrl+G call `on_edit` with "edit" or "merge" and
    the id of the source.
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
        start: int,
        on_visit: Callable[[SpeakerRow, int], None],
        on_accept: Callable[[SpeakerRow, Span], None],
        on_edit: Callable[[str, str], None],
    ) -> None:
        """`length` is that of the article and `start` the offset of the caret, in code points.

        `cursor` is the number of the current row, `height` the height of the frame in cells.
        """
        super().__init__()
        self._rows, self._length, self._cursor, self._height = rows, length, cursor, height
        self._on_visit, self._on_accept, self._on_edit = on_visit, on_accept, on_edit
        self._start = start
        self._visited: Span | None = None
        self.has_moved = False
        """Whether the user went to a statement or accepted one."""
        self._speakers = SpeakerList()
        self._list = NarrowableList(self._speakers, speaker_text, "speaker")

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the rows."""
        self.query_one("#frame").styles.height = self._height
        self._speakers.length = self._length
        self._list.show(self._rows, self._cursor)
        if not any(row.id for row in self._rows):
            self._visit_suggestion()
        self._label_accept()

    def update(self, rows: Sequence[SpeakerRow]) -> None:
        """Show other rows in the order of those before, with the cursor on the same source."""
        current = self._list.current
        places = {key: n for n, row in enumerate(self._rows) for key in (row.name, row.id) if key}
        rows = sorted(rows, key=lambda row: places.get(row.id, places.get(row.name, len(places))))
        same = [n for n, row in enumerate(rows) if current and _is_same(row, current)]
        self._rows = rows
        self._list.show(rows, same[0] if same else None)
        self._label_accept()

    @on(SpeakerList.Highlighted)
    @on(LineField.Changed)
    def _row_changed(self) -> None:
        row, statement = self._list.current, self._current_statement()
        if row and statement:
            self.show_message(self._place_of(row, statement))
        else:
            can_accept = row and row.suggested and not self._list.is_narrowed
            self.show_message(_SHOW_FIRST if can_accept else "")
        self._label_accept()

    def _place_of(self, row: SpeakerRow, statement: Span) -> str:
        """Which of the statements of a source one is, and how it can be accepted."""
        place = f"{row.statements.index(statement) + 1} of {len(row.statements)}"
        if statement not in row.suggested:
            return place
        key = "Esc, then a," if self._list.is_narrowed else "a"
        return f"{place}, suggested: {key} accepts it"

    def _label_accept(self) -> None:
        """Let the hint of `a` say what the key does now."""
        row, rows = self._list.current, self._rows
        if row and self._current_statement() in row.suggested:
            label = "accept it"
        elif any(each.suggested for each in rows if each.name != NOBODY or each is row):
            label = "show a suggested one"
        else:
            label = ""
        self.relabel({"speaker-accept": label})

    def _current_statement(self) -> Span | None:
        """The statement that was visited last, if it is one of the source under the cursor."""
        row = self._list.current
        return self._visited if row and self._visited in row.statements else None

    @on(SpeakerList.Chosen)
    def action_next_statement(self) -> None:
        """Go to the next statement of the source under the cursor."""
        row = self._list.current
        spans = row.statements if row else []
        if row is None or not spans:
            self.show_message("no statement of this source is marked, and none is suggested")
            return
        statement = self._current_statement() if self.has_moved else None
        start = statement.start if statement else self._start - 1
        self.has_moved = True
        self._visit(row, bisect_right([span.start for span in spans], start) % len(spans))

    def _visit(self, row: SpeakerRow, number: int) -> None:
        """Go to the statement of a source with this number."""
        spans = row.statements
        self._visited = spans[number]
        self._start = self._visited.start
        self.show_message(self._place_of(row, self._visited))
        self._on_visit(row, number)
        self._label_accept()

    def _visit_suggestion(self) -> bool:
        """Go to the next suggested statement of any source from the caret on, then from the top.

        Returns whether there is one.
        """
        suggested = sorted(
            (span, index)
            for index, row in enumerate(self._rows)
            if row.name != NOBODY
            for span in row.suggested
        )
        if not suggested:
            return False
        span, index = next((s for s in suggested if s[0].start >= self._start), suggested[0])
        self._list.show_all(index)
        row = self._rows[index]
        self._visit(row, row.statements.index(span))
        return True

    def show_accepted(self, rows: Sequence[SpeakerRow]) -> None:
        """Show the rows after a statement was accepted, and go to the next suggested one."""
        self.has_moved = True
        self.update(rows)
        if not self._visit_suggestion():
            self.show_message("no suggested statement is left")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is enabled: `a` is a letter like others once the list is narrowed."""
        return action != "accept" or not self._list.is_narrowed

    def action_accept(self) -> None:
        """Accept the suggested statement that is shown; else go to the next suggested one.

        That is one of the source under the cursor if it has any.
        """
        row = self._list.current
        statement = self._current_statement()
        if row and statement in row.suggested:
            self._on_accept(row, statement)
        elif row and row.suggested:
            span = next((s for s in row.suggested if s.start >= self._start), row.suggested[0])
            self._visit(row, row.statements.index(span))
        elif not self._visit_suggestion():
            self.show_message("no suggested statement is left")

    def action_edit(self, action: str) -> None:
        """Have the source under the cursor edited or merged."""
        row = self._list.current
        if row is None:
            return
        if row.id:
            self._on_edit(action, row.id)
        else:
            self.show_message("only suggested: Enter goes to a statement, a accepts it")


def _is_same(row: SpeakerRow, other: SpeakerRow) -> bool:
    """Whether two rows are of the same source, whose name may have been edited."""
    return row.id == other.id if row.id and other.id else row.name == other.name
