"""The key queue holds keys until they are released, and delivers them however the holder ends."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Input

from tui.ui.key_queue import KeyQueue


class Host(App[int]):
    """An app with one field, whose keys pass a key queue."""

    def __init__(self) -> None:
        super().__init__()
        self.key_queue = KeyQueue(self, super().on_event, ("escape",), ("q",))

    def compose(self) -> ComposeResult:
        yield Input()

    def type(self, keys: str) -> None:
        for key in keys:
            self.key_queue.put(Key(key, key))

    @property
    def text(self) -> str:
        return self.query_one(Input).value


async def test_keys_wait_until_each_hold_is_released() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.key_queue.hold()
        app.key_queue.hold()
        app.type("ab")
        app.key_queue.release()
        await pilot.pause()
        assert app.text == ""
        app.key_queue.release()
        await app.key_queue.wait_until_empty()
        assert app.text == "ab"


async def test_a_command_that_is_cancelled_while_it_asks_leaves_nothing_held() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        asking = asyncio.Event()

        async def command() -> None:
            app.key_queue.hold()
            try:
                async with app.key_queue.delivering():
                    asking.set()
                    await asyncio.Event().wait()
            finally:
                await app.key_queue.release_when_settled()

        task = asyncio.create_task(command())
        await asking.wait()
        app.type("a")
        await app.key_queue.wait_until_empty()
        assert app.text == "a", "the keys are for the dialog while it asks"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        app.type("b")
        await asyncio.wait_for(app.key_queue.wait_until_empty(), 5)
        assert app.text == "ab"


async def test_a_cancel_key_overtakes_the_held_keys() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        given_up = asyncio.Event()
        app.key_queue.hold()
        app.key_queue.set_cancel(given_up.set)
        app.type("a")
        app.key_queue.put(Key("escape", None))
        assert given_up.is_set()
        assert app.text == ""
        app.key_queue.release()
        await app.key_queue.wait_until_empty()
        assert app.text == "a"


async def test_a_quit_key_cancels_and_is_delivered_later() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        given_up = asyncio.Event()
        app.key_queue.hold()
        app.key_queue.set_cancel(given_up.set)
        app.key_queue.put(Key("q", "q"))
        assert given_up.is_set()
        app.key_queue.release()
        await app.key_queue.wait_until_empty()
        assert app.text == "q"
