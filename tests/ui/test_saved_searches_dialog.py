"""The list of saved searches while it counts what they find."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from textual.pilot import Pilot

from tui.model.dossier import SavedSearch
from tui.model.errors import ReaderError
from tui.readers.reading_progress import ProgressReceiver
from tui.ui.background import WorkCancelledError
from tui.ui.dialogs.saved_searches_dialog import SavedSearchesDialog

from .dialog_host import SIZE, Host, drawn
from .pilot import quiet, send, until

_SEARCH = SavedSearch("sinking", "ferry sank", ("d1",))


class SlowCount:
    """Counts once it is let go; `is_stopped` is set if the list had closed by then."""

    def __init__(self) -> None:
        self.go, self.is_stopped = threading.Event(), threading.Event()

    def __call__(self, receiver: ProgressReceiver) -> Mapping[str, tuple[str, ...]]:
        self.go.wait(20)
        try:
            receiver(0.5)
        except WorkCancelledError:
            self.is_stopped.set()
            raise
        return {_SEARCH.query: ("d1", "d2", "d3")}


async def test_the_list_is_shown_and_can_be_used_before_anything_is_counted() -> None:
    count, actions = SlowCount(), list[tuple[str, str]]()
    dialog = SavedSearchesDialog([_SEARCH], count, lambda *action: actions.append(action))
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(dialog)
        await until(pilot, "counting …")
        await until(pilot, "ferry sank")
        send(app, ["ctrl+r"])
        await pilot.pause()
        assert actions == [("rename", "sinking")]
        count.go.set()
        await quiet(pilot)
        row = next(line for line in app.lines if "ferry sank" in line)
        assert row.split()[-3:] == ["3", "2", "│"]
        assert not any("counting" in line for line in app.lines)


async def test_the_counting_stops_when_the_list_is_closed() -> None:
    count = SlowCount()
    app = Host()
    async with app.run_test(size=SIZE) as pilot:
        dialog = SavedSearchesDialog([_SEARCH], count, lambda *action: None)
        app.push_screen(dialog, app.results.append)
        await until(pilot, "counting …")
        send(app, ["escape"])
        await quiet(pilot)
        assert app.results == [None]
        count.go.set()
        assert count.is_stopped.wait(20)


async def test_a_folder_that_cannot_be_read_is_named(host: Pilot[int]) -> None:
    def fail(receiver: ProgressReceiver) -> Mapping[str, tuple[str, ...]]:
        raise ReaderError("/gone: no such folder")

    shown = await drawn(host, SavedSearchesDialog([_SEARCH], fail, lambda *action: None))
    assert "/gone: no such folder" in shown
    assert "sinking" in shown
