"""Keep what is typed into the fields of a dialog in the draft journal while the dialog is open.

The id of such a draft is a word for the dialog and what the dialog is about, as in "source S1"; its
text is JSON, an object of the fields that were typed into.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable
from typing import TYPE_CHECKING

from ...model.errors import ReaderError
from ...workspace.drafts import DraftSubject
from ..asking import Answer
from ..dialogs.dialog import LINE, Dialog

if TYPE_CHECKING:
    from .context import ReadingContext

UNKNOWN_PLACE = "dialog"
"""The word for a dialog whose text cannot be applied by itself: the heading follows in the id."""


async def kept_while_open(
    ctx: ReadingContext, dialog: Dialog[Answer], id: str, answering: Awaitable[Answer | None]
) -> Answer | None:
    """Await the answer of a dialog; what is typed meanwhile is kept in the journal.

    If the program ends before the answer, the next start offers the text. The id "" stands for a
    dialog whose text cannot be applied by itself.
    """
    id = id or f"{UNKNOWN_PLACE} {dialog.heading}"
    subject, typed = DraftSubject("form", id), dict[str, str]()

    def keep(name: str, text: str) -> None:
        typed[name] = text
        ctx.save_timers.keep_draft(subject, json.dumps(typed))

    def leave() -> None:
        try:
            if typed:
                ctx.drafts.leave(subject, json.dumps(typed))
        except ReaderError as error:
            ctx.show_error(error)

    dialog.on_typed = keep
    ctx.drafts.open(subject, leave)
    answer = await answering
    ctx.drafts.close(subject)
    if typed:
        ctx.save_timers.save_soon()  # this also deletes the draft
    return answer


def described(id: str, text: str) -> str:
    """A draft in words: the fields that have names with their names, or the dialog's heading."""
    kind, _, heading = id.partition(" ")
    about = f"{heading}: " if kind == UNKNOWN_PLACE else ""
    named = (
        f"{'' if name == LINE else f'{name}: '}{typed}" for name, typed in fields(text).items()
    )
    return about + ", ".join(named)


def fields(text: str) -> dict[str, str]:
    """The typed text of each field of a draft; empty if the draft is damaged."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: value for name, value in pairs if isinstance(value, str)}
