"""KeyQueue: delivers keys one at a time, each when the effect of the one before is complete.

Textual immediately sends every key to the widget that has the focus at that moment. If keys arrive
faster than they are handled (typed ahead, over a slow line, pasted), those after a key that opens
a dialog or moves the focus would reach the wrong widget, and letters meant for a search would run
commands.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

from textual.app import App
from textual.events import Key, Paste
from textual.message_pump import MessagePump

_ROUNDS = 3
"""How often the key queue waits for the focused widget and all those above it.

In the first round the action of the key opens a screen or requests the focus, in the second the
screen is mounted or the focus moves, in the third the focused widget handles the change.
"""

_WIDGET_TIMEOUT = 0.5
"""Seconds that the key queue waits for one widget before it delivers the next key."""


class KeyQueue:
    """Queues keys and pastes, and passes each one to `deliver`, which sends it to Textual.

    While `hold` is in effect, the keys wait. If the work that they wait for can be cancelled,
    `cancel_keys` cancel it, and `quit_keys` cancel it and are delivered afterwards.
    """

    def __init__(
        self,
        app: App[int],
        deliver: Callable[[Key | Paste], Awaitable[None]],
        cancel_keys: Collection[str] = (),
        quit_keys: Collection[str] = (),
    ) -> None:
        self._app, self._deliver = app, deliver
        self._cancel_keys, self._quit_keys = cancel_keys, quit_keys
        self._cancel: Callable[[], None] | None = None
        self._waiting: deque[Key | Paste] = deque()
        self._task: asyncio.Task[None] | None = None
        self._holds = 0
        """Calls of `hold` without a `release`; keys are delivered while there are none."""
        self._ready = asyncio.Event()
        self._ready.set()
        self._asked_at = 0.0
        """The time at which an unexpected dialog was shown, 0 while none is open."""
        self._early: list[Key | Paste] = []
        """Keys typed before the unexpected dialog, which wait until it is closed."""

    def put(self, event: Key | Paste) -> None:
        """Add a key or a paste to the queue, or cancel the work that the keys wait for."""
        if self._cancel and isinstance(event, Key):
            if event.key in (*self._cancel_keys, *self._quit_keys):
                self._cancel()
            if event.key in self._cancel_keys:
                return
        self._waiting.append(event)
        self._start()

    def _start(self) -> None:
        if self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._run())

    def hold(self) -> None:
        """Deliver no keys until `release` was called as often as `hold`."""
        self._holds += 1
        self._ready.clear()

    def set_cancel(self, cancel: Callable[[], None] | None) -> None:
        """Set the function that the cancel keys call until the keys are released; None for none."""
        self._cancel = cancel

    def release(self) -> None:
        """Undo one `hold`; deliver the waiting keys if it was the last."""
        self._holds = max(0, self._holds - 1)
        if not self._holds:
            self._cancel = None
            self._ready.set()

    async def release_when_settled(self) -> None:
        """Release the keys once all widgets have handled their messages, or on cancellation."""
        try:
            await self._settle()
        finally:
            self.release()

    @asynccontextmanager
    async def delivering(self, unexpected: bool = False) -> AsyncIterator[None]:
        """Undo one `hold` within this context, in which a dialog is open.

        If it is `unexpected`, only keys that are typed from now on are delivered within it; those
        typed before wait.
        """
        self._asked_at = time.monotonic() if unexpected else 0.0
        try:
            await self.release_when_settled()
            yield
        finally:
            self.hold()
            self._asked_at = 0.0
            self._waiting.extendleft(reversed(self._early))
            self._early.clear()
            self._start()

    def clear(self) -> None:
        """Drop all waiting keys and undo every `hold`."""
        self._waiting.clear()
        self._early.clear()
        self._holds, self._cancel = 0, None
        self._ready.set()

    async def wait_until_empty(self) -> None:
        """Wait until the effect of every key is complete."""
        while (
            self._waiting
            or not self._ready.is_set()
            or not (self._task is None or self._task.done())
        ):
            if self._task:
                await self._task
            await self._ready.wait()

    async def _run(self) -> None:
        while self._waiting:
            await self._ready.wait()
            if not self._waiting:
                return  # dropped meanwhile
            event = self._waiting.popleft()
            if event.time < self._asked_at:
                self._early.append(event)
            else:
                await self._deliver(event)
                await self._settle()

    async def _settle(self) -> None:
        """Wait until the effect of the last key is complete."""
        for _ in range(_ROUNDS):
            for pump in self._pumps():
                await _handle_queue(pump)

    def _pumps(self) -> list[MessagePump]:
        """The message pumps that a key passes, from the focused widget up to the app."""
        if not self._app.screen_stack:
            return []
        start = self._app.focused or self._app.screen
        return [*start.ancestors_with_self]


async def _handle_queue(pump: MessagePump) -> None:
    """Wait until a message pump has handled the messages that are in its queue now."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        try:
            async with asyncio.timeout(_WIDGET_TIMEOUT):
                await done.wait()
        except TimeoutError:
            return
