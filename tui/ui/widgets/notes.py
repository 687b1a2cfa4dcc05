"""The annotations of an article as a list, each above its links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.content import Content
from textual.message import Message

from ..display import one_line, visible
from ..fit import clip, fold
from .rowlist import CURSOR, RowList


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One annotation as the sidebar shows it.

    `counted` says what follows from its links, and where that is not what the tags say.
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
    counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link below its annotation: what it does to which statement, and why."""

    id: str
    told: str
    why: str
    start: int = -1


@dataclass(frozen=True, slots=True)
class Weight:
    """What is linked with an annotation, and what that comes to, in lines."""

    links: tuple[LinkRow, ...] = ()
    counted: tuple[str, ...] = ()


UNWEIGHED = Weight()

DOCUMENT = "document"
"""The id of the row that shows the note on the whole article."""

QUOTES = "“”„\"' "
"""What is taken off the ends of a quote that is shown in quotation marks of its own."""


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
        for number, line in enumerate(item.counted):
            style = "$warning" if number else quiet or "$secondary"
            lines.append(Content.styled("  " + clip(one_line(line), width - 2), style))
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
            parts.append(("…" if room > 0 else "", quiet))
            break
        parts += [("■ ", color), (text + " ", quiet)]
        room -= len(text) + 3
    return Content.assemble(*parts)


def rows_of(notes: Iterable[NoteRow]) -> list[NoteRow | LinkRow]:
    """The annotations, each with its links below it."""
    rows: list[NoteRow | LinkRow] = []
    for note in notes:
        rows += [note, *(replace(link, start=note.start) for link in note.links)]
    return rows
