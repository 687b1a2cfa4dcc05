"""NotePane: the list of the annotations of an article, each above its links."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from operator import attrgetter
from typing import ClassVar, NamedTuple, overload

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from ...model.annotation import Annotation
from ...model.typography import bare_quote
from ...workspace.link_rows import LinkRow
from ..commands import bindings
from ..display import one_line, visible
from ..fit import clip, fold_lines, max_code_points
from .rowlist import CURSOR, RowList


class NoteRow(NamedTuple):
    """An annotation as text; `tags` has the name and the colour ("#rrggbb") of each tag.

    `claim_lines` has the status that follows from its links and the tags that contradict it. `by`
    has lines on other analysts who made or changed it. `former` is the quote before the passage
    was edited, "" if it was not. `initials` are those of its author in the colour `author_color`
    ("#rrggbb"), "" where all annotations are by one author.
    """

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
    claim_lines: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    former: str = ""
    initials: str = ""
    author_color: str = ""


class MemoRow(NamedTuple):
    """The note on the whole article."""

    note: str


NoteListRow = NoteRow | LinkRow | MemoRow

_START, _KEY = attrgetter("start"), attrgetter("sort_key")
_SEARCHED = 32
"""The number of annotations before and after an offset that are searched for those at it, in
addition to the number of those sought."""


class NotePane(RowList[NoteListRow]):
    """The list of annotations in text order, each above its links.

    `here` has the ids of the annotations at the caret, `target` is the id of the target.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("notes")
    EMPTY = "Nothing marked yet. 1 … 9 or Space tags the passage, n writes a note on it."

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self.draw, self.draw_state, id=id)
        self.here: frozenset[str] = frozenset()
        self.target = ""

    @property
    def scrolls_by_page(self) -> bool:  # type: ignore[override]
        """True while the list follows the caret, so that it is not drawn again at each key."""
        return not self.has_focus

    def draw_state(self, item: NoteListRow, index: int) -> tuple[bool, ...] | None:
        """Whether an annotation is at the caret, the target, and under the focused cursor.

        The drawing of a link is not cached, because it depends on the rows beside it.
        """
        if not isinstance(item, NoteRow):
            return None
        return item.id in self.here, item.id == self.target, index == self.cursor and self.has_focus

    def draw(self, item: NoteListRow, index: int, width: int) -> list[Content]:
        """The lines of a row: quote, tags, source, claim, note and authors of an annotation."""
        if isinstance(item, LinkRow):
            return self._link(item, index, width)
        if isinstance(item, MemoRow):
            return self._memo(item, index, width)
        here = item.id in self.here
        quiet = "" if here else "$text-muted"
        at = index == self.cursor and self.has_focus
        sign = "›" if at else "▸" if item.id == self.target else "▌" if here else " "
        lines = [_head(item, sign, "bold" if here else quiet, width)]
        lines += _former_lines(item, width, 4 if here else 1)
        lines += _tag_lines(item, width, quiet, 6 if here else 1)
        if (item.speaker or item.grade) and (speaker := _speaker(item, width - 2)):
            lines.append(Content.styled("  " + speaker, quiet or "$secondary"))
        for number, line in enumerate(item.claim_lines):
            style = "$warning" if number else quiet or "$secondary"
            claim = fold_lines(one_line(line), max(4, width - 2), 3)
            lines += [Content.styled("  " + folded, style) for folded in claim]
        if item.reason:
            reason = fold_lines(f"why: {one_line(item.reason)}", max(4, width - 2), 2)
            lines += [Content.styled("  " + line, quiet or "$secondary") for line in reason]
        if item.note:
            most = 8 if here else 2
            folded = fold_lines(visible(item.note.strip(), keep="\n"), max(4, width - 2), most)
            lines += [Content.styled("  " + line, quiet) for line in folded]
        for line in item.by:
            author = clip(line, width - 2)
            lines.append(Content.styled("  " + author, quiet or "$secondary"))
        if item.conflict:
            lines.append(Content.styled("  changed twice: keep one", "bold $warning"))
        if index == self.cursor and self.has_focus:
            lines = _lit(lines, width)
        return lines if item.links else [*lines, Content("")]

    def _link(self, item: LinkRow, index: int, width: int) -> list[Content]:
        """The lines of a link, with a blank line below the last link of an annotation."""
        at = index == self.cursor and self.has_focus
        room = max(4, width - 4)
        folded = fold_lines(one_line(item.text), room + 2, 3 if at else 2)
        lines = [Content(("› " if at and not n else "  ") + part) for n, part in enumerate(folded)]
        if item.why:
            reason = fold_lines(one_line(item.why), room, 2)
            lines += [Content.styled("    " + line, "$text-muted") for line in reason]
        if at:
            lines = _lit(lines, width)
        last = index + 1 == len(self.items) or isinstance(self.items[index + 1], NoteRow)
        return [*lines, Content("")] if last else lines

    def _memo(self, item: MemoRow, index: int, width: int) -> list[Content]:
        """The lines of the note on the whole article, which is the first row."""
        folded = fold_lines(visible(item.note.strip(), keep="\n"), max(4, width - 2), 3)
        lines = [Content.styled("  On the whole article", "bold")]
        lines += [Content.styled("  " + line, "$text-muted") for line in folded]
        if index == self.cursor and self.has_focus:
            lines = _lit(lines, width)
        return [*lines, Content("")]


def _lit(lines: list[Content], width: int) -> list[Content]:
    """The lines of the row under the cursor, lit from edge to edge."""
    return [line.pad_right(max(0, width - line.cell_length)).stylize(CURSOR) for line in lines]


