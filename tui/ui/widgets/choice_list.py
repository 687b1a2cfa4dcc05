"""The list of a picker: choices, how a query ranks them, and the widget that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.color import Color
from textual.content import Content
from textual.style import Style

from ...model.patterns import lazily
from ..display import one_line
from .rowlist import RowList

_TYPO = 74
"""The least likeness, from 0 to 100, of a mistyped word: one letter of four may be wrong."""

_LONG = 4
"""The letters from which on a word may be mistyped; a shorter one may be initials instead."""

CURSOR = "bold on $block-cursor-blurred-background"
"""How a dialog lights the row under its cursor."""

_ALIKE = 60
"""The least score of every word of a query that may be meant for a label."""


_INITIALS = lazily(r"(?<![^\W_])[^\W_]")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: `label` and `detail` are shown and searched, `search` only searched.

    `count` stands at the right; `color` is "#rrggbb" or ""; what is `quiet` is only suggested.
    """

    id: str
    label: str
    detail: str = ""
    count: str = ""
    color: str = ""
    checked: bool = False
    search: str = ""
    quiet: bool = False


def rank(choices: Sequence[Choice], query: str) -> list[Choice]:
    """The choices that match every word of a query, best first, equals in the order given."""
    name = " ".join(query.casefold().split())
    words = name.replace("/", " ").split()
    if not words:
        return list(choices)
    scored = [(_score(name, words, choice), choice) for choice in choices]
    found = [pair for pair in scored if pair[0] > 0]
    return [choice for _, choice in sorted(found, key=lambda pair: -pair[0])]


def is_alike(choice: Choice, query: str) -> bool:
    """Whether a query may be meant for a choice's label, and not only for its description."""
    words = query.casefold().replace("/", " ").split()
    return bool(words) and all(_word(word, choice.label.casefold()) >= _ALIKE for word in words)


def _score(name: str, words: list[str], choice: Choice) -> float:
    """How well all the words match: from 0 (one does not) to 101 (the query is the label)."""
    label = choice.label.casefold()
    if name in (label, label.rpartition("/")[2]):
        return 101 if name == label else 100
    detail, search = choice.detail.casefold(), choice.search.casefold()
    scores = [
        max(_word(word, label), 0.9 * _word(word, search), 0.7 * _word(word, detail))
        for word in words
    ]
    return sum(scores) / len(scores) if all(scores) else 0


def _word(word: str, text: str) -> float:
    """How well a word matches: at a beginning, inside, mistyped or, if short, by initials."""
    from rapidfuzz import fuzz

    place = text.find(word)
    if place == 0:
        return 99
    if place > 0:
        return 90 if not text[place - 1].isalnum() else 80
    if len(word) >= _LONG:
        return 0.7 * fuzz.partial_ratio(word, text, score_cutoff=_TYPO)
    # Found by a pattern, in a tenth of the time that a walk over the letters takes.
    return 75 if len(word) > 1 and word in "".join(_INITIALS.findall(text)) else 0


@dataclass(frozen=True, slots=True)
class Offer:
    """The row below the choices that makes a new one: its id, and what the row says."""

    id: str
    label: str


class PickList(RowList[Choice | Offer], can_focus=False):
    """One row a choice, in columns; the keys stay in the field above."""

    def __init__(self, empty: str = "", id: str | None = None) -> None:
        super().__init__(self.draw, id=id)
        self.EMPTY = one_line(empty)
        self._words: list[str] = []
        self._checks = self._swatches = self._details = False
        self._label_width = 0

    def show(
        self,
        choices: Sequence[Choice],
        query: str = "",
        offer: Offer | None = None,
        cursor: int = 0,
    ) -> None:
        """Replaces the rows and puts the cursor on one of them; the query's letters are marked."""
        self._words = query.lower().split()
        self._checks = any(choice.checked for choice in choices)
        self._swatches = any(choice.color for choice in choices)
        self._details = any(choice.detail for choice in choices)
        # The first ones decide the width, so that a key costs the same among ten thousand.
        labels = (cell_len(one_line(choice.label)) for choice in choices[:500])
        self._label_width = max(labels, default=0)
        rows: list[Choice | Offer] = list(choices)
        if offer:
            # A new name comes first, or second where it may be a slip for one that is there.
            rows.insert(1 if choices and is_alike(choices[0], query) else 0, offer)
        self.set_items(rows, cursor)

    def draw(self, item: Choice | Offer, index: int, width: int) -> list[Content]:
        """One line, lit from edge to edge under the cursor."""
        here = index == self.cursor
        if isinstance(item, Offer):
            row = Content.styled(one_line(item.label), "italic $text-primary")
        else:
            row = self._columns(item, width - 2)
        row = fit(Content.styled("▸ " if here else "  ", "$text-accent") + row, width)
        return [row.stylize_before(CURSOR) if here else row]

    def _columns(self, choice: Choice, width: int) -> Content:
        """Check mark, swatch, label, detail and count."""
        row = Content(("✓ " if choice.checked else "  ") if self._checks else "")
        if self._swatches:
            row += swatch(choice.color)
        count = Content.styled(f"  {one_line(choice.count)}" if choice.count else "", "$text-muted")
        room = width - row.cell_length - count.cell_length
        row += fit(
            self._label(choice), min(self._label_width, width // 2) if self._details else room
        )
        if choice.detail:
            row += Content.styled(f"  {one_line(choice.detail)}", "$text-muted")
        return fit(row, width - count.cell_length) + count

    def _label(self, choice: Choice) -> Content:
        """The label, with the letters marked that the query found as they stand."""
        text = one_line(choice.label)
        label, lowered = Content(text), text.lower()
        # Where lowering changes the length, offsets into it are not offsets into the text.
        for word in self._words if len(lowered) == len(text) else ():
            place = lowered.find(word)
            if place >= 0:
                label = label.stylize("underline $text-accent", place, place + len(word))
        return label.stylize_before("italic $text-muted") if choice.quiet else label


def swatch(color: str) -> Content:
    """A square of that "#rrggbb" and a space, or as much room without."""
    return Content.styled("■ ", Style(foreground=Color.parse(color))) if color else Content("  ")


def fit(content: Content, width: int) -> Content:
    """The content cut with an ellipsis, or filled with spaces, to exactly so many cells."""
    return content.truncate(max(0, width), ellipsis=True, pad=True)
