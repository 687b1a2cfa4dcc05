"""Picker: type a few letters, choose one of many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ..background import in_background
from ..commands import bindings
from ..widgets.choice_list import Choice, Offer, PickList, rank
from .dialog import Dialog, LineField

_ROWS = 14
"""The most rows that a list asks for; more scroll."""
_MANY = 1000
"""Choices from which on they are not ranked in this thread: 10 ms."""


@dataclass(frozen=True, slots=True)
class PickerResult:
    """The id that was chosen, or the name typed where it is `created`."""

    id: str
    created: bool = False


class Picker(Dialog[PickerResult]):
    """Choices that re-rank on every key; Enter gives the one under the cursor.

    With `on_toggle`, Tab hands the id (or the new name) to it and stays open: the caller applies
    it at once. With `create`, a name that is not there is offered as the last row. With
    `on_highlight`, the id under the cursor is handed over as it moves, and at Esc `current`,
    where the cursor started.
    """

    DEFAULT_CSS = """
    Picker {
        & > #frame { width: 76; }
        &.-preview { background: transparent; align: right bottom; & > #frame { width: 44; } }
        LineField { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("picker")
    verb = "create"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        placeholder: str = "type to find",
        empty: str = "",
        create: bool = False,
        current: str | None = None,
        on_toggle: Callable[[str], None] | None = None,
        on_highlight: Callable[[str], None] | None = None,
    ) -> None:
        """`empty` says what to do where there are no choices."""
        super().__init__(classes="-preview" if on_highlight else None)
        self.heading = title
        self._choices = tuple(choices)
        self._create, self._current, self._seen = create, current, current
        self._on_toggle, self._on_highlight = on_toggle, on_highlight
        self._query = ""
        self._line = LineField(placeholder=placeholder)
        nothing = "nothing here yet: type a name, then Enter" if create else "nothing to choose"
        self._list = PickList(empty or nothing)
        if on_toggle:
            self.labels = {"picker-choose": "take and close", "picker-leave": "close"}
        else:
            self.labels = {"picker-stay": ""}

    def body(self) -> ComposeResult:
        """The query and the list below it."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Sizes the frame once, so that it stays where it is while the list narrows."""
        # Frame, field and foot take six rows; one more is for what may be created.
        rows = max(1, min(len(self._choices) + 1, _ROWS))
        self.query_one("#frame").styles.height = rows + 6
        ids = [choice.id for choice in self._choices]
        self._show(self._choices, ids.index(self._current) if self._current in ids else 0)

    def made(self, query: str) -> str:
        """The id of what would be made of a query: the name typed, unless there is one like it."""
        name = query.strip()
        known = any(choice.label.casefold() == name.casefold() for choice in self._choices)
        return name if self._create and not known else ""

    def _show(self, choices: Sequence[Choice], cursor: int = 0) -> None:
        made = self.made(self._query)
        offer = Offer(made, f"{self.verb} “{made}”") if made else None
        self._list.show(choices, self._query, offer, cursor)
        found, total = len(choices), len(self._choices)
        count = f"{found} of {total}" if found < total else f"{total}"
        self.query_one("#frame").border_subtitle = Content(count if total > 1 else "")
        lost = total and not self._list.items
        self.show_message("nothing matches: Backspace widens the search" if lost else "")
        self._preview()

    @on(PickList.Highlighted)
    def _preview(self) -> None:
        item = self._list.current
        if self._on_highlight and isinstance(item, Choice) and item.id != self._seen:
            self._seen = item.id
            self._on_highlight(item.id)

    @on(LineField.Changed)
    def _changed(self) -> None:
        if len(self._choices) < _MANY:
            self._search()
        else:
            self.run_worker(self._search_in_background(self._line.value), exclusive=True)

    async def _search_in_background(self, query: str) -> None:
        found = await in_background(rank, self._choices, query)
        if query == self._line.value:
            self._query = query
            self._show(found)

    def _search(self) -> None:
        """Answer what is typed now, where that has not been done yet."""
        if self._line.value != self._query:
            self._query = self._line.value
            self._show(rank(self._choices, self._query))

    @on(PickList.Chosen)
    def action_choose(self) -> None:
        """Closes with the row under the cursor; stays where there is none."""
        # The field tells of a change after it has taken the next key.
        self._search()
        if item := self._list.current:
            self.dismiss(PickerResult(item.id, isinstance(item, Offer)))

    def action_stay(self) -> None:
        """Takes the row under the cursor and stays; what is typed next replaces the query."""
        self._search()
        item = self._list.current
        if self._on_toggle is None or item is None:
            return
        self._on_toggle(item.id)
        if isinstance(item, Offer):
            self._choices += (Choice(item.id, item.id, checked=True),)
            self._show(rank(self._choices, self._query))
        else:
            self._choices = _turned(self._choices, item.id)
            shown = [choice for choice in self._list.items if isinstance(choice, Choice)]
            self._show(_turned(shown, item.id), self._list.cursor)
        self._line.select_all()

    def action_move(self, rows: int) -> None:
        """Moves the cursor, from the last row on to the first."""
        self._search()
        self._move_to((self._list.cursor + rows) % max(1, len(self._list.items)))

    def action_page(self, pages: int) -> None:
        """Moves the cursor by as many rows as are shown."""
        self._search()
        self._move_to(self._list.cursor + pages * max(1, self._list.size.height))

    def _move_to(self, index: int) -> None:
        self._list.move_to(index, announce=False)
        self._preview()

    def action_leave(self) -> None:
        """Closes without a choice, and takes a preview back."""
        before = self._current
        if self._on_highlight and before is not None and self._seen != before:
            self._on_highlight(before)
        self.dismiss(None)


def _turned(choices: Sequence[Choice], id: str) -> tuple[Choice, ...]:
    """The choices, with the check mark of one of them turned on or off."""
    return tuple(replace(c, checked=not c.checked) if c.id == id else c for c in choices)
