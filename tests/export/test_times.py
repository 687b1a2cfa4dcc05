"""Citations of transcripts: the time at which something was said."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tui.export import ExportDocument, export
from tui.export.citations import cite
from tui.model.document import TimeStart

from .samples import harbour, scanned


def timed() -> ExportDocument:
    """A transcript with a passage at one time and one that goes on at the next."""
    made = scanned()
    over = made.document.text.index("to the dockers")
    times = (TimeStart(0, "00:01:14"), TimeStart(over, "00:01:19"))
    return replace(made, document=replace(made.document, pages=(), times=times))


def test_a_citation_has_the_time() -> None:
    cited = cite([timed()])
    assert cited[0, "P1"].locator == "00:01:14"
    assert cited[0, "P2"].locator == "00:01:14–00:01:19"
    assert cited[0, "P1"].where == "00:01:14, ¶2"


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_reports_have_the_time(format: str) -> None:
    assert "00:01:14–00:01:19" in export(format, [timed()]).decode()


def test_data_has_the_time_where_there_is_one() -> None:
    first, second = json.loads(export("json", [timed(), harbour()]))["documents"]
    assert [(a["time"], a["time_end"]) for a in first["annotations"]] == [
        ("00:01:14", "00:01:14"),
        ("00:01:14", "00:01:19"),
    ]
    assert all("time" not in a for a in second["annotations"])
    table = export("csv", [timed(), harbour()]).decode("utf-8-sig")
    assert [row["time"] for row in csv.DictReader(io.StringIO(table))][:3] == [
        "00:01:14",
        "00:01:14",
        "",
    ]
