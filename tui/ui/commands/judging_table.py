"""The commands of the lists of judgements and of the matrix of hypotheses."""

from __future__ import annotations

from ...model.dossier import RATING_WORDS
from .definition import commands_in

JUDGING_COMMANDS = (
    *commands_in(
        "judgement",
        "On a judgement",
        ("write", "enter", "edit('write')", "write its text", "write"),
        (
            "likelihood",
            "ctrl+l",
            "edit('likelihood')",
            "how likely it is, in seven bands",
            "likelihood",
        ),
        ("confidence", "ctrl+f", "edit('confidence')", "how sure you are", "confidence"),
        ("cite", "ctrl+t", "edit('cite')", "choose what it rests on", "cites"),
        (
            "confirm",
            "ctrl+r",
            "edit('confirm')",
            "confirm it with the present grades of what it rests on",
            "confirm",
        ),
        ("delete", "ctrl+x", "edit('delete')", "delete it", "delete"),
        ("add", "plus", "edit('add')", "write a new one", "new"),
        ("hypotheses", "ctrl+o", "hypotheses", "competing hypotheses", "hypotheses"),
    ),
    *commands_in(
        "matrix",
        "Among the hypotheses",
        *(
            (f"rate-{n}", str(n), f"rate('{rating}')", f"it is {words}", rating)
            for n, (rating, words) in enumerate(RATING_WORDS.items(), 1)
        ),
        ("unrate", "backspace,delete", "rate('')", "clear the rating", ""),
        ("left", "left,h", "step_column(-1)", "previous hypothesis", ""),
        ("right", "right,l", "step_column(1)", "next hypothesis", ""),
        ("go", "enter", "go", "go to the passage", "go there"),
        ("evidence", "e", "edit('evidence')", "choose evidence", "evidence"),
        ("add", "plus", "edit('add')", "write another hypothesis", "hypothesis"),
        ("rename", "r", "edit('reword')", "reword the hypothesis", "reword"),
        ("drop", "x", "edit('drop')", "delete the evidence", "delete evidence"),
        ("delete", "X", "edit('delete')", "delete the hypothesis", "delete hypothesis"),
        (
            "sort",
            "s",
            "edit('sort')",
            "sort the evidence by what it tells, or not",
            "sort evidence",
        ),
        (
            "order",
            "S",
            "edit('order')",
            "sort the hypotheses by what speaks against them, or not",
            "sort hypotheses",
        ),
        ("without", "w", "edit('without')", "what changes without this evidence", "without it"),
        ("undo", "u", "edit('undo')", "undo", "undo"),
        ("redo", "ctrl+r", "edit('redo')", "redo", ""),
    ),
)
