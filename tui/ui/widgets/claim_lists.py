"""ClaimPane and JudgementPane: the lists of claims and of judgements."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from ..display import one_line, visible
from ..fit import clip, fold_lines
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
    """A judgement as text; `cites` is its number of citations, `warnings` says what is wrong."""

    id: str
    text: str
    likelihood: str
    confidence: str
    cites: int
    warnings: tuple[str, ...] = ()


class ClaimPane(RowList[ClaimRow]):
    """The list of claims, each in a few lines."""

    EMPTY = "No claims yet: tag a passage with claim/…, or link it with L."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def draw(self, item: ClaimRow, index: int, width: int) -> list[Content]:
        """The lines of a claim: quote, who is for and against it, status and warnings."""
        here = index == self.cursor
        room = max(10, width - 2)
        supporting, counted = one_line(item.supporting), one_line(item.counted)
        quote = clip(f"{one_line(item.where)} “{one_line(item.quote)}”", room)
        lines = [
            Content.assemble(("▸ " if here else "  ", "$text-accent"), (quote, "bold")),
            Content.assemble(("  for      ", "$text-muted"), clip(supporting, room - 9)),
        ]
        if item.opposing:
            opposing = clip(one_line(item.opposing), room - 9)
            lines.append(Content.assemble(("  against  ", "$text-muted"), opposing))
        lines.append(Content.styled("  " + clip(counted, room), "$text-muted"))
        lines += [
            Content.styled("  " + clip(one_line(warning), room), "$text-warning")
            for warning in item.warnings
        ]
        lines = [line.truncate(width, pad=True) for line in lines]
        return [*([line.stylize_before(CURSOR) for line in lines] if here else lines), Content("")]


class JudgementPane(RowList[JudgementRow]):
    """The list of judgements, each in a few lines."""

    EMPTY = "No judgement yet: + writes one. Each cites at least one annotation."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def draw(self, item: JudgementRow, index: int, width: int) -> list[Content]:
        """The lines of a judgement: text, likelihood, confidence, citations and warnings."""
        here = index == self.cursor
        room = max(10, width - 2)
        text = fold_lines(visible(item.text.strip(), keep="\n") or "(nothing said)", room, 6)
        sign = "▸ " if here else "  "
        lines = [
            Content.assemble((sign if not n else "  ", "$text-accent"), (line, "bold"))
            for n, line in enumerate(text)
        ]
        known = (
            f"likelihood: {one_line(item.likelihood) or 'not said'}",
            f"confidence: {one_line(item.confidence) or 'not said'}",
            f"{item.cites} citation{'' if item.cites == 1 else 's'}",
        )
        lines.append(Content.styled("  " + clip(" · ".join(known), room), "$text-muted"))
        for warning in item.warnings:
            lines += [
                Content.styled("  " + line, "$text-warning")
                for line in fold_lines(one_line(warning), room, 3)
            ]
        lines = [line.truncate(width, pad=True) for line in lines]
        return [*([line.stylize_before(CURSOR) for line in lines] if here else lines), Content("")]
