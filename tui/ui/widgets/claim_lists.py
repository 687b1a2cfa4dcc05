"""ClaimPane and JudgementPane: the lists of claims and of judgements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from textual.content import Content

from ..display import one_line, visible
from ..fit import clip, fold_lines, pad
from .rowlist import CURSOR, RowList


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as text: its quote, its location, who supports and who opposes it.

    `counted` is its status with its number of sources; `warnings` has a line for each tag that
    contradicts them.
    """

    quote: str
    where: str
    supporting: str
    opposing: str
    counted: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as text; `cites` is its number of citations, `warnings` says what is wrong.

    `conclusion` is its first paragraph, `reasons` the others, which are found but not shown.
    `passages` has a line for each passage that it cites, and `sides` counts those for and against
    it, if it has sides; `noted_on` is the label of the other
    article in whose notes it stands, "" if the dossier or the open article has it.
    """

    id: str
    conclusion: str
    reasons: str
    likelihood: str
    confidence: str
    cites: int
    warnings: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    noted_on: str = ""
    sides: str = ""


def claim_text(row: ClaimRow) -> str:
    """The text in which a claim is found by what the user types."""
    parts = row.quote, row.where, row.supporting, row.opposing, row.counted, *row.warnings
    return " ".join(parts)


def judgement_text(row: JudgementRow) -> str:
    """The text in which a judgement is found by what the user types."""
    parts = row.conclusion, row.reasons, row.likelihood, row.confidence
    return " ".join((*parts, *row.warnings, *row.passages))


class ClaimPane(RowList[ClaimRow], can_focus=False):
    """The table of claims: each with its sources, and below it its place and its status."""

    EMPTY = "No claims yet: tag a passage with claim/…, or link it with L."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        return heading_line(("Claim", "For", "Against"), _claim_widths(width), width)

    def draw(self, item: ClaimRow, index: int, width: int) -> list[Content]:
        """The lines of a claim: quote, who is for and against it; place, status and warnings."""
        cells = f"“{one_line(item.quote)}”", one_line(item.supporting), one_line(item.opposing)
        below = [(f"{one_line(item.where)} · {one_line(item.counted)}", "$text-muted")]
        below += [(one_line(warning), "$text-warning") for warning in item.warnings]
        return table_row(cells, _claim_widths(width), below, width, index == self.cursor)


class JudgementPane(RowList[JudgementRow], can_focus=False):
    """The table of judgements, each with what it cites and its warnings below it."""

    EMPTY = "No judgement yet: + writes one. Each cites at least one annotation."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        names = "Judgement", "Likelihood", "Confidence", "Cites"
        return heading_line(names, _judgement_widths(width), width)

    def draw(self, item: JudgementRow, index: int, width: int) -> list[Content]:
        """The lines of a judgement: text, likelihood, confidence; what it cites; warnings."""
        text = visible(item.conclusion, keep="\n") or "(nothing said)"
        rated = one_line(item.likelihood) or "not said", one_line(item.confidence) or "not said"
        more = len(item.passages) - _MOST_PASSAGES
        rest = f"and {more} more{f' · in all {item.sides}' if item.sides else ''}"
        shown = [*item.passages[:_MOST_PASSAGES], *([rest] if more > 0 else ())]
        below = [(clip(f"→ {each}", width - GAP), "$text-muted") for each in shown]
        if item.noted_on:
            below.append((one_line(f"in the notes on {item.noted_on}"), "$text-muted"))
        below += [(one_line(warning), "$text-warning") for warning in item.warnings]
        cells = text, *rated, f"{item.cites:>5}"
        return table_row(cells, _judgement_widths(width), below, width, index == self.cursor)


_MOST_LINES = 6
"""The most lines of a cell."""
_MOST_PASSAGES = 6
"""The most passages that are shown below a judgement."""
GAP = 2
"""Cells between two columns, and before the first."""


def _claim_widths(width: int) -> list[int]:
    names = max(8, width // 4)
    return [max(8, width - 2 * names - 3 * GAP), names, names]


def _judgement_widths(width: int) -> list[int]:
    likelihood = 19 if width >= 76 else 12
    return [max(8, width - likelihood - 10 - 5 - 4 * GAP), likelihood, 10, 5]


def heading_line(names: Sequence[str], widths: Sequence[int], width: int) -> list[Content]:
    """The line with the headings of columns that begin after a gap, over a width in cells."""
    cells = (" " * GAP + pad(name, room) for name, room in zip(names, widths, strict=True))
    return [Content.styled(pad("".join(cells), width), "underline $text-muted")]


def table_row(
    cells: Sequence[str],
    widths: Sequence[int],
    below: Sequence[tuple[str, str]],
    width: int,
    is_current: bool,
) -> list[Content]:
    """The lines of a row of a table, with the first cell bold, and an empty line after it.

    `below` are texts with their styles, which are drawn below the cells over the whole width.
    """
    folded = [fold_lines(cell, room, _MOST_LINES) for cell, room in zip(cells, widths, strict=True)]
    lines = [
        Content.assemble(
            ("▸ " if is_current and not number else "  ", "$text-accent"),
            (pad(parts[0], widths[0]), "bold"),
            *(
                " " * GAP + pad(part, room)
                for part, room in zip(parts[1:], widths[1:], strict=True)
            ),
        )
        for number, parts in enumerate(zip_longest(*folded, fillvalue=""))
    ]
    for text, style in below:
        room = max(8, width - GAP)
        lines += [Content.styled("  " + line, style) for line in fold_lines(text, room, 3)]
    lines = [line.truncate(width, pad=True) for line in lines]
    if is_current:
        lines = [line.stylize_before(CURSOR) for line in lines]
    return [*lines, Content("")]