def _head(item: NoteRow, sign: str, style: str, width: int) -> Content:
    """The first line of an annotation: a sign, its author, its place and its quote in a style."""
    place = f"¶{item.paragraph} " if item.state == "anchored" else f"{item.state} "
    place += "edited " * bool(item.former)
    initials = one_line(item.initials) + " " * bool(item.initials)
    quote = bare_quote(item.quote[: max_code_points(width)])
    return Content.assemble(
        (sign + " ", "$accent"),
        (initials, f"bold {item.author_color}".strip()),
        (clip(f"{place}“{quote}”", width - 2 - cell_len(initials)), style),
    )


def _former_lines(item: NoteRow, width: int, most: int) -> list[Content]:
    """The quote before the passage was edited, in at most `most` lines."""
    if not item.former:
        return []
    former = f"formerly “{one_line(bare_quote(item.former[: max_code_points(5 * width)]))}”"
    return [
        Content.styled("  " + line, "$warning")
        for line in fold_lines(former, max(4, width - 2), most)
    ]


def _speaker(item: NoteRow, room: int) -> str:
    """The source and the grade in `room` cells; a long name is cut, never the grade."""
    grade = f" · {item.grade}" if item.speaker and item.grade else item.grade
    return clip(clip(item.speaker, max(2, room - cell_len(grade))) + grade, room)


def _tag_lines(item: NoteRow, width: int, quiet: str, most: int) -> list[Content]:
    """The tags, each with its swatch, in at most `most` lines; "+2" stands for two more tags."""
    lines: list[list[tuple[str, str]]] = []
    room = 0
    for number, (name, color) in enumerate(item.tags):
        left = len(item.tags) - number - 1
        for_count = len(f" +{left}") if left else 0
        text = clip(name, width - 4)
        needed = len(" ■ ") + cell_len(text)
        if len(lines) == most and needed + for_count > room:
            lines[-1].append((f" +{left + 1}", quiet))
            break
        if needed > room:
            lines.append([(" ", "")])
            room = width - 1
            if len(lines) == most:
                text = clip(text, room - len(" ■ ") - for_count)
        lines[-1] += [(" ■ ", color), (text, quiet)]
        room -= len(" ■ ") + cell_len(text)
    return [Content.assemble(*parts) for parts in lines]


class NoteRows(Sequence[NoteListRow]):
    """The note on the article, then the annotations in order, each with its links below it.

    A row is made when it is accessed, because only the few rows in view are needed.
    """

    def __init__(
        self,
        notes: Sequence[Annotation],
        by_id: Mapping[str, Annotation],
        row: Callable[[Annotation], NoteRow],
        links: Mapping[str, tuple[LinkRow, ...]],
        memo: str = "",
    ) -> None:
        """`row` makes the row of an annotation, and `links` has its links by its id.

        `by_id` has the annotations of `notes`, and possibly others.
        """
        self._notes, self._by_id, self._row, self._links = notes, by_id, row, links
        has_memo = bool(memo.strip())
        self._memo = [MemoRow(memo)] if has_memo else []
        numbers = enumerate(notes) if links else ()
        self._linked = [number for number, note in numbers if note.id in links]
        self._heads: list[int] = []
        """The number of the row of each annotation with links, not counting the memo."""
        self._before = [0]
        """The number of links before each annotation with links, and last that of all links."""
        for number in self._linked:
            self._heads.append(number + self._before[-1])
            self._before.append(self._before[-1] + len(links[notes[number].id]))

    def __len__(self) -> int:
        return len(self._memo) + len(self._notes) + self._before[-1]

    @overload
    def __getitem__(self, index: int) -> NoteListRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[NoteListRow]: ...
    def __getitem__(self, index: int | slice) -> NoteListRow | list[NoteListRow]:
        chosen = range(len(self))[index]
        return self._at(chosen) if isinstance(chosen, int) else [self._at(i) for i in chosen]

    def _at(self, index: int) -> NoteListRow:
        if index < len(self._memo):
            return self._memo[index]
        index -= len(self._memo)
        last = bisect_right(self._heads, index) - 1
        if last >= 0 and index > self._heads[last]:
            note = self._notes[self._linked[last]]
            links = self._links[note.id]
            below = index - self._heads[last] - 1
            if below < len(links):
                return links[below]
            last += 1
        return self._row(self._notes[index - self._before[max(0, last)]])

    def _row_of(self, number: int) -> int:
        """The row number of an annotation, given its number in `notes`."""
        return len(self._memo) + number + self._before[bisect_left(self._linked, number)]

    def find(self, row: NoteListRow) -> int | None:
        """The row number of the same annotation or link, None if it is no longer there."""
        if isinstance(row, MemoRow):
            return 0 if self._memo else None
        note = self._by_id.get(row.owner if isinstance(row, LinkRow) else row.id)
        number = bisect_left(self._notes, note.sort_key, key=_KEY) if note else len(self._notes)
        found = self._notes[number : number + 1]
        if note is None or not found or found[0].id != note.id:
            return None
        if isinstance(row, NoteRow):
            return self._row_of(number)
        links = self._links.get(note.id, ())
        return self._row_of(number) + 1 + links.index(row) if row in links else None

    def near(self, offset: int, ids: Collection[str]) -> int:
        """The number of the first row of the annotations `ids` near an offset.

        Without one, it is that of the first annotation that begins at the offset or after it.
        """
        start = bisect_left(self._notes, offset, key=_START)
        first, last = max(0, start - _SEARCHED), start + len(ids) + _SEARCHED
        near = enumerate(self._notes[first:last] if ids else (), first)
        return self._row_of(next((number for number, note in near if note.id in ids), start))
