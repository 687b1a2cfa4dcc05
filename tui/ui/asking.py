"""Asking the user: a command shows a dialog and awaits its answer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

if TYPE_CHECKING:
    from .dialogs.dialog import Dialog
    from .key_queue import KeyQueue

Answer = TypeVar("Answer")

COMMAND_GROUP = "command"
"""The group of the workers that run commands, which may wait for an answer of the user."""


async def ask(
    app: App[Any], keys: KeyQueue, dialog: Dialog[Answer], unexpected: bool = False
) -> Answer | None:
    """Show a dialog and return its answer; None if the user closed it without one.

    The command must hold `keys`. They are delivered while the dialog is open, and held again when
    this function returns. If the dialog is `unexpected`, because the program asks by itself, keys
    typed before it was shown do not reach it; they wait until it is closed.
    """
    answer: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()

    def answered(given: Answer | None) -> None:
        if not answer.done():  # the command may have been cancelled
            answer.set_result(given)

    await app.push_screen(dialog, answered)
    async with keys.delivering(unexpected):
        return await answer
