"""Making text fit: cut to a width, or folded into a few lines of it. Widths are in cells.

Text is made visible before it is measured, so that its width is that of what is shown.
"""

from __future__ import annotations

from textwrap import wrap

from rich.cells import cell_len, set_cell_size

from .display import cell_width, is_single_width, one_line, visible


def clip(text: str, width: int) -> str:
    """The text on one line, or as much of it as fits with "…" at its end."""
    if width <= 0:
        return ""
    text = one_line(text)
    if cell_width(text) <= width:
        return text
    # Cutting by cells looks at letter after letter: 30 µs for a passage that has none but single.
    cut = text[: width - 1] if is_single_width(text) else set_cell_size(text, width - 1)
    return cut.rstrip() + "…"


def pad(text: str, width: int) -> str:
    """The text clipped or filled with spaces to exactly a width."""
    cut = clip(text, width)
    return cut + " " * (width - cell_len(cut))


def max_code_points(cells: int) -> int:
    """How many code points surely take more cells than that: of a text as long as a book, no more
    need be looked at. The longest sequences, those of emoji, have four to a cell."""
    return 4 * cells + 4


def fold_lines(text: str, width: int, most: int) -> list[str]:
    """Lines of at most a width, at most so many; the last one ends in "…" where more follows."""
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
    """So many cells, filled as far as something has come (0 to 1)."""
    return f"{'▓' * round(share * width):░<{width}}"
