"""Fixtures of the tests of the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from textual.pilot import Pilot

from .dialog_host import SIZE, Host
from .shore import shore


def pytest_itemcollected(item: pytest.Item) -> None:
    """Run the tests that share an app in the event loop of that app."""
    if "host" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def host() -> AsyncIterator[Pilot[int]]:
    """The pilot of an app over which all tests of a module open their dialogs."""
    async with Host().run_test(size=SIZE) as pilot:
        yield pilot


@pytest.fixture(name="shore")
def folder_of_three(tmp_path: Path) -> Path:
    """Three articles, one of them in a folder below."""
    return shore(tmp_path)
