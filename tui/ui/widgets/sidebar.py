"""The sidebar: the tags with their keys and counts, and the annotations near the caret."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ..display import one_line, visible
from ..fit import clip, fold, pad
from .editor import NoteEditor
from .rowlist import CURSOR, RowList


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag as the sidebar shows it: its digit or "", its colour, how many annotations."""

    name: str
    label: str
    color: str
    count: int
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One annotation as the sidebar shows it; `here` when the caret's passage touches it."""

    id: str
    start: int
    paragraph: int
    quote: str
    tags: tuple[tuple[str, str], ...]
    speaker: str
    grade: str
    note: str
    state: str = "anchored"
    conflict: bool = False
    reason: str = ""
    links: tuple[LinkRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link below its annotation: what it does to which statement, and why."""

    id: str
    told: str
    why: str
    start: int = -1


DOCUMENT = "document"
"""The id of the row that shows the note on the whole article."""

QUOTES = "“”„\"' "
"""What is taken off the ends of a quote that is shown in quotation marks of its own."""


class TagPane(RowList[TagRow]):
    """The tags: those with a digit first, then those in use, then the rest.

    `on` holds those that the target has.
    """

    EMPTY = "No tags yet: + adds one, or t on a passage."
    on: frozenset[str] = frozenset()

    class Asked(Message):
        """A command of the table was given on a tag (`name` is "" where there is none)."""

        def __init__(self, what: str, name: str) -> None:
            super().__init__()
            self.what, self.name = what, name

    def draw(self, item: TagRow, index: int, width: int) -> list[Content]:
        """One line: key, colour, name, count."""
        count = str(item.count) if item.count else ""
        room = max(4, width - 5 - len(count))
        on, at = item.name in self.on, index == self.cursor and self.has_focus
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

    def _ask(self, what: str) -> None:
        self.post_message(self.Asked(what, self.current.name if self.current else ""))

    def action_filter(self) -> None:
        """Show this tag only."""
        self._ask("filter")

    def action_rename(self) -> None:
        """Rename this tag."""
        self._ask("rename")

    def action_merge(self) -> None:
        """Merge this tag into another."""
        self._ask("merge")

    def action_color(self) -> None:
        """Give this tag a colour."""
        self._ask("color")

    def action_describe(self) -> None:
        """Describe this tag."""
        self._ask("describe")

    def action_note(self) -> None:
        """Write the analyst's own rule for this tag."""
        self._ask("note")

    def action_key(self) -> None:
        """Give this tag a letter or a digit."""
        self._ask("key")

    def action_delete(self) -> None:
        """Delete this tag."""
        self._ask("delete")

    def action_add(self) -> None:
        """Add a tag."""
        self._ask("add")


class NotePane(RowList[NoteRow | LinkRow]):
    """The annotations in the order of the text, each above its links; the caret's own stand out."""

    EMPTY = "Nothing marked yet. 1 … 9 or Space tags the passage, n writes a note on it."

    class Wanted(Message):
        """The user wants to go to an annotation."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Unlinked(Wanted):
        """The user wants to remove a link."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.here: frozenset[str] = frozenset()
        self.target = ""

    def draw(self, item: NoteRow | LinkRow, index: int, width: int) -> list[Content]:
        """Where and what, the tags, who says it, and the note, as far as there is room."""
        if isinstance(item, LinkRow):
            return self._link(item, index, width)
        if item.id == DOCUMENT:
            return self._memo(item, index, width)
        here = item.id in self.here
        quiet = "" if here else "$text-muted"
        at = index == self.cursor and self.has_focus
        sign = "›" if at else "▸" if item.id == self.target else "▌" if here else " "
        head = f"¶{item.paragraph} " if item.state == "anchored" else f"{item.state} "
        quote = clip(f"{head}“{one_line(item.quote).strip(QUOTES)}”", width - 2)
        lines = [Content.assemble((sign + " ", "$accent"), (quote, "bold" if here else quiet))]
        if item.tags:
            lines.append(_tag_line(item, width, quiet))
        said = " · ".join(filter(None, (one_line(item.speaker), item.grade)))
        if said:
            lines.append(Content.styled("  " + clip(said, width - 2), quiet or "$secondary"))
        if item.reason:
            told = fold(f"why: {one_line(item.reason)}", max(4, width - 2), 2)
            lines += [Content.styled("  " + line, quiet or "$secondary") for line in told]
        if item.note:
            most = 8 if here else 2
            folded = fold(visible(item.note.strip(), keep="\n"), max(4, width - 2), most)
            lines += [Content.styled("  " + line, quiet) for line in folded]
        if item.conflict:
            lines.append(Content.styled("  changed twice: keep one", "bold $warning"))
        if index == self.cursor and self.has_focus:
            lines = [line.stylize(CURSOR) for line in lines]
        return lines if item.links else [*lines, Content("")]

    def _link(self, item: LinkRow, index: int, width: int) -> list[Content]:
        """What it does and why; the last one of an annotation has a blank line below it."""
        at = index == self.cursor and self.has_focus
        room = max(4, width - 4)
        lines = [Content.styled(("› " if at else "  ") + clip(one_line(item.told), room + 2), "")]
        if item.why:
            told = fold(one_line(item.why), room, 2)
            lines += [Content.styled("    " + line, "$text-muted") for line in told]
        if at:
            lines = [line.stylize(CURSOR) for line in lines]
        last = index + 1 == len(self.items) or isinstance(self.items[index + 1], NoteRow)
        return [*lines, Content("")] if last else lines

    def _memo(self, item: NoteRow, index: int, width: int) -> list[Content]:
        """The note on the whole article, which every other row comes after."""
        folded = fold(visible(item.note.strip(), keep="\n"), max(4, width - 2), 3)
        lines = [Content.styled("  On the whole article", "bold")]
        lines += [Content.styled("  " + line, "$text-muted") for line in folded]
        if index == self.cursor and self.has_focus:
            lines = [line.stylize(CURSOR) for line in lines]
        return [*lines, Content("")]

    def action_go(self) -> None:
        """Go to the annotation."""
        if self.current:
            self.post_message(self.Wanted(self.current.id))

    def action_unlink(self) -> None:
        """Remove the link."""
        if isinstance(self.current, LinkRow):
            self.post_message(self.Unlinked(self.current.id))


def _tag_line(item: NoteRow, width: int, quiet: str) -> Content:
    parts: list[tuple[str, str]] = [("  ", "")]
    room = width - 2
    for name, color in item.tags:
        text = clip(one_line(name), room - 2)
        if room < 6:
            parts.append(("…", quiet))
            break
        parts += [("■ ", color), (text + " ", quiet)]
        room -= len(text) + 3
    return Content.assemble(*parts)


def _same(rows: RowList[Any], names: list[str]) -> int | None:
    """Where the item under the cursor is among new ones, so that the cursor stays on it."""
    current = rows.current
    name = getattr(current, "name", "") or getattr(current, "id", "")
    return names.index(name) if name in names else None


class Sidebar(Vertical):
    """Tags above, annotations below; the keys go to the one that was used last."""

    DEFAULT_CSS = """
    Sidebar { width: 34; border-left: vkey $panel; padding: 0 0 0 1; }
    Sidebar .label { height: 1; color: $text-muted; text-style: bold; }
    Sidebar #tags { height: 2fr; min-height: 9; max-height: 16; }
    Sidebar #notes { height: 3fr; }
    Sidebar #notes-label { margin-top: 1; }
    """

    def __init__(
        self, tag_bindings: BindingsMap, note_bindings: BindingsMap, editor: NoteEditor
    ) -> None:
        super().__init__(id="sidebar")
        self.editor = editor
        self.tags, self.notes = TagPane(id="tags"), NotePane(id="notes")
        # Bindings come from the one table with the user's keys in it, not from a class.
        self.tags._bindings = tag_bindings
        self.notes._bindings = note_bindings

    def compose(self) -> ComposeResult:
        """Two lists, each under its name."""
        yield Static("TAGS", classes="label", id="tags-label")
        yield self.tags
        yield Static("NOTES", classes="label", id="notes-label")
        yield self.notes
        yield self.editor

    def on_row_list_edge(self, event: RowList.Edge) -> None:
        """Down from the last tag goes into the notes, up from the first note into the tags."""
        event.stop()
        if event.rows is self.tags and event.direction > 0 and self.notes.items:
            self.notes.focus()
        elif event.rows is self.notes and event.direction < 0:
            self.tags.focus()

    def step(self, by: int) -> bool:
        """Give the keys to the list after (1) or before (-1); False where there is none."""
        order: list[RowList[Any]] = [self.tags, self.notes] if self.notes.items else [self.tags]
        index = next((i for i, rows in enumerate(order) if rows.has_focus), -1) + by
        if 0 <= index < len(order):
            order[index].focus()
        return 0 <= index < len(order)

    def set_rows(self, tags: Sequence[TagRow], notes: Sequence[NoteRow], filtered: str) -> None:
        """Show tags and annotations."""
        self.tags.set_items(tags, _same(self.tags, [row.name for row in tags]))
        rows: list[NoteRow | LinkRow] = []
        for note in notes:
            rows += [note, *(replace(link, start=note.start) for link in note.links)]
        self.notes.set_items(rows, _same(self.notes, [row.id for row in rows]))
        label = f"NOTES  only {one_line(filtered)}" if filtered else "NOTES"
        self.query_one("#notes-label", Static).update(Content(label))

    def follow(self, offset: int, here: frozenset[str], target: str, on: frozenset[str]) -> None:
        """Go along with the caret: `here` are its passage's annotations, `on` the target's tags."""
        if on != self.tags.on:
            self.tags.on = on
            self.tags.refresh()
        notes = self.notes
        if (here, target) != (notes.here, notes.target):
            notes.here, notes.target = here, target
            notes.refresh()
        if not notes.has_focus:
            starts = bisect_left(notes.items, offset, key=lambda row: row.start)
            chosen = (
                next(
                    (
                        i
                        for i in range(max(0, starts - 32), len(notes.items))
                        if notes.items[i].id in here
                    ),
                    starts,
                )
                if here
                else starts
            )
            notes.move_to(chosen, announce=False)
