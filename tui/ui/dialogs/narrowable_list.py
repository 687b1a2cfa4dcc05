"""NarrowableList: a list in a dialog that is narrowed by what the user types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from ..commands import bindings, default_keys
from ..commands.definition import Scope
from ..widgets.choice_list import Choice, rank
from ..widgets.rowlist import Item, RowList
from .dialog import LineField

_NOTHING = "Nothing matches: Backspace widens the list, Esc shows all."


class NarrowableList(Vertical, Generic[Item]):
    """A field that has the focus, and a list of the items that match the text of the field.

    The best matches come first. Without a text, all items are listed in their own order.
    """

    DEFAULT_CSS = "NarrowableList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("narrow")

    def __init__(self, rows: RowList[Item], text_of: Callable[[Item], str], scope: Scope) -> None:
        """`text_of` returns the text in which an item is found.

        The keys of the commands in `scope`, which is that of the dialog, are not typed into the
        field.
        """
        super().__init__()
        self.rows, self._text_of = rows, text_of
        self._items: Sequence[Item] = ()
        self._query = ""
        """The text of the field to which the list is narrowed."""
        self._empty = rows.EMPTY
        self._line = LineField(placeholder="type to narrow the list")
        self._line.command_keys = default_keys(scope)

    def compose(self) -> ComposeResult:
        """Yield the field and the list."""
        yield self._line
        yield self.rows

    @property
    def is_narrowed(self) -> bool:
        """Whether the field has a text."""
        return bool(self._line.value.strip())

    @property
    def current(self) -> Item | None:
        """The item under the cursor."""
        self._narrow()
        return self.rows.current

    def show(self, items: Sequence[Item], cursor: int | None = None) -> None:
        """Show other items, narrowed as before, with the cursor on the item with a number."""
        self._items = items
        chosen = items[cursor] if cursor is not None and cursor < len(items) else None
        self._show(chosen)

    def show_all(self, cursor: int) -> None:
        """Show all items, with the cursor on the item with a number."""
        self._line.value = ""
        self.show(self._items, cursor)

    @on(LineField.Changed)
    def _narrow(self) -> None:
        """Show the items that match the text, unless that is done."""
        # The field posts a change only after it has handled the next key.
        if self._line.value != self._query:
            self._show(None if self.is_narrowed else self.rows.current)

    def _show(self, chosen: Item | None) -> None:
        """Show the items that match, with the cursor on an item; else on the same row number."""
        is_same = self._query == self._line.value
        self._query = self._line.value
        shown = self._matching()
        self.rows.EMPTY = _NOTHING if self._items else self._empty
        places = [n for n, item in enumerate(shown) if item is chosen]
        self.rows.set_items(shown, places[0] if places else None if is_same else 0)

    def _matching(self) -> Sequence[Item]:
        if not self.is_narrowed:
            return self._items
        choices = [Choice(str(n), self._text_of(item)) for n, item in enumerate(self._items)]
        return [self._items[int(choice.id)] for choice in rank(choices, self._query)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action is enabled: `clear` only while there is a text to clear."""
        return action != "clear" or bool(self._line.value)

    def action_clear(self) -> None:
        """Show all items again."""
        self._line.value = ""

    def action_step(self, rows: int) -> None:
        """Move the cursor by some rows."""
        self._narrow()
        self.rows.step(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by some pages."""
        self._narrow()
        self.rows.action_page(pages)

    def action_end(self, direction: int) -> None:
        """Move the cursor to the first row (-1) or the last (1)."""
        self._narrow()
        self.rows.action_end(direction)
