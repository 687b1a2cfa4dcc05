"""Stated figures: the numbers in some words, with what they count, as far as they are in digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_NUMBER = r"\d+(?:[.,]\d+)*"
_SCALE = rf"(?: (?:{'|'.join(_SCALES)}))?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = re.compile(rf"(?:\d{{1,2}} )?\b{_MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?")
_FIGURE = re.compile(
    r"(?:\b(?:about|around|some|nearly|almost|roughly|over|under|up to|at least|at most"
    r"|(?:no )?(?:more|fewer|less) than) )?"
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?P<scale>{_SCALE})(?:(?: to |–|-){_NUMBER}{_SCALE})?"
    r"(?: (?!(?:a|and|are|as|at|but|by|for|from|had|has|have|in|is|of|on|or|per|since|than|that|the"
    r"|to|was|were|which|who)\b)[^\W\d_]+|%)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure as it is worded, "no more than 20,000 people", and its value or lower bound."""

    words: str
    low: float


def stated_figures(text: str) -> list[StatedFigure]:
    """The figures in a text in their order; parts of dates are none."""
    return [
        StatedFigure(found[0], _value(found["low"], found["scale"]))
        for found in _FIGURE.finditer(_DATE.sub(lambda date: "·" * len(date[0]), text))
    ]


def _value(digits: str, scale: str) -> float:
    """The value of digits in which a separator before three digits parts thousands."""
    plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    whole, _, rest = plain.partition(".")
    return float(f"{whole}.{rest.replace('.', '') or 0}") * _SCALES.get(scale.strip().lower(), 1)
