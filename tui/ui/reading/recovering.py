"""Offering changes that could not be saved when the program ended the last time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...model.errors import ReaderError
from ...store import drafts, unsaved
from ...store.drafts import Draft
from ...store.unsaved import Unsaved
from ..dialogs.prompt import Ask, Way

if TYPE_CHECKING:
    from .drafting import Drafting

_WAYS = (Way("y", "make them again", "apply"), Way("x", "drop them for good", "drop"))


def offer(screen: Drafting, draft: Draft, then: Callable[[], None]) -> None:
    """Ask whether changes from the draft journal are made again, then go on.

    Without an answer they stay in the journal; those that are in the notes already are dropped.
    """
    changes = unsaved.of(draft)
    if changes is None:
        screen.tell("changes in the draft journal are damaged and stay there", warn=True)
        then()
        return
    known: Unsaved = changes

    def answered(answer: str | None) -> None:
        if answer == "apply":
            _apply(screen, draft, known)
        elif answer == "drop":
            drafts.drop(screen.folders.state, screen.key, draft.what)
        then()

    said = "; ".join(screen.session.would_restore(known))
    if not said:
        drafts.drop(screen.folders.state, screen.key, draft.what)
        then()
        return
    when = draft.kept.astimezone().strftime("%Y-%m-%d %H:%M")
    question = f"Not saved on {when}, when the program ended: {said}. Make these changes again?"
    own = Ask("Unsaved changes", question, _WAYS, "later", screen.config.aliases)
    screen.app.push_screen(own, answered)


def _apply(screen: Drafting, draft: Draft, known: Unsaved) -> None:
    try:
        changes = screen.session.restore(known)
    except ReaderError as error:
        screen.attempt(error)
        return
    screen.forget_when_saved(draft.what)
    screen.edit(bool(changes))
    screen.tell("; ".join(changes))
