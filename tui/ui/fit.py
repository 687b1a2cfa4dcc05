"""Making text fit: cut to a width, or folded into a few lines of it. Widths are in cells."""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len, set_cell_size


def clip(text: str, width: int) -> str:
    """The text, or as much of it as fits with "…" at its end."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def pad(text: str, width: int) -> str:
    """The text clipped or filled with spaces to exactly a width."""
    cut = clip(text, width)
    return cut + " " * (width - cell_len(cut))


def fold(text: str, width: int, most: int) -> list[str]:
    """Lines of at most a width, at most so many; the last one ends in "…" where more follows."""
    lines: list[str] = []
    for line in text.split("\n"):
        for piece in wrap(line, width) or [""]:
            while cell_len(piece) > width:
                part = set_cell_size(piece, width).rstrip()
                lines.append(part)
                piece = piece[len(part) :]
            lines.append(piece)
        if len(lines) > most:
            return [*lines[: most - 1], clip(lines[most - 1] + " …", width)]
    return lines
