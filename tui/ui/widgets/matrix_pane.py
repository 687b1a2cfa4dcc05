"""MatrixPane: the matrix of competing hypotheses, with a cursor on one of its cells."""

from __future__ import annotations

from textual.content import Content

from ...model.dossier import RATING_WORDS
from ...model.hypotheses import support_in_words
from ...workspace.matrix_rows import MatrixColumn, MatrixLine, MatrixTable
from ..display import one_line
from ..fit import clip, fold_lines, pad
from .line_widget import Lines
from .rowlist import CURSOR, RowList

_CELL = 6
"""Cells of a column: a rating of up to three characters in brackets, and a space."""
_TELLS = 6
"""Cells of the column that says how well the evidence tells the hypotheses apart."""
_LEAST_PASSAGE = 22
"""Cells that the passages always have."""
_NO_HYPOTHESIS = "No hypothesis yet: + writes one. Write down all explanations of the same events."
_NO_EVIDENCE = "No evidence yet: e chooses passages, which are then rated for each hypothesis."


class MatrixPane(RowList[MatrixLine]):
    """The evidence in rows, the hypotheses in columns; as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__(self.draw)
        self._columns: tuple[MatrixColumn, ...] = ()
        self.column = 0
        """The number of the hypothesis under the cursor, from 0."""
        self._first = 0

    def show(self, table: MatrixTable, cursor: int | None, column: int) -> None:
        """Show a matrix, with the cursor on a row (None: the same number as before) and column."""
        self._columns = table.columns
        self.column = max(0, min(column, len(table.columns) - 1))
        self.EMPTY = _NO_EVIDENCE if table.columns else _NO_HYPOTHESIS
        self.set_items(table.lines, cursor)

    @property
    def current_column(self) -> MatrixColumn | None:
        """The hypothesis under the cursor."""
        return self._columns[self.column] if self._columns else None

    def step_column(self, by: int) -> None:
        """Move the cursor by some columns."""
        self.column = max(0, min(self.column + by, len(self._columns) - 1))
        self.redraw()

    def lines(self, width: int, height: int) -> list[Content]:
        """The headings, and below them the rows in view."""
        if self.items or not self._columns:
            return super().lines(width, height)
        return [*self.headings(width), *super().lines(width, height)]

    def headings(self, width: int) -> list[Content]:
        """The names of the hypotheses, and below them the weight of what is against each."""
        room, shown = self._room(width)
        more = "‹" * (shown.start > 0), "›" * (shown.stop < len(self._columns))
        names = [self._columns[n].name for n in shown]
        against = [f"{self._columns[n].inconsistency:g}" for n in shown]
        first = pad("  Evidence", room) + _cells(names) + pad("".join(more), 2) + "tells"
        second = pad("  against it, by weight", room) + _cells(against) + " " * (_TELLS + 1)
        return [
            Content.styled(pad(first, width), "$text-muted"),
            Content.styled(pad(second, width), "underline $text-muted"),
        ]

    def draw(self, item: MatrixLine, index: int, width: int) -> list[Content]:
        """The lines of a row: the passage on two lines, its ratings and what it tells."""
        room, shown = self._room(width)
        here = index == self.cursor
        folded = fold_lines(one_line(item.passage), room - 3, 2)
        first = Content.assemble(("▸ " if here else "  ", "$text-accent"), pad(folded[0], room - 2))
        for number in shown:
            rating = one_line(item.row.ratings[number]) or "·"
            is_current = here and number == self.column
            cell = f"[{rating}]" if is_current else f" {rating}"
            first += Content.styled(pad(cell, _CELL), "bold" if is_current else "")
        tells = f"  {item.row.diagnosticity:g}"
        second = "  " + (folded[1] if len(folded) > 1 else "")
        again = "repeated" if item.is_repeated else ""
        rows = [
            (first + tells).truncate(width, pad=True),
            Content.styled(pad(pad(second, room) + again, width), "$text-muted"),
        ]
        return [row.stylize_before(CURSOR) for row in rows] if here else rows

    def _room(self, width: int) -> tuple[int, range]:
        """The cells for the passages, and the numbers of the columns in view."""
        most = max(1, (width - _LEAST_PASSAGE - _TELLS - 1) // _CELL)
        number = min(most, len(self._columns))
        first = min(self._first, max(0, len(self._columns) - number))
        self._first = max(min(first, self.column), self.column - number + 1)
        room = max(8, width - number * _CELL - _TELLS - 1)
        return room, range(self._first, self._first + number)


class HypothesisLine(Lines):
    """The text of the hypothesis under the cursor, and the rating of the evidence for it."""

    DEFAULT_CSS = "HypothesisLine { height: 3; }"

    def __init__(self) -> None:
        super().__init__(self._draw_text)
        self._column: MatrixColumn | None = None
        self._rating = ""

    def show(self, column: MatrixColumn | None, rating: str) -> None:
        """Show a hypothesis and a rating, "" for none."""
        self._column, self._rating = column, rating
        self.redraw()

    def _draw_text(self, width: int, height: int) -> list[Content]:
        column = self._column
        if column is None:
            return []
        text = fold_lines(f"{column.name} {one_line(column.text)}", width, height - 1)
        words = RATING_WORDS.get(self._rating, self._rating) or "not rated yet"
        said = f"weight against it: {column.inconsistency:g}", support_in_words(column.supporting)
        below = clip(" · ".join((one_line(words), *said)), width)
        return [*map(Content, text), Content.styled(below, "$text-muted")]


def _cells(texts: list[str]) -> str:
    return "".join(pad(f" {text}", _CELL) for text in texts)
