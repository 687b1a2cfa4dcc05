"""ProposalPane: the list of what coding rules propose, with what was decided about each."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from ...workspace.folder_coding import ProposedPassage
from ..display import one_line, visible
from ..fit import pad
from .choice_list import fit
from .rowlist import CURSOR, RowList

_STATES = {None: ("·", "$text-muted"), True: ("✓", "bold $success"), False: ("✗", "$text-error")}
"""The mark of a passage: undecided, kept, left out."""


class DecidedPassage(NamedTuple):
    """A proposed passage, and whether it is kept; None if that is undecided."""

    passage: ProposedPassage
    is_kept: bool | None = None


class ProposalPane(RowList[DecidedPassage]):
    """A line for each proposed passage: the mark, the place, the tag, and the text."""

    DEFAULT_CSS = "ProposalPane { height: 1fr; }"
    EMPTY = "The rules find nothing that is not tagged already."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def draw(self, item: DecidedPassage, index: int, width: int) -> list[Content]:
        """The line of a passage."""
        here, passage = index == self.cursor, item.passage
        sign, style = _STATES[item.is_kept]
        name = f"{pad(one_line(passage.name), width // 4)} " if passage.name else ""
        place = f"{name}{f'¶{passage.paragraph}':<5} "
        line = Content.assemble(
            ("▸" if here else " ", "$text-accent"),
            (f"{sign} ", style),
            (place, "$text-muted"),
            (f"{one_line(passage.proposal.tag)}  ", "$text-accent"),
            one_line(passage.text),
        )
        line = fit(line, width)
        return [line.stylize_before(CURSOR) if here else line]


def passage_lines(passage: ProposedPassage, width: int, height: int) -> list[Content]:
    """A proposed passage in its context, below the name of its rule, in at most `height` lines."""
    head = Content.styled(f"rule {one_line(passage.proposal.rule)}", "$text-muted")
    text = Content.assemble(
        (_flat(passage.before), "$text-muted"),
        (_flat(passage.text), "bold underline"),
        (_flat(passage.after), "$text-muted"),
    )
    lines = text.wrap(width)
    # Where there is little room, the passage itself is shown and not what comes before it.
    marked = len(Content(_flat(passage.before)).wrap(width)) - 1
    first = max(0, min(marked - 1, len(lines) - height + 1))
    return [fit(head, width), *lines[first : first + height - 1]]


def _flat(text: str) -> str:
    return visible(text.replace("\n", " ").replace("\t", " "))
