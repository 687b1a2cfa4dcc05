"""SearchPanel: a line to type in, and the passages that answer it, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ..commands import bindings
from ..display import one_line, visible
from ..fit import pad, progress_bar
from .rowlist import CURSOR, RowList

if TYPE_CHECKING:
    from textual.widgets import Input


class HitRow(NamedTuple):
    """One passage found: its text, the matched stretches in it, and where it is.

    `where` is its paragraph, and before it the article where there are several; `in_note` says
    that the text is that of its note.
    """

    text: str
    spans: Sequence[tuple[int, int]]
    where: str
    weak: bool = False
    marked: bool = False
    in_note: bool = False
    article: str = ""


_RULE = "── close " + "─" * 400
"""The line between the hits and those that are only close."""


class HitList(RowList[HitRow]):
    """The hits; the keys stay in the line above."""

    can_focus = False
    EMPTY = "Type any words you remember: spelling and order need not be right."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self.draw, id=id)

    def draw(self, item: HitRow, index: int, width: int) -> list[Content]:
        """One line, cut so that the first match is in it; a rule above the first weak hit."""
        head = Content.assemble(
            ("▸" if index == self.cursor else " ", "$accent"),
            ("✓" if item.marked else " ", "bold $success"),
            *([(f" {pad(one_line(item.article), width // 4)} ", "")] if item.article else []),
            (f"{item.where:<5} ", "$text-muted"),
            ("✎ " if item.in_note else "", "$accent"),
        )
        row = head + _cut(item, max(10, width - head.cell_length))
        rule = [] if not self._is_first_weak(index) else [Content.styled(_RULE[:width], "dim")]
        return [*rule, row.stylize(CURSOR).stylize("bold") if index == self.cursor else row]

    def _is_first_weak(self, index: int) -> bool:
        before = self.items[index - 1].weak if index else False
        return self.items[index].weak and not before


def _cut(item: HitRow, room: int) -> Content:
    """As much of a text around its first match as there is room for, the matches lit."""
    first = item.spans[0][0] if item.spans else 0
    low = max(0, min(first - room // 3, len(item.text) - room))
    text = ("…" + item.text[low + 1 :]) if low else item.text
    # Beyond that many nothing is seen; a passage may be as long as a book.
    text = text[: 4 * room + 4]
    line = Content.styled(visible(text.replace("\n", " ")), "$text-muted" if item.weak else "")
    lit = "underline" if item.weak else "bold underline $accent"
    for start, end in item.spans:
        if end > low:
            line = line.stylize(lit, max(0, start - low), end - low)
    return line.truncate(room, ellipsis=True)


MOST = 100
"""How many hits in an article are looked for."""


def counted_hits(query: str, weak: Sequence[bool], marked: int, most: int = MOST) -> str:
    """How many hits a query has, of `most` that were looked for, and how many are marked.

    `weak` says of each hit whether it is only close to the query.
    """
    from ...search import parse

    close = sum(weak)
    strong = len(weak) - close
    is_exact = bool(parse(query).phrases) or close == len(weak) > 0
    parts = [f"{strong:,} {'exact' if is_exact else 'found'}"]
    parts += [f"{close:,} close"] if close else []
    parts += [f"{marked:,} marked"] if marked else []
    return ("the best " if len(weak) >= most else "") + ", ".join(parts)


class SearchPanel(Vertical):
    """Docked under the article; it posts what is asked and shows what is found."""

    DEFAULT_CSS = """
    SearchPanel { height: 11; display: none; border-top: solid $panel; padding: 0 1; }
    SearchPanel.open { display: block; }
    SearchPanel Input { border: none; height: 1; padding: 0; background: transparent; width: 1fr; }
    SearchPanel Input:focus { border: none; }
    SearchPanel #search-line { height: 1; layout: horizontal; }
    SearchPanel #search-sign { width: 2; color: $accent; text-style: bold; }
    SearchPanel #search-count { width: auto; color: $text-muted; }
    SearchPanel #search-hint { height: 1; padding: 0 2; color: $text-muted; text-style: dim; }
    """

    input: Input

    class Queried(Message):
        """Another query was typed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Looked(Message):
        """The cursor is on another hit (-1: there is none)."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Chosen(Message):
        """The hit under the cursor was chosen."""

    class Marked(Message):
        """Hits were marked or unmarked (numbers in the order shown); none: all strong ones."""

        def __init__(self, indices: Sequence[int] = ()) -> None:
            super().__init__()
            self.indices = tuple(indices)

    class Left(Message):
        """The search was left without choosing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    def __init__(self) -> None:
        super().__init__(id="search")
        self.hits = HitList(id="hits")

    async def mount_deferred(self) -> None:
        """Make the line and the list: after the first frame, which is 20 ms earlier so."""
        from .fields import VisibleInput

        self.input = VisibleInput(placeholder="find passages", select_on_focus=False)
        sign, count = Static("/", id="search-sign"), Static("", id="search-count")
        line = Vertical(sign, self.input, count, id="search-line")
        await self.mount(line, Static("", id="search-hint", markup=False), self.hits)

    def open(self, hint: str) -> None:
        """Begin a search; the last query is there, selected, so that typing replaces it.

        `hint` is the syntax of a query, shown below the line.
        """
        self.add_class("open")
        self.query_one("#search-hint", Static).update(Content(hint))
        self.input.focus()
        self.input.action_select_all()
        if self.input.value:
            self.post_message(self.Queried(self.input.value))

    def close(self) -> None:
        """Hide it."""
        self.remove_class("open")

    def wait(self, share: float) -> None:
        """Say how far that has come (0 to 1) which the first answer waits for."""
        waiting = f"reading all passages  {progress_bar(share, 24)}  {share:.0%}  Esc: not now"
        self.hits.EMPTY = waiting if share < 1 else HitList.EMPTY
        self.hits.redraw()

    def show(self, rows: Sequence[HitRow], cursor: int = 0, counted: str = "") -> None:
        """Show what was found; `counted` says how much that is, where rows cost too much to ask."""
        if not counted:
            marked = sum(row.marked for row in rows)
            counted = counted_hits(self.input.value, [row.weak for row in rows], marked)
        count = counted if self.input.value.strip() else ""
        self.query_one("#search-count", Static).update(Content(count))
        empty = "No passage is like that. Fewer words, or only the beginning of one, may help."
        self.hits.EMPTY = empty if self.input.value.strip() else HitList.EMPTY
        self.hits.set_items(rows, cursor)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the query on."""
        event.stop()
        self.post_message(self.Queried(event.value))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click on a hit looks at it."""
        event.stop()
        self.post_message(self.Looked(event.index))

    def action_cursor(self, by: int) -> None:
        """Move among the hits; the article follows."""
        self.hits.move_to(self.hits.cursor + by, announce=False)
        self.post_message(self.Looked(self.hits.cursor if self.hits.items else -1))

    def action_go(self) -> None:
        """Go to the hit."""
        self.post_message(self.Chosen())

    def action_leave(self) -> None:
        """Back to where the caret was."""
        self.post_message(self.Left())

    def action_mark(self) -> None:
        """Mark the hit, and go on to the next."""
        if self.hits.items:
            self.post_message(self.Marked([self.hits.cursor]))
            self.action_cursor(1)

    def action_mark_all(self) -> None:
        """Mark all strong hits."""
        # Which these are is known when the query is answered: the key may come before.
        self.post_message(self.Marked())
