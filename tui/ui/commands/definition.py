"""A command: a thing the user can do, where its keys work, and what runs it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Scope = Literal[
    "article",
    "tags",
    "notes",
    "note",
    "search",
    "library",
    "narrow",
    "hits",
    "list",
    "claim",
    "judgement",
    "speaker",
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
    "text",
    "export",
    "help",
    "dialog",
    "progress",
]
"""What has the keys: a screen, a pane of it, or a dialog."""

Reach = Literal["article", "sidebar", "everywhere"]
"""How far the keys of the article reach: also into the sidebar, or into every field as well."""


class Command(NamedTuple):
    """A thing the user can do: `keys` are Textual's key names, separated by commas.

    `run` is "module:function" for a feature of the reading screen, called with the context and what
    is `given`; else the action of the widget or screen that has the keys. `hint` is the short word
    of the footer, or "" where the command does not stand there. With `selecting`, the command is
    there only while something is selected, or (False) only while nothing is.
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
    needs_selection: bool | None = None

    @property
    def action(self) -> str:
        """What Textual runs for its keys."""
        return f"screen.command('{self.id}')" if ":" in self.run else self.run
