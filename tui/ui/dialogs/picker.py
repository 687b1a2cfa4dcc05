"""Picker: chooses one of many choices, or several of them, by a few letters of their names."""

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
from ..display import one_line
from ..widgets.choice_list import Choice, Offer, PickList, is_name_of, rank
from .dialog import Dialog, LineField

_MOST_ROWS = 14
"""The most rows of the list; more choices scroll."""
_WIDTH = 76
"""The width of the frame in cells, if the screen is wide enough."""
_MANY = 1000
"""The least number of choices that are ranked in a thread."""


@dataclass(frozen=True, slots=True)
class PickerResult:
    """The id that was chosen, or the new name that was typed if `created`."""

    id: str
    created: bool = False


class Picker(Dialog[PickerResult]):
    """Lists choices, ranked by what is typed, and returns the one under the cursor.

    With `create`, the last row offers to create the name that is typed. With `on_toggle`, Tab calls
    this function with the id or new name under the cursor, and the picker stays open; the function
    must apply it immediately. Enter right after Tab only closes the picker. With `on_side`, a key
    calls this function with the id under the cursor in the same way, which turns its side. If one
    choice can change others, `refreshed` returns some choices as they are now. With `on_highlight`,
    this function is called with each id that the cursor reaches, and with the initial id `current`
    if the picker is closed without a choice.
    """

    DEFAULT_CSS = f"""
    Picker {{
        & > #frame {{ width: {_WIDTH}; }}
        &.-preview {{ background: transparent; align: right bottom; & > #frame {{ width: 44; }} }}
        LineField {{ margin-bottom: 1; }}
    }}
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("picker")
    create_verb = "create"

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        placeholder: str = "type to find",
        empty: str = "",
        remark: str = "",
        create: bool = False,
        current: str | None = None,
        on_toggle: Callable[[str], None] | None = None,
        on_side: Callable[[str], None] | None = None,
        refreshed: Callable[[Sequence[Choice]], Sequence[Choice]] | None = None,
        on_highlight: Callable[[str], None] | None = None,
    ) -> None:
        """`empty` is shown in place of the list if there are no choices, `remark` below it."""
        super().__init__(classes="-preview" if on_highlight else None)
        self.heading = title
        self._choices = tuple(choices)
        self._create, self._current, self._previewed = create, current, current
        self.keeps_drafts = create
        self._on_toggle, self._on_highlight = on_toggle, on_highlight
        self._on_side, self._refreshed = on_side, refreshed
        self._query, self._remark = "", remark
        self._just_toggled: str | None = None
        self._line = LineField(placeholder=placeholder)
        nothing = "nothing here yet: type a name, then Enter" if create else "nothing to choose"
        self._list = PickList(empty or nothing if not choices else "")
        if on_toggle:
            self.labels = {"picker-choose": "choose and close", "picker-leave": "close"}
        else:
            self.labels = {"picker-stay": ""}
        if not on_side:
            self.labels |= {"picker-side": ""}

    def body(self) -> ComposeResult:
        """Yield the field for the query, and the list."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Show all choices, and fix the height of the frame, so that it stays while one types."""
        # Frame, field and hints take six rows; one more is for the offer to create a name.
        rows = max(1, min(len(self._choices) + 1, _MOST_ROWS))
        width = min(_WIDTH, self.app.size.width) - 4
        more = Content(one_line(self._remark)).get_height({}, width) - 1
        self.query_one("#frame").styles.height = rows + 6 + min(more, 3)
        ids = [choice.id for choice in self._choices]
        self._show(self._choices, ids.index(self._current) if self._current in ids else 0)

    def new_id(self, query: str) -> str:
        """The name that the picker offers to create for a query; "" for none."""
        name = query.strip()
        known = any(is_name_of(choice, name) for choice in self._choices)
        return name if self._create and not known else ""

    def _show(self, choices: Sequence[Choice], cursor: int = 0) -> None:
        new = self.new_id(self._query)
        offer = Offer(new, f"{self.create_verb} “{new}”") if new else None
        self._list.show(choices, self._query, offer, cursor)
        found, total = len(choices), len(self._choices)
        count = f"{found} of {total}" if found < total else f"{total}"
        self.query_one("#frame").border_subtitle = Content(count if total > 1 else "")
        is_empty = total and not self._list.items
        nothing = "nothing matches: Backspace widens the search"
        self.show_message(nothing if is_empty else self._remark)
        self._preview()

    @on(PickList.Highlighted)
    def _preview(self) -> None:
        item = self._list.current
        if self._on_highlight and isinstance(item, Choice) and item.id != self._previewed:
            self._previewed = item.id
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
            self._query, self._just_toggled = query, None
            self._show(found)

    def _search(self) -> None:
        """Rank the choices by what is typed now, unless that is done."""
        if self._line.value != self._query:
            self._query, self._just_toggled = self._line.value, None
            self._show(rank(self._choices, self._query))

    @on(PickList.Chosen)
    def action_choose(self) -> None:
        """Return the row under the cursor, if there is one.

        If Tab has just toggled that row, close without a choice, which would undo that.
        """
        # The field posts a change only after it has handled the next key.
        self._search()
        item = self._list.current
        if item and item.id == self._just_toggled:
            self.dismiss(None)
        elif item:
            self.dismiss(PickerResult(item.id, isinstance(item, Offer)))

    def action_toggle_choice(self) -> None:
        """Toggle or create the row under the cursor, and select the query, to be replaced."""
        self._search()
        item = self._list.current
        if self._on_toggle is None or item is None:
            return
        self._on_toggle(item.id)
        if isinstance(item, Offer):
            self._choices += (Choice(item.id, item.id, checked=True),)
            self._show(rank(self._choices, self._query))
        else:
            self._show_changed(item.id)
        self._just_toggled = item.id
        self._line.select_all()

    def action_turn_side(self) -> None:
        """Turn the side of the row under the cursor."""
        self._search()
        item = self._list.current
        if self._on_side and isinstance(item, Choice):
            self._on_side(item.id)
            self._show_changed(item.id)
            self._just_toggled = item.id

    def _show_changed(self, id: str) -> None:
        """Show the choices as they are after the one with an id was toggled or turned."""
        self._choices = self._changed_choices(self._choices, id)
        shown = [choice for choice in self._list.items if isinstance(choice, Choice)]
        self._show(self._changed_choices(shown, id), self._list.cursor)

    def _changed_choices(self, choices: Sequence[Choice], id: str) -> tuple[Choice, ...]:
        if self._refreshed:
            return tuple(self._refreshed(choices))
        return tuple(replace(c, checked=not c.checked) if c.id == id else c for c in choices)

    def action_move(self, rows: int) -> None:
        """Move the cursor by some rows; after the last row comes the first."""
        self._search()
        self._move_to((self._list.cursor + rows) % max(1, len(self._list.items)))

    def action_page(self, pages: int) -> None:
        """Move the cursor by some pages."""
        self._search()
        self._move_to(self._list.cursor + pages * max(1, self._list.size.height))

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first choice (-1) or the last (1)."""
        self._search()
        self._move_to(direction * len(self._list.items))

    def _move_to(self, index: int) -> None:
        self._just_toggled = None
        self._list.move_to(index, announce=False)
        self._preview()

    def action_leave(self) -> None:
        """Close the picker without a choice, and undo the preview."""
        if self._on_highlight and self._current is not None and self._previewed != self._current:
            self._on_highlight(self._current)
        self.dismiss(None)
