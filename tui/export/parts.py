"""Parts: what a report is made of, whatever its format; each format has one `render` for them."""

from __future__ import annotations

from dataclasses import dataclass

from .citations import Citation


@dataclass(frozen=True, slots=True)
class Strong:
    """A word that is to be seen."""

    text: str


Text = tuple[str | Strong | Citation, ...]
"""Words and citations; a citation shows as its number, which leads to the passage."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the report has level 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet` is what matters less, set smaller."""

    text: Text
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list, an item each."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first row its head; `right` are the columns set to the right, from 0."""

    rows: tuple[tuple[Text, ...], ...]
    right: tuple[int, ...] = ()


Part = Heading | Paragraph | List | Table


def plain(*cells: str) -> tuple[Text, ...]:
    """A row of cells that hold words only."""
    return tuple((cell,) for cell in cells)
