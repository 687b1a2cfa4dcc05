"""Files of programs whose formats are not imported: each is named, with a way to get them here."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tui.importing import load, load_path
from tui.importing.not_imported import foreign
from tui.model.errors import ReaderError

from .kept import Kept, taken_over

SHUT = "The bridge was shut."
LABELLED = {"id": 1, "text": SHUT, "label": [[4, 10, "road"]]}
STUDIO = [{"data": {"t": SHUT}, "annotations": [{"result": [{"value": {"start": 4, "end": 10}}]}]}]
CLIPPING = (
    "\ufeffA Book (Ann Lee)\r\n- Your Highlight on page 12 | Added on Friday, 17 January 2020\r\n"
    f"\r\n{SHUT}\r\n==========\r\n"
)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("talk.ann", f"T1\tRoad 4 10\t{SHUT[4:10]}\n", "brat"),
        ("talk.txt", f"T1\tRoad 4 10\t{SHUT[4:10]}\n", "brat"),
        ("talk.tsv", f"#FORMAT=WebAnno TSV 3.3\n\n#Text={SHUT}\n1-1\t0-3\tThe\t_\n", "INCEpTION"),
        ("talk.xmi", '<?xml version="1.0"?>\n<xmi:XMI xmlns:xmi="x"/>', "INCEpTION"),
        ("talk.json", '{"%TYPES": {}, "%FEATURE_STRUCTURES": []}', "INCEpTION"),
        ("all.jsonl", json.dumps(LABELLED) + "\n", "doccano"),
        ("all.json", json.dumps([LABELLED]), "doccano"),
        ("all.json", json.dumps(STUDIO), "Label Studio"),
        ("My Clippings.txt", CLIPPING, "Kindle"),
        ("study.mx24", "x", "MAXQDA"),
        ("study.nvpx", "x", "NVivo"),
        ("study.atlproj23", "x", "ATLAS"),
        ("project.qde", "<Project/>", r"\.qdpx that it is from"),
    ],
)
def test_a_file_of_another_program_is_named(name: str, text: str, said: str) -> None:
    with pytest.raises(ReaderError, match=said) as caught:
        load(text.encode(), name)
    assert "which is not imported; " in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps([{"uri": "https://x.example", "text": "", "label": ""}])),
        ("a.jsonld", json.dumps({"target": "x", "text": "", "label": ""})),
        ("a.csv", "tag,text,label\nroad,,\n"),
        ("a.txt", "place>>bridge\n"),
    ],
)
def test_what_is_imported_is_not_taken_for_another_format(name: str, text: str) -> None:
    assert foreign(name, text.encode()) is None


def test_a_database_of_another_program_is_named(tmp_path: Path) -> None:
    path = tmp_path / "study.mx22"
    connection = sqlite3.connect(path)
    connection.execute("create table x (y)")
    connection.commit()
    connection.close()
    with pytest.raises(ReaderError, match="MAXQDA"):
        load_path(path)


def test_a_folder_of_brat_is_named(tmp_path: Path) -> None:
    (tmp_path / "talk.ann").write_text("T1\tRoad 4 10\tbridge\n")
    with pytest.raises(ReaderError, match="brat"):
        load_path(tmp_path)


def test_the_table_that_is_asked_for_is_imported(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "talk.txt").write_text(SHUT)
    table = tmp_path / "table.csv"
    table.write_text("document,tag,content\ntalk.txt,road,bridge\n")
    assert taken_over(table, folder) == [Kept("talk.txt", "bridge", "anchored", ("road",))]
