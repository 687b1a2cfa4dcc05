"""Command: something that the user can do, with its keys and the function that does it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal[
    "article",
    "tags",
    "narrow-tags",
    "notes",
    "note",
    "search",
    "library",
    "narrow",
    "hits",
    "list",
    "claim",
    "judgement",
    "matrix",
    "figure",
    "date",
    "statistics",
    "copies",
    "saved-search",
    "proposal",
    "agreement",
    "dispute",
    "comparison",
    "speaker",
    "source",
    "passage",
    "duplicate",
    "picker",
    "menu",
    "grade",
    "review",
    "whose",
    "relation",
    "confirm",
    "unsaved",
    "leaving",
    "prompt",
    "form",
    "choice",
    "text",
    "export",
    "help",
    "dialog",
    "progress",
]
"""The screen, pane or dialog in which the keys of a command work."""

Reach = Literal["article", "sidebar", "everywhere"]
"""Where on the reading screen a key of the scope "article" works: in the article alone, in the
sidebar as well, or also in every text field."""

Condition = Literal["always", "selecting", "not selecting"]
"""When a command of the reading screen is enabled: always, while text is selected, or while none
is."""


class Command(NamedTuple):
    """Something that the user can do with a key, or by its name in the palette.

    `keys` are Textual's key names, separated by commas. `run` is "module:function" for a feature of
    the reading screen, called with the ReadingContext and `arguments`; else it is an action
    of the widget or screen of the `scope`. Help and palette list the command by its `label` in its
    `group`. `hint` is its short name in the footer, "" to leave it out there. The reading screen
    enables it while its condition `enabled` holds.
    """

    id: str
    keys: str
    run: str
    label: str
    group: str
    scope: Scope = "article"
    hint: str = ""
    arguments: tuple[str | int, ...] = ()
    reach: Reach = "article"
    enabled: Condition = "always"

    @property
    def action(self) -> str:
        """The Textual action that its keys are bound to."""
        return f"screen.command('{self.id}')" if ":" in self.run else self.run


def commands_in(
    scope: Scope, group: str, *rows: tuple[str, str, str, str, str]
) -> tuple[Command, ...]:
    """The commands of a scope, from rows of id (without scope), keys, action, label and hint."""
    return tuple(
        Command(f"{scope}-{id}", keys, run, label, group, scope, hint)
        for id, keys, run, label, hint in rows
    )
