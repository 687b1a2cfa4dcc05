"""Words for numbers, and words that modify a number."""

from __future__ import annotations

from collections.abc import Mapping

UNITS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS: Mapping[str, int] = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES: Mapping[str, float] = {
    "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12, "lakh": 1e5, "crore": 1e7, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
LETTER_SCALES: Mapping[str, float] = {
    "k": 1e3,
    "m": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "mn": 1e6,
    "tn": 1e12,
}
"""Scales that are written directly after the digits of an amount of money."""

VAGUE: Mapping[str, float] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2e3, "millions": 2e6,
    "billions": 2e9, "trillions": 2e12,
}  # fmt: skip
"""Plurals that stand for an open number, with the least that they mean: two of them."""

TENS_OF = "tens"
"""As in "tens of thousands": two tens of them at least."""

SEVERAL: Mapping[str, int] = {"several": 3, "few": 3, "couple": 2}
"""Words before a scale, with the least number that they mean."""

FRACTIONS: Mapping[str, int] = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10,
    "halves": 2, "thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "sevenths": 7,
    "eighths": 8, "ninths": 9, "tenths": 10,
}  # fmt: skip

AT_LEAST = (
    "at least", "more than", "greater than", "no fewer than", "no less than", "not fewer than",
    "not less than", "over", "well over", "just over", "above", "upwards of", "upward of",
    "in excess of", "a minimum of", "exceeding", "exceeded", "exceeds", "exceed", "topped",
    "topping", "tops", "surpassed", "surpassing", "surpasses", "north of", "better than", "beyond",
)  # fmt: skip
AT_MOST = (
    "up to", "as many as", "as much as", "as high as", "no more than", "not more than", "at most",
    "fewer than", "less than", "just under", "under", "below", "within", "a maximum of",
    "lower than",
)  # fmt: skip
ABOUT = (
    "about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "near",
    "an estimated", "estimated", "circa", "~", "≈", "in the region of", "more or less", "exactly",
    "virtually", "practically", "just", "only", "a total of", "a further", "an additional", "all",
    "another", "additional", "further", "an average of", "a record",
)  # fmt: skip
"""Words before a number: for its lower bound, for its upper bound, for neither."""
