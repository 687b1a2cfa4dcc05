"""The figures and dates of a folder, without a screen."""

from __future__ import annotations

from pathlib import Path

from tui.config import Config, folders
from tui.model.annotation import Notes
from tui.readers import read_bytes
from tui.workspace.folder_mentions import MentionReader


def test_mentions_in_one_passage_share_its_text(home: Path) -> None:
    text = "In 1953 and in 2004 the river rose, and 20 boats sank. In 2010 it fell."
    document = read_bytes(text.encode(), stem="river")
    found = MentionReader(None, folders(), Config()).read(document, "river", Notes(), "River")
    first, second, third = (date.place for date in found.dates)
    assert first is second
    assert first.text == "In 1953 and in 2004 the river rose, and 20 boats sank."
    assert third.text == "In 2010 it fell."
    assert [figure.place.text for figure in found.figures] == [first.text]
