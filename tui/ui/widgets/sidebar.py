"""Sidebar: the list of tags above the list of annotations, or a note editor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

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

if TYPE_CHECKING:
    from textual.widgets import Input

    from .tag_filter import TagFilter


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag as text: its name, its digit or "", its colour and its number of annotations.

    `has_rule` says whether the analyst wrote a rule for using it.
    """

    name: str
    label: str
    color: str
    count: int
    filtered: bool = False
    has_rule: bool = False


_EDGE = 2
"""The cells at the right of the tags, for the scroll mark."""

_SCROLL_MARK, _NO_MARK = (Content.styled(mark, "$text-muted") for mark in (" ▐", "  "))


class TagPane(RowList[TagRow]):
    """The list of tags; `on` holds the names of the target's tags."""

    EMPTY = "No tags yet: + adds one, or t on a passage."
    BINDINGS: ClassVar[list[BindingType]] = bindings("tags")
    on: frozenset[str] = frozenset()

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self.draw, self.draw_state, id=id)

    @property
    def kept_row(self) -> int:
        """The first tag, which has the lowest digit, unless the list has the focus."""
        return self.cursor if self.has_focus else 0

    def lines(self, width: int, height: int) -> list[Content]:
        """The lines of the tags in view, with the scroll mark at the right."""
        drawn = super().lines(max(1, width - _EDGE), height)
        total = len(self.items)
        if total <= height:
            return drawn
        size = max(1, height * height // total)
        first = (height - size) * self.top // (total - height)
        return [
            line + (_SCROLL_MARK if first <= y < first + size else _NO_MARK)
            for y, line in enumerate(drawn)
        ]

    def draw_state(self, item: TagRow, index: int) -> tuple[bool, bool]:
        """Whether the target has a tag, and whether the focused cursor is on it."""
        return item.name in self.on, index == self.cursor and self.has_focus

    def draw(self, item: TagRow, index: int, width: int) -> list[Content]:
        """The line of a tag: digit, colour, name, a sign for a rule, and count."""
        count = f" {item.count}" if item.count else ""
        rule = " ✎" if item.has_rule else ""
        room = max(4, width - 4 - len(count) - len(rule))
        on, at = self.draw_state(item, index)
        style = "bold" if on else "" if item.count or item.label else "$text-muted"
        if item.filtered:
            style += " underline"
        name = pad(one_line(item.name), room)
        line = Content.assemble(
            (f"{item.label:1}{'›' if at else ' '}", "bold"),
            ("✓ " if on else "■ " if item.count else "□ ", f"{item.color} bold"),
            (name, style.strip()),
            (rule, "$text-accent"),
            (count, "$text-muted"),
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
        self._all_tags: Sequence[TagRow] = ()
        self._tag_filter: TagFilter | None = None
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

    def set_rows(self, tags: Sequence[TagRow], notes: NoteRows, only: str, empty: str) -> None:
        """Show tags and annotations; `only` says which annotations alone are shown, "" for all.

        `empty` is shown if there are none, "" for `empty_text`.

        Each cursor stays on its tag or annotation.
        """
        note = self.notes.current
        self._all_tags = tags
        self._show_tags()
        self.notes.EMPTY = one_line(empty) or self.empty_text
        self.notes.set_items(notes, notes.find(note) if note else None)
        self._rows = notes
        label = f"NOTES  only {one_line(only)}" if only else "NOTES"
        self._label.show(label)

    # The tags

    def _show_tags(self) -> None:
        """Show the tags whose names contain all words of the filter, or else all tags."""
        query = self._tag_filter.value if self._tag_filter else ""
        tag, shown = self.tags.current, self._all_tags
        if query:
            words = query.casefold().split()
            shown = [row for row in shown if all(word in row.name.casefold() for word in words)]
        self.tags.EMPTY = "No tag matches: Esc shows all." if query else TagPane.EMPTY
        names = [row.name for row in shown]
        same = names.index(tag.name) if tag and tag.name in names else None
        self.tags.set_items(shown, 0 if query else same)

    def go_to_tag(self, name: str) -> None:
        """Put the cursor on a tag and focus the list, of all tags if the filter hides it."""
        if name not in [row.name for row in self.tags.items]:
            self.widen_tags()
        names = [row.name for row in self.tags.items]
        if name in names:
            self.tags.move_to(names.index(name))
            self.tags.focus()

    async def narrow_tags(self) -> None:
        """Focus the field whose text narrows the list of tags."""
        if self._tag_filter is None:
            from .tag_filter import TagFilter

            self._tag_filter = TagFilter()
            await self.mount(self._tag_filter, before=self.tags)
        self._tag_filter.display = True
        self._tag_filter.focus()

    def widen_tags(self) -> None:
        """Show all tags again, and hide the field."""
        if self._tag_filter and self._tag_filter.display:
            self._tag_filter.display = False
            self._tag_filter.value = ""
            self._show_tags()

    @property
    def is_narrowing(self) -> bool:
        """Whether the field that narrows the tags has the focus."""
        return self._tag_filter is not None and self._tag_filter.has_focus

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the tags by the text of the field."""
        if event.input is self._tag_filter:
            event.stop()
            self._show_tags()

    def on_descendant_focus(self) -> None:
        """Show all tags again when the notes or the editor take the focus."""
        if not (self.tags.has_focus or self.is_narrowing):
            self.widen_tags()

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
