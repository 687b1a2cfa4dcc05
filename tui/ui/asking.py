"""Asking: a dialog is shown, and its answer awaited by the command that asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

if TYPE_CHECKING:
    from .dialogs.dialog import Dialog
    from .key_queue import KeyQueue

Answer = TypeVar("Answer")

COMMAND_GROUP = "command"
"""The group of the workers that run commands; one that asks waits for as long as the user does."""


async def ask(app: App[Any], keys: KeyQueue, dialog: Dialog[Answer]) -> Answer | None:
    """Show a dialog and give its answer; None where it was left without one.

    The command that asks has held the `keys`: they go to the dialog from when it is there until it
    is answered, and are held again for what the command does then.
    """
    answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()

    def answered(given: Answer | None) -> None:
        if not answer.done():  # the command may have been given up
            answer.set_result(given)

    await app.push_screen(dialog, answered)
    async with keys.handing_keys_on():
        return await answer
