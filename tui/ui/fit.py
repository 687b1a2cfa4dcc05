"""Fitting text into a width in cells: cutting, padding and folding it, and drawing a bar.

Control characters are replaced by visible stand-ins before a text is measured.
"""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from .display import cell_width, is_single_width, one_line, visible


def clip(text: str, width: int) -> str:
    """The text in one line; if it is wider than `width` cells, its beginning and "…"."""
    if width <= 0:
        return ""
    text = one_line(text)
    if cell_width(text) <= width:
        return text
    # Cutting by cells measures each character; most texts have none but single-width ones.
    cut = text[: width - 1] if is_single_width(text) else set_cell_size(text, width - 1)
    return cut.rstrip() + "…"


def pad(text: str, width: int) -> str:
    """The text in one line, cut or filled with spaces to exactly `width` cells."""
    cut = clip(text, width)
    return cut + " " * (width - cell_len(cut))


def max_code_points(cells: int) -> int:
    """The number of code points that is enough to fill `cells` cells, whatever they are.

    A long text is cut to it before it is measured. The longest emoji sequences take four code
    points for each cell.
    """
    return 4 * cells + 4


def fold_lines(text: str, width: int, most: int) -> list[str]:
    """Break a text into at most `most` lines of at most `width` cells.

    If the text is longer, the last line ends in "…".
    """
    lines: list[str] = []
    for line in visible(text[: max_code_points((most + 1) * width)], keep="\n").split("\n"):
        for piece in wrap(line, width) or [""]:
            while cell_len(piece) > width:
                part = set_cell_size(piece, width).rstrip()
                lines.append(part)
                piece = piece[len(part) :]
            lines.append(piece)
        if len(lines) > most:
            return [*lines[: most - 1], clip(lines[most - 1] + " …", width)]
    return lines


def progress_bar(share: float, width: int) -> str:
    """A bar of `width` cells, filled to the share that is done (0 to 1)."""
    return f"{'▓' * round(share * width):░<{width}}"
