"""Citations of paged documents."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from tui.export import export
from tui.export.citations import cite
from tui.model.anchoring.anchors import Anchor
from tui.readers.plain import read_text

from .samples import exported, harbour, mark, scanned


def test_a_citation_reads_p_7() -> None:
    cited = cite([scanned()])
    assert [cited[0, id].locator for id in ("P1", "P2")] == ["p. 7", "pp. 7–8"]
    assert cited[0, "P1"].where == "p. 7, ¶2"


def test_what_is_no_longer_in_the_text_has_no_page() -> None:
    made = scanned()
    lost = replace(made, anchors={**made.anchors, "P1": Anchor(27, 38, "orphaned")})
    assert cite([lost])[0, "P1"].where == ""


def test_a_citation_of_a_table_names_the_row() -> None:
    text = "Who was there\n\nplace,killed,source\nHit,3,Ministry\nAnah,4,Ministry\n"
    notes = [
        mark("A1", text, "Hit,3,Ministry"),
        mark("A2", text, "3,Ministry\nAnah"),
        mark("A3", text, "Who was"),
    ]
    made = replace(exported(text, notes), document=read_text(text, "x"))
    cited = cite([made])
    assert [cited[0, id].where for id in ("A1", "A2", "A3")] == ["¶2, row 2", "¶2, rows 2–3", "¶1"]


@pytest.mark.parametrize("format", ["markdown", "html"])
def test_reports_name_the_page(format: str) -> None:
    written = export(format, [scanned()]).decode()
    assert "pp. 7–8" in written
    assert "p. 7, ¶2" in written


def test_data_has_the_page_where_there_is_one() -> None:
    paged = json.loads(export("json", [scanned(), harbour()]))
    first, second = paged["documents"]
    assert [a["page"] for a in first["annotations"]] == [7, 7]
    assert all("page" not in a for a in second["annotations"])
    rows = list(
        csv.DictReader(io.StringIO(export("csv", [scanned(), harbour()]).decode("utf-8-sig")))
    )
    assert [row["page"] for row in rows[:3]] == ["7", "7", ""]
    assert b"page" not in export("csv", [harbour()]).splitlines()[0]
