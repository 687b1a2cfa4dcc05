"""The claims and the judgements as lists."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.message import Message

from ..display import one_line, visible
from ..fit import clip, fold
from .rowlist import CURSOR, RowList


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim: what is claimed and where, who is for and against, what is counted and tagged.

    `warnings` are lines that say where tags and count disagree.
    """

    quote: str
    where: str
    supporting: str
    opposing: str
    counted: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement: its text, likelihood and confidence, how many citations, what is wrong."""

    id: str
    text: str
    likelihood: str
    confidence: str
    cites: int
    warnings: tuple[str, ...] = ()


class ClaimPane(RowList[ClaimRow]):
    """Each claim in a few lines; the cursor's is lit."""

    EMPTY = "No claims yet: tag a passage with claim/…, or link it with L."

    class Wanted(Message):
        """The user wants to go to the claim of a number."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def draw(self, item: ClaimRow, index: int, width: int) -> list[Content]:
        """The claim, who says so, who denies it, and what that comes to."""
        here = index == self.cursor
        room = max(10, width - 2)
        supporting, counted = one_line(item.supporting), one_line(item.counted)
        quote = clip(f"{one_line(item.where)} “{one_line(item.quote)}”", room)
        lines = [
            Content.assemble(("▸ " if here else "  ", "$text-accent"), (quote, "bold")),
            Content.assemble(("  for      ", "$text-muted"), clip(supporting, room - 9)),
        ]
        if item.opposing:
            told = clip(one_line(item.opposing), room - 9)
            lines.append(Content.assemble(("  against  ", "$text-muted"), told))
        lines.append(Content.styled("  " + clip(counted, room), "$text-muted"))
        lines += [
            Content.styled("  " + clip(one_line(w), room), "$text-warning") for w in item.warnings
        ]
        lines = [line.truncate(width, pad=True) for line in lines]
        return [*([line.stylize_before(CURSOR) for line in lines] if here else lines), Content("")]

    def action_go(self) -> None:
        """Go to the claim."""
        if self.current:
            self.post_message(self.Wanted(self.cursor))


class JudgementPane(RowList[JudgementRow]):
    """Each judgement in a few lines; the cursor's is lit."""

    EMPTY = "No judgement yet: + writes one. Each cites at least one annotation."

    class Asked(Message):
        """A command of the table was given on a judgement (`id` is "" where there is none)."""

        def __init__(self, what: str, id: str) -> None:
            super().__init__()
            self.what, self.id = what, id

    def draw(self, item: JudgementRow, index: int, width: int) -> list[Content]:
        """The text, then likelihood, confidence and citations, then what is wrong."""
        here = index == self.cursor
        room = max(10, width - 2)
        text = fold(visible(item.text.strip(), keep="\n") or "(nothing said)", room, 6)
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
                for line in fold(one_line(warning), room, 3)
            ]
        lines = [line.truncate(width, pad=True) for line in lines]
        return [*([line.stylize_before(CURSOR) for line in lines] if here else lines), Content("")]

    def _ask(self, what: str) -> None:
        self.post_message(self.Asked(what, self.current.id if self.current else ""))

    def action_write(self) -> None:
        """Write its text."""
        self._ask("write")

    def action_likelihood(self) -> None:
        """Say how likely it is."""
        self._ask("likelihood")

    def action_confidence(self) -> None:
        """Say how sure the analyst is."""
        self._ask("confidence")

    def action_cite(self) -> None:
        """Choose what it rests on."""
        self._ask("cite")

    def action_delete(self) -> None:
        """Delete it."""
        self._ask("delete")

    def action_add(self) -> None:
        """Write a new one."""
        self._ask("add")
