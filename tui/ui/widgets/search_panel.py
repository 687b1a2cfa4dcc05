"""SearchPanel: an input for a query, and the list of its hits, best first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
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
    """A hit: its text, the spans of the matched letters in the text, and its location.

    `where` is the paragraph and `article` the name of the article, "" if only one is searched.
    The text is that of a note if `in_note`. It is `new` if a saved search did not find it before.
    """

    text: str
    spans: Sequence[tuple[int, int]]
    where: str
    weak: bool = False
    marked: bool = False
    in_note: bool = False
    article: str = ""
    new: bool = False


_RULE = "── close " + "─" * 400
"""The line above the weak hits, which are only close to the query."""


class HitList(RowList[HitRow]):
    """The list of hits, without focus: the keys go to the input above it."""

    can_focus = False
    EMPTY = "Type any words you remember: spelling and order need not be right."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self.draw, id=id)

    def draw(self, item: HitRow, index: int, width: int) -> list[Content]:
        """The line of a hit, cut around the first match, below a rule for the first weak hit."""
        head = Content.assemble(
            ("▸" if index == self.cursor else " ", "$accent"),
            ("✓" if item.marked else " ", "bold $success"),
            *([(f" {pad(one_line(item.article), width // 4)} ", "")] if item.article else []),
            (f"{item.where:<5} ", "$text-muted"),
            ("✎ " if item.in_note else "", "$accent"),
            ("new " if item.new else "", "bold $success"),
        )
        row = head + _cut(item, max(10, width - head.cell_length))
        rule = [] if not self._is_first_weak(index) else [Content.styled(_RULE[:width], "dim")]
        return [*rule, row.stylize(CURSOR).stylize("bold") if index == self.cursor else row]

    def _is_first_weak(self, index: int) -> bool:
        before = self.items[index - 1].weak if index else False
        return self.items[index].weak and not before


def _cut(item: HitRow, room: int) -> Content:
    """As much of a text around its first match as fits into `room` cells, matches underlined."""
    first = item.spans[0][0] if item.spans else 0
    low = max(0, min(first - room // 3, len(item.text) - room))
    text = ("…" + item.text[low + 1 :]) if low else item.text
    # A passage may be as long as a book, of which at most this much can be shown.
    text = text[: 4 * room + 4]
    line = Content.styled(visible(text.replace("\n", " ")), "$text-muted" if item.weak else "")
    style = "underline" if item.weak else "bold underline $accent"
    for start, end in item.spans:
        if end > low:
            line = line.stylize(style, max(0, start - low), end - low)
    return line.truncate(room, ellipsis=True)


MAX_HITS = 100
"""The greatest number of hits of a query in an article."""


def counted_hits(
    query: str, weak: Sequence[bool], marked: int, most: int = MAX_HITS, new: int = 0
) -> str:
    """A line on the number of hits of a query, and of those that are new and that are marked.

    `weak` has for each hit whether it is only close to the query; `most` is the greatest number of
    hits that were asked for.
    """
    from ...library.finder import read_line

    close = sum(weak)
    strong = len(weak) - close
    is_exact = read_line(query).has_phrases or close == len(weak) > 0
    parts = [f"{strong:,} {'exact' if is_exact else 'found'}"]
    parts += [f"{close:,} close"] if close else []
    parts += [f"{new:,} new"] if new else []
    parts += [f"{marked:,} marked"] if marked else []
    return ("the best " if len(weak) >= most else "") + ", ".join(parts)


class SearchPanel(Vertical):
    """Posts the query as it is typed, and shows the hits that it is given."""

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
        """The user changed the query."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class HitHighlighted(Message):
        """The cursor moved to the hit with a number; -1 if there are no hits."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Chosen(Message):
        """The user chose the hit under the cursor."""

    class Marked(Message):
        """The user marks or unmarks the hits with some numbers; none mean all strong hits."""

        def __init__(self, indices: Sequence[int] = ()) -> None:
            super().__init__()
            self.indices = tuple(indices)

    class SaveRequested(Message):
        """The user wants to save the query."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Closed(Message):
        """The user left the search without choosing a hit."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    def __init__(self) -> None:
        super().__init__(id="search")
        self.hits = HitList(id="hits")
        self._has_marks = False

    @property
    def labels(self) -> Mapping[str, str]:
        """The labels in the footer that differ while hits are marked, by the ids of commands."""
        to_marked = self._has_marks and not self.hits.has_focus
        return {"find-go": "Tag marked"} if to_marked else {}

    def compose(self) -> ComposeResult:
        """Yield the input with the number of hits, the hint on queries, and the hits."""
        from .fields import VisibleInput

        self.input = VisibleInput(placeholder="find passages", select_on_focus=False)
        sign, count = Static("/", id="search-sign"), Static("", id="search-count")
        yield Vertical(sign, self.input, count, id="search-line")
        yield Static("", id="search-hint", markup=False)
        yield self.hits

    def open(self, hint: str, query: str = "") -> None:
        """Show the panel with a query, else the last one, selected, so that typing replaces it.

        `hint` is the line on the syntax of queries that is shown below the input.
        """
        self.add_class("open")
        self.show_hint(hint)
        self.input.focus()
        is_other = query not in ("", self.input.value)
        if is_other:
            self.input.value = query  # which posts Queried
        self.input.action_select_all()
        if self.input.value and not is_other:
            self.post_message(self.Queried(self.input.value))

    def show_hint(self, hint: str) -> None:
        """Show a line below the input: the syntax, what the query means, or its mistake."""
        self.query_one("#search-hint", Static).update(Content(one_line(hint)))

    def close(self) -> None:
        """Hide the panel."""
        self.remove_class("open")

    def show_progress(self, share: float) -> None:
        """Show which share (0 to 1) of the passages is read for the index."""
        waiting = f"reading all passages  {progress_bar(share, 24)}  {share:.0%}  Esc: not now"
        self.hits.EMPTY = waiting if share < 1 else HitList.EMPTY
        self.hits.redraw()

    def show(self, rows: Sequence[HitRow], marked: int, cursor: int = 0, counted: str = "") -> None:
        """Show hits, of which a number is marked.

        `counted` is the line on their number if the caller has it already.
        """
        if not counted:
            counted = counted_hits(self.input.value, [row.weak for row in rows], marked)
        if self._has_marks != bool(marked):
            self._has_marks = bool(marked)
            self.refresh_bindings()
        count = counted if self.input.value.strip() else ""
        self.query_one("#search-count", Static).update(Content(count))
        empty = "No passage matches. Try fewer words, or only the beginning of a word."
        self.hits.EMPTY = empty if self.input.value.strip() else HitList.EMPTY
        self.hits.set_items(rows, cursor)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post the query."""
        event.stop()
        self.post_message(self.Queried(event.value))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Post HitHighlighted for a clicked hit."""
        event.stop()
        self.post_message(self.HitHighlighted(event.index))

    def action_cursor(self, by: int) -> None:
        """Move the cursor by some hits."""
        self.hits.move_to(self.hits.cursor + by, announce=False)
        self.post_message(self.HitHighlighted(self.hits.cursor if self.hits.items else -1))

    def action_go(self) -> None:
        """Choose the hit under the cursor."""
        self.post_message(self.Chosen())

    def action_save(self) -> None:
        """Post the query, to be saved under a name."""
        self.post_message(self.SaveRequested(self.input.value))

    def action_leave(self) -> None:
        """Leave the search."""
        self.post_message(self.Closed())

    def action_mark(self) -> None:
        """Mark the hit under the cursor, and move to the next."""
        if self.hits.items:
            self.post_message(self.Marked([self.hits.cursor]))
            self.action_cursor(1)

    def action_mark_all(self) -> None:
        """Mark all strong hits."""
        # The query may not be answered yet, so that the numbers of the hits are unknown here.
        self.post_message(self.Marked())
