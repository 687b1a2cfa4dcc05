"""KeyQueue: keys are handed on one at a time, each only when the one before has had its effect.

Textual sends every key at once to the widget that has the focus at that moment. Where keys come
faster than they are handled (typed ahead, over a slow line, pasted), those behind a key that opens
a dialog or moves the focus would reach the wrong widget, and letters meant for a search would run
commands.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

from textual.app import App
from textual.events import Key, Paste
from textual.message_pump import MessagePump

_ROUNDS = 3
"""How often all pumps on a key's way are waited for.

In the first the key goes up to the program, whose action opens a screen or asks for the focus; in
the second the new screen is mounted or the focus moves; in the third the focused widget knows.
"""

_PATIENCE = 0.5
"""Seconds that one widget may take before the next key goes on without it."""


class KeyQueue:
    """Keys and pastes in the order they came; `hand_on` gives one to Textual.

    `ways_out` are the keys that cancel what the others wait for, if that can be cancelled; those of
    `quitting` cancel it too and are then handed on.
    """

    def __init__(
        self,
        app: App[int],
        hand_on: Callable[[Key | Paste], Awaitable[None]],
        ways_out: Collection[str] = (),
        quitting: Collection[str] = (),
    ) -> None:
        self._app, self._hand_on, self._ways_out = app, hand_on, ways_out
        self._quitting = quitting
        self._give_up: Callable[[], None] | None = None
        self._waiting: deque[Key | Paste] = deque()
        self._task: asyncio.Task[None] | None = None
        self._holds = 0
        """How many keep the keys back; they are handed on while none does."""
        self._ready = asyncio.Event()
        self._ready.set()

    def put(self, event: Key | Paste) -> None:
        """Add a key or a paste; some keys cancel what is waited for."""
        if self._give_up and isinstance(event, Key):
            if event.key in (*self._ways_out, *self._quitting):
                self._give_up()
            if event.key in self._ways_out:
                return
        self._waiting.append(event)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def hold(self) -> None:
        """Keep what comes until a `release` for each `hold`: it is for what is not there yet."""
        self._holds += 1
        self._ready.clear()

    def set_cancel(self, give_up: Callable[[], None] | None) -> None:
        """Have the ways out call a function until what is kept is handed on, or (None) wait too."""
        self._give_up = give_up

    def release(self) -> None:
        """Hand on what was kept, unless others keep it still."""
        self._holds = max(0, self._holds - 1)
        if not self._holds:
            self._give_up = None
            self._ready.set()

    async def release_when_settled(self) -> None:
        """Release, once what was shown meanwhile is there; also where that is cancelled."""
        try:
            await self._settled()
        finally:
            self.release()

    @asynccontextmanager
    async def handing_keys_on(self) -> AsyncIterator[None]:
        """Hand keys on within a `hold`, for as long as the context lasts."""
        try:
            await self.release_when_settled()
            yield
        finally:
            self.hold()

    def clear(self) -> None:
        """Drop what was kept, and keep no more."""
        self._waiting.clear()
        self._holds, self._give_up = 0, None
        self._ready.set()

    async def wait_until_empty(self) -> None:
        """Wait until every key has had its effect."""
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
            await self._hand_on(self._waiting.popleft())
            await self._settled()

    async def _settled(self) -> None:
        for _ in range(_ROUNDS):
            for pump in self._way():
                await _caught_up(pump)

    def _way(self) -> list[MessagePump]:
        """The widgets that a key passes on its way up, the program last."""
        if not self._app.screen_stack:
            return []
        start = self._app.focused or self._app.screen
        return [*start.ancestors_with_self]


async def _caught_up(pump: MessagePump) -> None:
    """Wait until a pump has handled what was in its queue."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), _PATIENCE)
        except TimeoutError:
            return
