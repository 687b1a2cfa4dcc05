"""Projects of QualCoder, Taguette and RQDA as they lie on disk; and databases meant to harm."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tui.cli import run
from tui.importing import database as databases
from tui.importing import load_path
from tui.model.errors import ReaderError

from .kept import Kept, annotations, codebook, contents, taken_over

TEXT = "Intro 😀.\nAna: The bridge was shut.\nBo: The road was open."
SHUT = "The bridge was shut"
Rows = Mapping[str, Iterable[Mapping[str, object]]]


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def written(path: Path, tables: Rows) -> Path:
    """A database with these tables; the columns are those of the first row."""
    connection = sqlite3.connect(path)
    for name, rows in tables.items():
        listed = list(rows)
        columns = ", ".join(f'"{column}"' for column in listed[0])
        connection.execute(f'create table "{name}" ({columns})')
        marks = ", ".join("?" for _ in listed[0])
        values = [tuple(row.values()) for row in listed if any(v is not None for v in row.values())]
        connection.executemany(f'insert into "{name}" values ({marks})', values)
    connection.commit()
    connection.close()
    return path


def coded(cid: int, words: str, owner: str, memo: str = "", **more: object) -> dict[str, object]:
    start, end = at(words)
    named = {"cid": cid, "fid": 1, "seltext": words, "pos0": start, "pos1": end}
    return {**named, "owner": owner, "date": "2024-01-02 03:04:05", "memo": memo, **more}


def qualcoder() -> Rows:
    case = {"caseid": 7, "fid": 1, "pos0": 0, "pos1": 0, "owner": "ann", "date": "", "memo": ""}
    said = at("Ana: The bridge was shut.")
    start, end = at("Intro")
    return {
        "project": [{"databaseversion": "v17", "memo": "Ask for consent."}],
        "source": [
            {"id": 1, "name": "talk", "fulltext": TEXT, "mediapath": None, "memo": "A memo."},
            {"id": 2, "name": "p.jpg", "fulltext": None, "mediapath": "/images/p.jpg", "memo": ""},
        ],
        "code_cat": [{"catid": 1, "name": "place", "memo": "", "supercatid": None}],
        "code_name": [
            {"cid": 1, "name": "bridge", "memo": "A rule.", "catid": 1, "color": "#FF0000"},
            {"cid": 2, "name": "mood", "memo": "", "catid": None, "color": "#00ff00"},
        ],
        "code_text": [
            coded(1, SHUT, "ann", "Check.", important=1),
            coded(2, SHUT, "bob", important=0),
            coded(2, "The road was open", "ann", important=0),
        ],
        "annotation": [{"fid": 1, "pos0": start, "pos1": end, "memo": "Odd.", "owner": "bob"}],
        "cases": [
            {"caseid": 7, "name": "Meeting", "memo": "all of it"},
            {"caseid": 8, "name": "Ana", "memo": "shopkeeper"},
            {"caseid": 9, "name": "Nobody", "memo": ""},
        ],
        "case_text": [case, {**case, "caseid": 8, "pos0": said[0], "pos1": said[1]}],
        "attribute": [
            {"name": "Author", "attr_type": "file", "value": "Jo Marsh", "id": 1},
            {"name": "Age", "attr_type": "case", "value": "41", "id": 8},
        ],
        "journal": [
            {"name": "Day 1", "jentry": "It rained.", "owner": "ann", "date": "2024-01-02"}
        ],
        "code_image": [{"imid": 1, "id": 2, "cid": 1, "memo": "the deck"}],
        "stored_sql": [{"title": "who said it", "ssql": "select 1"}],
        "ris": [{"risid": 1, "tag": "TI", "value": "A"}, {"risid": 1, "tag": "AU", "value": "B"}],
        "code_av": [{"avid": None, "id": None, "cid": None, "memo": None}],
    }


def folder_of(tmp_path: Path, tables: Rows) -> Path:
    home = tmp_path / "study.qda"
    home.mkdir()
    written(home / "data.qda", tables)
    return home


def test_a_project_of_qualcoder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = folder_of(tmp_path, qualcoder())
    before = contents(home)
    found = taken_over(home, tmp_path / "in")
    assert found == [
        Kept("talk.txt", "Intro", "anchored", note="Odd."),
        Kept("talk.txt", "Ana: The bridge was shut.", "anchored", speaker="Ana"),
        *sorted(
            [
                Kept("talk.txt", SHUT, "anchored", ("place/bridge",), note="Check."),
                Kept("talk.txt", SHUT, "anchored", ("mood",)),
            ],
            key=lambda kept: [one.tags for one in found].index(kept.tags),
        ),
        Kept("talk.txt", "The road was open", "anchored", ("mood",)),
    ]
    assert contents(home) == before
    bridge = codebook(tmp_path / "in").by_name["place/bridge"]
    assert (bridge.color, bridge.description) == ("#ff0000", "A rule.")
    notes = (tmp_path / "in" / "talk.txt.notes.toml").read_text(encoding="utf-8")
    for said in ('author = "Jo Marsh"', 'note = "A memo."', 'author = "bob"', '"Meeting"'):
        assert said in notes
    memos = (tmp_path / "in" / "study memos.md").read_text(encoding="utf-8")
    assert "Ask for consent." in memos
    assert "## Day 1 · ann · 2024-01-02\n\nIt rained." in memos
    told = capsys.readouterr()
    lost = ("the file “p.jpg”", "1 coded areas of pictures", "Age = “41” of “Ana”", "“Nobody”")
    lost += ("the saved query “who said it”", "1 bibliographic references", "“important” of 1 cod")
    assert all(item in told.err for item in lost)
    assert "in the file: 6; placed: 5; uncertain: 0; orphaned: 0; not carried over: 1" in told.out


def test_a_project_of_qualcoder_that_counts_utf16(tmp_path: Path) -> None:
    tables = dict(qualcoder())
    moved = [
        {**row, "pos0": int(str(row["pos0"])) + 1, "pos1": int(str(row["pos1"])) + 1}
        for row in tables["code_text"]
    ]
    tables |= {
        "code_text": moved,
        "annotation": [dict.fromkeys(["fid"])],
        "case_text": [{"fid": None}],
    }
    found = taken_over(folder_of(tmp_path, tables), tmp_path / "in")
    assert [(one.text, one.state) for one in found][2:] == [("The road was open", "anchored")]


def test_importing_a_project_again_changes_nothing(tmp_path: Path) -> None:
    home = folder_of(tmp_path, qualcoder())
    taken_over(home, tmp_path / "in")
    once = contents(tmp_path / "in")
    taken_over(home, tmp_path / "in")
    assert contents(tmp_path / "in") == once


def test_the_import_of_an_empty_project_ends_with_a_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = {name: [dict.fromkeys(["id"])] for name in qualcoder()}
    assert taken_over(folder_of(tmp_path, tables), tmp_path / "in") == []
    assert "annotations in the file: 0; placed: 0" in capsys.readouterr().out


HTML = "<h1>Café &amp; road</h1>\n<p>Ana: <b>The bridge</b> was shut.</p>\r\n<p>Bo.</p>"


def in_bytes(words: str) -> tuple[int, int]:
    text = "Café & road\nAna: The bridge was shut.\nBo."
    start = len(text[: text.index(words)].encode())
    return start, start + len(words.encode())


def document(html: str) -> dict[str, object]:
    return {"id": 1, "name": "talk", "description": "A memo.", "contents": html}


def taguette() -> Rows:
    def marked(key: int, words: str, snippet: str, shift: int = 0) -> dict[str, object]:
        start, end = in_bytes(words)
        return {
            "id": key,
            "document_id": 1,
            "start_offset": start + shift,
            "end_offset": end + shift,
            "snippet": snippet,
        }

    added = {"type": "highlight_add", "highlight_id": 1}
    return {
        "projects": [{"id": 1, "name": "Study", "description": "What it is about."}],
        "documents": [document(HTML)],
        "tags": [
            {"id": 1, "path": "place", "description": "where"},
            {"id": 2, "path": "place.bridge", "description": ""},
        ],
        "highlights": [
            marked(1, SHUT, "<p><b>The bridge</b> was shut</p>"),
            marked(2, "Café & road", "<h1>Café &amp; road</h1>"),
            marked(3, "Bo", "<p>Bo</p>", shift=-4),
            marked(4, "Bo", "<p>Nowhere at all</p>"),
        ],
        "highlight_tags": [{"highlight_id": 1, "tag_id": 1}, {"highlight_id": 1, "tag_id": 2}],
        "commands": [
            {"user_login": "ann", "date": "2024-01-02 03:04:05", "payload": json.dumps(added)},
            {"user_login": "ann", "date": "", "payload": "no json"},
        ],
    }


def test_a_database_of_taguette(tmp_path: Path) -> None:
    found = taken_over(written(tmp_path / "t.sqlite3", taguette()), tmp_path / "in")
    article = (tmp_path / "in" / "talk.txt").read_text(encoding="utf-8")
    assert article == "Café & road\n\nAna: The bridge was shut.\n\nBo."
    states = {(one.text, one.state, one.tags) for one in found}
    assert (SHUT, "anchored", ("place", "place/bridge")) in states
    assert ("Café & road", "anchored", ()) in states
    assert ("Bo", "anchored", ()) in states
    assert sorted(one.state for one in found)[-1] == "orphaned"
    notes = (tmp_path / "in" / "talk.txt.notes.toml").read_text(encoding="utf-8")
    assert 'author = "ann"' in notes
    assert "2024-01-02T03:04:05Z" in notes
    assert "What it is about." in (tmp_path / "in" / "Study memos.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("html", ["<", "<!--", "</", "<a b='", "<p>x ", "<li>x", "&"])
def test_broken_html_of_a_document_takes_no_long_time(tmp_path: Path, html: str) -> None:
    tables = dict(taguette())
    tables["documents"] = [document(html * 50_000)]
    assert load_path(written(tmp_path / "t.sqlite3", tables)).documents


def test_html_that_nests_without_end_is_refused(tmp_path: Path) -> None:
    tables = dict(taguette())
    tables["documents"] = [document("<b>x" * 50_000)]
    with pytest.raises(ReaderError, match="too deep"):
        load_path(written(tmp_path / "t.sqlite3", tables))


def rqda() -> Rows:
    start, end = at(SHUT)
    coding = {"cid": 1, "fid": 1, "seltext": SHUT, "selfirst": float(start), "selend": float(end)}
    made = {"status": 1, "owner": "ann", "date": "Thu Nov 18 21:33:06 2021", "memo": "Check."}
    case_at = at("Ana: The bridge was shut.")
    link = {"caseid": 1, "fid": 1, "selfirst": case_at[0], "selend": case_at[1], "status": 1}
    note = {"fid": 1, "position": TEXT.index("road"), "annotation": "Which?", "owner": "bob"}
    return {
        "project": [{"databaseversion": "0.2.2", "memo": "Ask."}],
        "source": [
            {"id": 1, "name": "talk", "file": TEXT, "memo": "A memo.", "status": 1},
            {"id": 2, "name": "gone", "file": "x", "memo": "", "status": 0},
        ],
        "freecode": [{"id": 1, "name": "bridge", "memo": "", "status": 1, "color": None}],
        "codecat": [{"catid": 1, "name": "place", "memo": "", "status": 1}],
        "treecode": [{"cid": 1, "catid": 1, "status": 1}],
        "coding": [
            {**coding, **made},
            {**coding, **made, "selfirst": 0, "status": 0},
            {**coding, **made, "selfirst": 1, "status": -1},
        ],
        "annotation": [{**note, "status": 1}],
        "cases": [{"id": 1, "name": "Ana", "memo": "", "status": 1}],
        "caselinkage": [{**link, "memo": "", "owner": "ann", "date": ""}],
        "fileattr": [{"variable": "Place", "value": "Veld", "fileid": 1, "status": 1}],
    }


def test_a_project_of_rqda(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = taken_over(written(tmp_path / "p.rqda", rqda()), tmp_path / "in")
    assert found == [
        Kept("talk.txt", "Ana: The bridge was shut.", "anchored", speaker="Ana"),
        Kept("talk.txt", SHUT, "anchored", ("place/bridge",), note="Check."),
        Kept("talk.txt", "road", "anchored", note="Which?"),
    ]
    assert not (tmp_path / "in" / "gone.txt").exists()
    assert "Place = “Veld” of “talk”" in capsys.readouterr().err


@pytest.mark.parametrize("tables", [qualcoder, taguette, rqda])
def test_values_of_wrong_types_bring_nothing_down(
    tmp_path: Path, tables: Callable[[], Rows]
) -> None:
    for number, wrong in enumerate((None, "text \x1b[31m\0", -5, 1e300, b"\xff", 2**62)):
        broken = {
            name: [{column: wrong if column != "x" else 0 for column in row} for row in rows]
            for name, rows in tables().items()
        }
        path = written(tmp_path / f"{number}.sqlite3", broken)
        for document in load_path(path).documents:
            for one in document.notes.annotations:
                assert 0 <= one.start < one.end


def test_a_name_in_a_database_leads_nowhere(tmp_path: Path) -> None:
    tables = dict(rqda())
    tables["source"] = [{"id": 1, "name": "../../up", "file": TEXT, "memo": "", "status": 1}]
    taken_over(written(tmp_path / "p.rqda", tables), tmp_path / "a" / "in")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "p.rqda"]
    assert (tmp_path / "a" / "in" / "up.txt").is_file()


def endless(path: Path) -> None:
    connection = sqlite3.connect(path)
    loop = "with recursive n(x) as (select 1 union all select x + 1 from n) select x as id from n"
    connection.execute(f"create view source as {loop}")
    for name in ("freecode", "coding", "codecat", "treecode"):
        connection.execute(f"create table {name} (id)")
    connection.commit()
    connection.close()


def test_a_view_is_not_taken_for_a_table(tmp_path: Path) -> None:
    endless(tmp_path / "p.rqda")
    with pytest.raises(ReaderError, match="no project of QualCoder, Taguette or RQDA"):
        load_path(tmp_path / "p.rqda")


def test_what_is_read_of_a_database_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "p.rqda", rqda())
    monkeypatch.setattr(databases, "_ROWS", 3)
    with pytest.raises(ReaderError, match="more than a project does"):
        load_path(path)
    monkeypatch.undo()
    monkeypatch.setattr(databases, "_SECONDS", -1.0)
    monkeypatch.setattr(databases, "_STEPS", 1)
    with pytest.raises(ReaderError, match="too long"):
        load_path(path)


def test_a_database_is_never_written_and_leaves_no_files(tmp_path: Path) -> None:
    path = written(tmp_path / "p.rqda", rqda())
    path.chmod(0o400)
    before = contents(tmp_path)
    load_path(path)
    assert contents(tmp_path) == before
    with databases.opened(path, "p") as database, pytest.raises(sqlite3.DatabaseError):
        database._connection.execute("create table x (y)")


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_database_with_changes_pending_is_refused(tmp_path: Path, end: str) -> None:
    path = written(tmp_path / "p.rqda", rqda())
    (tmp_path / f"p.rqda{end}").write_bytes(b"x")
    with pytest.raises(ReaderError, match="open in its program"):
        load_path(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (databases.MAGIC, "no sound database"),
        (databases.MAGIC + b"\xff" * 4096, "no sound database"),
        (b"", "not a format"),
    ],
)
def test_damaged_databases_are_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "p.rqda").write_bytes(content)
    with pytest.raises(ReaderError, match=said) as caught:
        load_path(tmp_path / "p.rqda")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("what", ["empty", "link", "text"])
def test_folders_that_are_no_project_are_one_line(tmp_path: Path, what: str) -> None:
    home = tmp_path / "study.qda"
    home.mkdir()
    if what == "link":
        (home / "data.qda").symlink_to(written(tmp_path / "real.db", qualcoder()))
    elif what == "text":
        (home / "data.qda").write_text("no database")
    with pytest.raises(ReaderError, match=r"data\.qda"):
        run(["import", str(home), "--into", str(tmp_path / "in")])
    assert not (tmp_path / "in").exists() or annotations(tmp_path / "in") == []
