"""The queue of keys: what holds it, and that it is handed on however the holder ends."""

from __future__ import annotations

import asyncio

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Input

from tui.ui.typeahead import KeyQueue


class Host(App[int]):
    """An app with one field, whose keys pass a queue."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = KeyQueue(self, super().on_event, ("escape",), ("q",))

    def compose(self) -> ComposeResult:
        yield Input()

    def type(self, keys: str) -> None:
        for key in keys:
            self.typed.put(Key(key, key))

    @property
    def text(self) -> str:
        return self.query_one(Input).value


async def test_keys_wait_until_each_hold_is_released() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.typed.hold()
        app.typed.hold()
        app.type("ab")
        app.typed.release()
        await pilot.pause()
        assert app.text == ""
        app.typed.release()
        await app.typed.drained()
        assert app.text == "ab"


async def test_a_command_that_is_cancelled_while_it_asks_leaves_nothing_held() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        asking = asyncio.Event()

        async def command() -> None:
            app.typed.hold()
            try:
                async with app.typed.handing_on():
                    asking.set()
                    await asyncio.Event().wait()
            finally:
                await app.typed.resume()

        task = asyncio.create_task(command())
        await asking.wait()
        app.type("a")
        await app.typed.drained()
        assert app.text == "a", "the keys are for the dialog while it asks"
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        app.type("b")
        await asyncio.wait_for(app.typed.drained(), 5)
        assert app.text == "ab"


async def test_a_way_out_passes_the_others_where_something_can_be_given_up() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        given_up = asyncio.Event()
        app.typed.hold()
        app.typed.let_give_up(given_up.set)
        app.type("a")
        app.typed.put(Key("escape", None))
        assert given_up.is_set()
        assert app.text == ""
        app.typed.release()
        await app.typed.drained()
        assert app.text == "a"


async def test_a_key_that_quits_gives_up_and_is_still_handed_on() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        given_up = asyncio.Event()
        app.typed.hold()
        app.typed.let_give_up(given_up.set)
        app.typed.put(Key("q", "q"))
        assert given_up.is_set()
        app.typed.release()
        await app.typed.drained()
        assert app.text == "q"
