"""The commands of the table of agreement, and of the list of disagreements."""

from __future__ import annotations

from .definition import commands_in

AGREEMENT_COMMANDS = (
    *commands_in(
        "agreement",
        "In the table of agreement",
        ("open", "enter", "answer('open')", "list the disagreements on it", "disagreements"),
        ("by", "b", "answer('by')", "by tag, by group, by article", "tag, group, article"),
        ("unit", "u", "answer('unit')", "by passage, or by character", "unit"),
        ("order", "o", "order", "order by name, by alpha, by units", "order"),
        ("coders", "c", "answer('coders')", "choose whose codings to compare", "whose"),
    ),
    *commands_in(
        "dispute",
        "On a disagreement",
        ("first", "1", "decide('left')", "the first is right: go on to the next", "first"),
        ("second", "2", "decide('right')", "the second is right: go on", "second"),
        ("both", "b", "decide('both')", "both are right: go on", "both"),
        ("why", "n", "explain", "say why", "why"),
        ("undo", "u", "undo", "take the last decision back", "take back"),
        ("go", "o", "go", "go there in the article", "go there"),
        ("finish", "enter", "finish", "record the decisions, and close", "record"),
    ),
)
