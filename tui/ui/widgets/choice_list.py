"""PickList: the list of a picker, and the ranking of its choices by a query."""

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

_MIN_TYPO_SCORE = 74
"""The least score (0 to 100) of a mistyped word: one letter of four may be wrong."""

_MIN_TYPO_LENGTH = 4
"""The least length of a word that may be mistyped; shorter words may be initials."""

CURSOR = "bold on $block-cursor-blurred-background"
"""The style of the row under the cursor of a dialog's list."""

_MIN_LABEL_SCORE = 50
"""The least score of each word of a query that is close to a label, if mistyped."""

_MOST_ALIKE = 5
"""The most choices that stand before the offer to create another one, which stays in view."""

_WORD_SCORE = 80
"""Above this score, every word of a query begins a word of a label or of the hidden words."""

_WHOLE_SCORE = 101
"""The score of a query that is the label."""

_INITIALS = lazily(r"(?<![^\W_])[^\W_]")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things to choose from in a picker.

    `label` and `detail` are shown and searched, `search` is only searched. `count` is shown at the
    right; `color` is "#rrggbb" or "", the colour of the sign `mark` before the label; `quiet` draws
    a choice as a mere suggestion. `search` has other names of the choice, one a line. Of choices
    whose words match a query, those of a lower `group` come first.
    """

    id: str
    label: str
    detail: str = ""
    count: str = ""
    color: str = ""
    mark: str = "■"
    checked: bool = False
    search: str = ""
    quiet: bool = False
    group: int = 0


def rank(choices: Sequence[Choice], query: str) -> list[Choice]:
    """The choices that match every word of a query, best first; ties keep their order.

    One whose label is the query comes first, then those that it matches word by word, by group.
    """
    name = " ".join(query.casefold().split())
    words = name.replace("/", " ").split()
    if not words:
        return list(choices)
    scored = [(_score(name, words, choice), choice) for choice in choices]
    found = [pair for pair in scored if pair[0] > 0]
    return [choice for _, choice in sorted(found, key=_order)]


def _order(scored: tuple[float, Choice]) -> tuple[bool, bool, int, float]:
    """The key that sorts a choice with its score, best first."""
    score, choice = scored
    is_whole, is_by_words = score == _WHOLE_SCORE, score > _WORD_SCORE
    return not is_whole, not is_by_words, choice.group if is_by_words else 0, -score


def is_name_of(choice: Choice, name: str) -> bool:
    """Whether a choice has a name, as its label or as another name, whatever the case."""
    names = (choice.label, *choice.search.split("\n"))
    return any(each.casefold() == name.casefold() for each in names)


def is_alike(choice: Choice, query: str) -> bool:
    """Whether every word of a query is close to a choice's label."""
    words = query.casefold().replace("/", " ").split()
    return bool(words) and all(
        _word(word, choice.label.casefold()) >= _MIN_LABEL_SCORE for word in words
    )


def _score(name: str, words: list[str], choice: Choice) -> float:
    """How well all words match: from 0 (one does not match) to 101 (the query is the label)."""
    label = choice.label.casefold()
    if name in (label, label.rpartition("/")[2]):
        return _WHOLE_SCORE if name == label else 100
    detail, search = choice.detail.casefold(), choice.search.casefold()
    scores = [
        max(_word(word, label), 0.9 * _word(word, search), 0.7 * _word(word, detail))
        for word in words
    ]
    return sum(scores) / len(scores) if all(scores) else 0


def _word(word: str, text: str) -> float:
    """How well a word matches a text, from 0 to 99.

    It may match a beginning, the inside or, if long, a mistyped word or, if short, initials.
    """
    from rapidfuzz import fuzz

    place = text.find(word)
    if place == 0:
        return 99
    if place > 0:
        return 90 if not text[place - 1].isalnum() else 80
    if len(word) >= _MIN_TYPO_LENGTH:
        return 0.7 * fuzz.partial_ratio(word, text, score_cutoff=_MIN_TYPO_SCORE)
    # A pattern finds the initials faster than a loop over the letters.
    return 75 if len(word) > 1 and word in "".join(_INITIALS.findall(text)) else 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that offers to create a new choice with this id."""

    id: str
    label: str


class PickList(RowList[Choice | Offer], can_focus=False):
    """A list of choices in columns, without focus: the keys go to the field above it."""

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
        """Show choices, with the words of a query underlined and the cursor on a row."""
        self._words = query.lower().split()
        self._checks = any(choice.checked for choice in choices)
        self._swatches = any(choice.color for choice in choices)
        self._details = any(choice.detail for choice in choices)
        # Only the first choices are measured, so that the time does not grow with their number.
        labels = (cell_len(one_line(choice.label)) for choice in choices[:500])
        self._label_width = max(labels, default=0)
        rows: list[Choice | Offer] = list(choices)
        if offer:
            # A new name may be a typing error for a label that is like it.
            alike = [choice for choice in choices if is_alike(choice, query)][:_MOST_ALIKE]
            rows = [*alike, offer, *(choice for choice in choices if choice not in alike)]
        self.set_items(rows, cursor)

    def draw(self, item: Choice | Offer, index: int, width: int) -> list[Content]:
        """The line of a choice or of an offer, over the whole width."""
        here = index == self.cursor
        if isinstance(item, Offer):
            row = Content.styled(one_line(item.label), "italic $text-primary")
        else:
            row = self._columns(item, width - 2)
        row = fit(Content.styled("▸ " if here else "  ", "$text-accent") + row, width)
        return [row.stylize_before(CURSOR) if here else row]

    def _columns(self, choice: Choice, width: int) -> Content:
        """The check mark, swatch, label, detail and count of a choice."""
        row = Content(("✓ " if choice.checked else "  ") if self._checks else "")
        if self._swatches:
            row += swatch(choice.color, choice.mark)
        count = Content.styled(f"  {one_line(choice.count)}" if choice.count else "", "$text-muted")
        room = width - row.cell_length - count.cell_length
        row += fit(
            self._label(choice), min(self._label_width, width // 2) if self._details else room
        )
        if choice.detail:
            row += Content.styled(f"  {one_line(choice.detail)}", "$text-muted")
        return fit(row, width - count.cell_length) + count

    def _label(self, choice: Choice) -> Content:
        """The label of a choice with the words of the query underlined."""
        text = one_line(choice.label)
        label, lowered = Content(text), text.lower()
        # If lower case changes the length of the text, its offsets are not valid in the text.
        for word in self._words if len(lowered) == len(text) else ():
            place = lowered.find(word)
            if place >= 0:
                label = label.stylize("underline $text-accent", place, place + len(word))
        return label.stylize_before("italic $text-muted") if choice.quiet else label


def swatch(color: str, mark: str = "■") -> Content:
    """A sign of one cell in the colour "#rrggbb" and a space, or two spaces for no colour."""
    if not color:
        return Content("  ")
    sign = one_line(mark)
    style = Style(foreground=Color.parse(color), bold=True)
    return Content.styled(f"{sign if cell_len(sign) == 1 else '■'} ", style)


def fit(content: Content, width: int) -> Content:
    """The content cut with an ellipsis, or padded with spaces, to exactly `width` cells."""
    return content.truncate(max(0, width), ellipsis=True, pad=True)
