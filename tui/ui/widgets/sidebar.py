"""Sidebar: the list of tags above the list of annotations, or a note editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from ..commands import bindings
from ..display import one_line
from ..fit import pad
from .editor import NoteEditor
from .line_widget import Label
from .nonscrolling import nonscrolling
from .note_list import NotePane, NoteRows
from .rowlist import CURSOR, RowList


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as text: its name, its digit or "", its colour and its number of annotations."""

    name: str
    label: str
    color: str
    count: int
    filtered: bool = False


class TagPane(RowList[TagRow]):
    """The list of tags; `on` holds the names of the target's tags."""

    EMPTY = "No tags yet: + adds one, or t on a passage."
    BINDINGS: ClassVar[list[BindingType]] = bindings("tags")
    on: frozenset[str] = frozenset()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self.draw, self.draw_state, id=id)

    def draw_state(self, item: TagRow, index: int) -> tuple[bool, bool]:
        """Whether the target has a tag, and whether the focused cursor is on it."""
        return item.name in self.on, index == self.cursor and self.has_focus

    def draw(self, item: TagRow, index: int, width: int) -> list[Content]:
        """The line of a tag: digit, colour, name and count."""
        count = str(item.count) if item.count else ""
        room = max(4, width - 5 - len(count))
        on, at = self.draw_state(item, index)
        style = "bold" if on else "" if item.count or item.label else "$text-muted"
        if item.filtered:
            style += " underline"
        name = pad(one_line(item.name), room)
        line = Content.assemble(
            (f"{item.label:1}{'›' if at else ' '}", "bold"),
            ("✓ " if on else "■ " if item.count else "□ ", f"{item.color} bold"),
            (name, style.strip()),
            (f" {count}", "$text-muted"),
        )
        return [line.stylize(CURSOR) if at else line]


class Sidebar(Vertical):
    """Shows the tags above the annotations, and the editor of a note while one is written."""

    virtual_size = nonscrolling()

    DEFAULT_CSS = """
    Sidebar { width: 33.334%; min-width: 28; max-width: 56; }
    Sidebar { border-left: vkey $panel; padding: 0 0 0 1; }
    Sidebar.alone { width: 100%; max-width: 100%; }
    Sidebar .label { height: 1; color: $text-muted; text-style: bold; }
    Sidebar #tags { height: 2fr; min-height: 9; max-height: 16; }
    Sidebar #notes { height: 3fr; }
    Sidebar #notes-label { margin-top: 1; }
    """

    def __init__(self, editor: NoteEditor) -> None:
        super().__init__(id="sidebar")
        self.editor = editor
        self.tags, self.notes = TagPane(id="tags"), NotePane(id="notes")
        self._label = Label("NOTES", classes="label", id="notes-label")
        self._rows: NoteRows | None = None
        self.empty_text = NotePane.EMPTY
        """The text that is shown if there are no annotations."""

    def compose(self) -> ComposeResult:
        """Yield the two lists, each below its label, and the editor."""
        yield Label("TAGS", classes="label", id="tags-label")
        yield self.tags
        yield self._label
        yield self.notes

    def on_row_list_edge(self, event: RowList.Edge) -> None:
        """Move the focus from the last tag to the annotations, and from the first one back."""
        event.stop()
        if event.rows is self.tags and event.direction > 0 and self.notes.items:
            self.notes.focus()
        elif event.rows is self.notes and event.direction < 0:
            self.tags.focus()

    def focus_next(self, by: int) -> bool:
        """Focus the next list (1) or the previous one (-1). Returns False if there is none."""
        order: list[RowList[Any]] = [self.tags, self.notes] if self.notes.items else [self.tags]
        index = next((i for i, rows in enumerate(order) if rows.has_focus), -1) + by
        if 0 <= index < len(order):
            order[index].focus()
        return 0 <= index < len(order)

    def set_rows(self, tags: Sequence[TagRow], notes: NoteRows, filtered: str) -> None:
        """Show tags and annotations, of which `filtered` is the only tag shown, or "".

        Each cursor stays on its tag or annotation.
        """
        tag, note = self.tags.current, self.notes.current
        names = [row.name for row in tags]
        self.tags.set_items(tags, names.index(tag.name) if tag and tag.name in names else None)
        self.notes.EMPTY = (
            f"Nothing here has {one_line(filtered)}." if filtered else self.empty_text
        )
        self.notes.set_items(notes, notes.find(note) if note else None)
        self._rows = notes
        label = f"NOTES  only {one_line(filtered)}" if filtered else "NOTES"
        self._label.show(label)

    def follow_caret(
        self, offset: int, here: frozenset[str], target: str, on: frozenset[str]
    ) -> None:
        """Show what belongs to the caret, and scroll to it unless the annotations have the focus.

        `here` has the ids of the annotations at the caret, `target` is the id of the target, and
        `on` has the names of the target's tags.
        """
        if on != self.tags.on:
            self.tags.on = on
            self.tags.redraw()
        notes = self.notes
        if (here, target) != (notes.here, notes.target):
            notes.here, notes.target = here, target
            notes.redraw()
        if self._rows is not None and not notes.has_focus:
            notes.move_to(self._rows.near(offset, here), announce=False)
