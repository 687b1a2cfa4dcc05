"""AgreementPane: the table of agreement; DisputePane: the list of disagreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from textual.content import Content

from ...agreement import Agreement
from ...model.annotation import Annotation
from ...model.resolutions import DecisionName
from ...workspace.coded_articles import KINDS
from ...workspace.folder_codings import DisputedPassage
from ..display import one_line, visible
from ..fit import pad
from .choice_list import fit
from .claim_lists import GAP, heading_line, table_row
from .rowlist import CURSOR, RowList

_NUMBER_WIDTH = 7
"""The width in cells of the columns with numbers."""
_INTERVAL_WIDTH = 13
_NUMBERS = ("Units", "Percent", "Kappa", "Fleiss", "Alpha")
_WIDE = 90
"""The least width in cells that has room for Fleiss' kappa and the interval as well."""


class AgreementPane(RowList[Agreement]):
    """The table of agreement: what is compared, the number of units, and the coefficients."""

    DEFAULT_CSS = "AgreementPane { height: 1fr; }"
    EMPTY = "Nothing was coded by two of them."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        numbers = _NUMBERS if width >= _WIDE else tuple(n for n in _NUMBERS if n != "Fleiss")
        names = ["", *(name.rjust(_NUMBER_WIDTH) for name in numbers)]
        names += ["95 % of alpha"] if width >= _WIDE else []
        return heading_line(names, _widths(width), width)

    def draw(self, item: Agreement, index: int, width: int) -> list[Content]:
        """The lines of a row."""
        name = one_line(item.tag or item.document) or "all tags"
        figures = [item.percent, item.kappa, item.fleiss, item.alpha]
        cells = [str(item.units), *map(_figure, figures)]
        if width < _WIDE:
            del cells[_NUMBERS.index("Fleiss")]
        cells = [name, *(cell.rjust(_NUMBER_WIDTH) for cell in cells)]
        if width >= _WIDE:
            known = item.low is not None and item.high is not None
            cells.append(f"{item.low:.2f} to {item.high:.2f}" if known else "–")
        return table_row(cells, _widths(width), (), width, index == self.cursor)[:-1]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _widths(width: int) -> list[int]:
    numbers = [_NUMBER_WIDTH] * (len(_NUMBERS) - (width < _WIDE))
    others = [*numbers, *([_INTERVAL_WIDTH] if width >= _WIDE else [])]
    return [max(8, width - sum(others) - GAP * (len(others) + 1)), *others]


class DecidedDispute(NamedTuple):
    """A disagreement, what was decided about it, and why; "" for nothing yet."""

    passage: DisputedPassage
    decision: DecisionName | Literal[""] = ""
    why: str = ""


_MARKS = {"": "·", "left": "1", "right": "2", "both": "b"}


class DisputePane(RowList[DecidedDispute]):
    """A line for each disagreement: the decision, the place, what it is about, and the text."""

    DEFAULT_CSS = "DisputePane { height: 1fr; }"
    EMPTY = "They agree here."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def draw(self, item: DecidedDispute, index: int, width: int) -> list[Content]:
        """The line of a disagreement."""
        here, passage = index == self.cursor, item.passage
        tags = ", ".join(sorted(passage.disagreement.tags))
        line = Content.assemble(
            ("▸" if here else " ", "$text-accent"),
            (f"{_MARKS[item.decision]} ", "bold $success" if item.decision else "$text-muted"),
            (f"{pad(one_line(passage.name), width // 5)} ¶{passage.paragraph:<5}", "$text-muted"),
            (f"{one_line(tags)}  ", "$text-accent"),
            one_line(passage.text),
        )
        line = fit(line, width)
        return [line.stylize_before(CURSOR) if here else line]


def dispute_lines(
    row: DecidedDispute, coders: Sequence[str], width: int, height: int
) -> list[Content]:
    """A disagreement in its context: its kind, both sides with their notes, why, and the text."""
    passage = row.passage
    one = passage.disagreement
    lines = [Content.styled(KINDS[one.kind], "$text-muted")]
    for number, (name, side) in enumerate(zip(coders, (one.left, one.right), strict=True), 1):
        lines.append(Content.assemble((f"{number} {name_of(name)}: ", "bold"), _coding(side)))
    if row.why:
        lines.append(Content.assemble(("why: ", "bold"), one_line(row.why)))
    text = Content.assemble(
        (_flat(passage.before), "$text-muted"),
        (_flat(passage.text), "bold underline"),
        (_flat(passage.after), "$text-muted"),
    ).wrap(width)
    # Where there is little room, the passage itself is shown and not what comes before it.
    marked = len(Content(_flat(passage.before)).wrap(width)) - 1
    room = max(1, height - len(lines))
    first = max(0, min(marked, len(text) - room))
    return [*(fit(line, width) for line in lines), *text[first : first + room]][:height]


def name_of(coder: str) -> str:
    """The name of a coder on one line."""
    return one_line(coder) or "no name"


def _coding(side: Sequence[Annotation]) -> str:
    """The tags, the words and the notes of one side."""
    parts = []
    for one in side:
        note = f" – {one_line(one.note)}" if one.note else ""
        parts.append(f"{one_line(', '.join(one.tags))} “{one_line(one.quote)}”{note}")
    return "; ".join(parts) or "no tag"


def _flat(text: str) -> str:
    return visible(text.replace("\n", " ").replace("\t", " "))
