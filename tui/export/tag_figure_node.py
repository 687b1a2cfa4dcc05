"""The node of a report for the figures on how tags were used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TagFigures:
    """How tags were used, for formats that can show a picture.

    `used` has the tags used most, each with its number of annotations and of documents. `pairs` has
    a row and a column for each of `names`, with the number of times that two of them overlap.
    `left_out` and `names_left_out` count the tags that are not shown in either.
    """

    used: tuple[tuple[str, int, int], ...]
    left_out: int
    names: tuple[str, ...]
    pairs: tuple[tuple[int, ...], ...]
    names_left_out: int
