"""The command check: references, conflicts of merges, and what sync programs leave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tui.store.atomic_files import LARGEST
from tui.store.conflicted_copies import conflicted
from tui.store.merge_driver import merge_files

Run = Callable[..., Any]

TEXT = "The crane moved.\n"
ONE = """format = 1

[document]
path = "{name}"

[[annotation]]
id = "{id}"
start = 0
end = 16
quote = "The crane moved."
"""


def put(folder: Path, name: str, id: str, more: str = "") -> Path:
    """An article with one annotation, and what else its notes hold."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(TEXT, encoding="utf-8")
    notes = folder / f"{name}.notes.toml"
    notes.write_text(ONE.format(name=name, id=id) + more, encoding="utf-8")
    return folder / name


def link(to: str) -> str:
    return f'links = [{{ to = "{to}", rel = "supports" }}]\n'


def cites(*references: str) -> str:
    named = ", ".join(f'"{reference}"' for reference in references)
    return f'\n[[judgement]]\nid = "J1"\ntext = "It moved."\ncites = [{named}]\n'


# References


@pytest.mark.parametrize(
    "reference", ["A1", "b.txt#B1", "below/c.txt#C1", "./below/../b.txt#B1", "moved/b.txt#B1", "C1"]
)
@pytest.mark.parametrize("more", [link, cites])
def test_a_reference_that_leads_to_an_annotation_is_no_finding(
    run: Run, tmp_path: Path, reference: str, more: Callable[[str], str]
) -> None:
    article = put(tmp_path, "a.txt", "A1", more(reference))
    put(tmp_path, "b.txt", "B1")
    put(tmp_path / "below", "c.txt", "C1")
    for word in (article, tmp_path):
        done = run("check", word)
        assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize("reference", ["A2", "b.txt#B2", "gone.txt#X", "below/c.txt#B1x", "#", ""])
@pytest.mark.parametrize(("more", "word"), [(link, "link"), (cites, "judgement")])
def test_a_reference_that_leads_nowhere_is_a_finding(
    run: Run, tmp_path: Path, reference: str, more: Callable[[str], str], word: str
) -> None:
    if word == "link" and not reference:
        pytest.skip("an empty link is damage")
    article = put(tmp_path, "a.txt", "A1", more(reference))
    put(tmp_path, "b.txt", "B1")
    for path in (article, tmp_path):
        done = run("check", path)
        assert (done.code, done.out.count("\n")) == (1, 1)
        assert word in done.out
        assert done.out.endswith(f"{reference}\n")


def test_a_deleted_citation_is_a_finding(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "A1", cites("b.txt#B1"))
    put(tmp_path, "b.txt", "B1")
    assert run("check", tmp_path).code == 0
    put(tmp_path, "b.txt", "B2")
    assert "b.txt#B1" in run("check", tmp_path).out


@pytest.mark.parametrize("way", ["up", "absolute", "link"])
def test_a_reference_out_of_the_folder_is_not_followed(run: Run, tmp_path: Path, way: str) -> None:
    outside = put(tmp_path / "outside", "x.txt", "X1")
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "through").symlink_to(tmp_path / "outside")
    references = {"up": "../outside/x.txt", "absolute": str(outside), "link": "through/x.txt"}
    put(folder, "a.txt", "A1", link(f"{references[way]}#X1"))
    done = run("check", folder / "a.txt")
    assert done.code == 1
    assert "is not there" in done.out


def test_a_folder_that_is_checked_as_a_whole_bounds_its_references(
    run: Run, tmp_path: Path
) -> None:
    put(tmp_path / "x", "a.txt", "A1", link("../y/b.txt#B1"))
    put(tmp_path / "y", "b.txt", "B1")
    assert run("check", tmp_path / "x" / "a.txt").code == 1
    assert run("check", tmp_path).code == 0
    (tmp_path / "codebook.toml").write_text('format = 1\n\n[[tag]]\nname = "x"\n')
    assert run("check", tmp_path / "x" / "a.txt").code == 0


def test_a_citation_that_is_only_against_a_judgement_is_told(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "A1")
    (tmp_path / "dossier.toml").write_text(
        'format = 1\n\n[[judgement]]\nid = "J"\ntext = "So."\ncites = ["a.txt#A1"]\n'
        'against = ["a.txt#A1", "a.txt#A2"]\n'
    )
    done = run("check", tmp_path)
    assert done.code == 1
    assert "the judgement J has a.txt#A2 under against, but does not cite it" in done.out
    assert "has a.txt#A1" not in done.out


# Conflicts of merges


@pytest.fixture
def merged(tmp_path: Path) -> Path:
    """An article whose notes are the merge of two versions that changed the same fields."""
    source = '\n[[source]]\nid = "kt"\nname = "K. T."\nrole = "{}"\n'
    article = put(tmp_path, "a.txt", "A1", 'note = ""\n' + source.format("minister"))
    notes = tmp_path / "a.txt.notes.toml"
    base, theirs = tmp_path / "base", tmp_path / "theirs"
    base.write_text(notes.read_text())
    theirs.write_text(
        ONE.format(name="a.txt", id="A1") + 'note = "theirs"\n' + source.format("mayor")
    )
    notes.write_text(ONE.format(name="a.txt", id="A1") + 'note = "ours"\n' + source.format("clerk"))
    assert merge_files(base, notes, theirs, "a.txt")
    base.unlink()
    theirs.unlink()
    return article


def test_fields_in_conflict_after_a_merge_are_findings(run: Run, merged: Path) -> None:
    done = run("check", merged)
    lines = done.out.splitlines()
    assert (done.code, len(lines)) == (1, 2)
    assert "is the other version of A1" in lines[0]
    assert "source kt: role was also “mayor”" in lines[1]


def test_a_conflict_is_settled_when_one_version_is_gone(run: Run, merged: Path) -> None:
    notes = merged.with_name("a.txt.notes.toml")
    head, *records = notes.read_text().split("[[annotation]]")
    kept = [record for record in records if "conflict_of" in record]
    settled = head.replace('[source.conflict]\nrole = [\n    "mayor",\n]\n', "")
    notes.write_text("[[annotation]]".join([settled, *kept]))
    done = run("check", merged)
    assert (done.code, done.out) == (0, "")


def test_a_tag_in_conflict_is_one_finding_for_all_articles(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        put(tmp_path, name, "A1")
    (tmp_path / "codebook.toml").write_text(
        'format = 1\n\n[[tag]]\nname = "x"\ncolor = "red"\nconflict = { color = ["blue"] }\n'
    )
    done = run("check", tmp_path)
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert "tag x: color was also “blue”" in done.out


@pytest.mark.parametrize(
    "value", ["1", '"x"', "[]", "{ a = 1 }", '{ "\\u001b]0;x" = ["\\u001b"] }']
)
def test_any_value_of_the_key_conflict_is_harmless(run: Run, tmp_path: Path, value: str) -> None:
    put(tmp_path, "a.txt", "A1", f"conflict = {value}\nconflict_of = 3\n")
    done = run("check", tmp_path)
    assert done.code in (0, 1)
    assert "\x1b" not in done.out + done.err


# Conflicted copies

COPIES = {
    "Dropbox": "a.txt.notes (Anna's conflicted copy 2024-05-06).toml",
    "Dropbox, a name with brackets": "a.txt.notes (Anna (work)'s conflicted copy 2024-05-06).toml",
    "Dropbox in German": "a.txt.notes (In Konflikt stehende Kopie von Anna 2024-05-06).toml",
    "Nextcloud": "a.txt.notes (conflicted copy 2024-05-06 101112).toml",
    "Syncthing": "a.txt.notes.sync-conflict-20240506-101112-ABCDEFG.toml",
    "ownCloud": "a.txt.notes_conflict-20240506-101112.toml",
    "iCloud": "a.txt.notes 2.toml",
    "Google Drive": "a.txt.notes (1).toml",
    "OneDrive": "a.txt.notes-LAPTOP-7.toml",
    "the codebook": "codebook (1).toml",
    "the article": "a.sync-conflict-20240506-101112-ABCDEFG.txt",
    "the article, Dropbox": "a (Anna's conflicted copy 2024-05-06).txt",
}


@pytest.mark.parametrize("name", COPIES)
def test_a_conflicted_copy_is_a_finding(run: Run, tmp_path: Path, name: str) -> None:
    article = put(tmp_path, "a.txt", "A1")
    (tmp_path / "codebook.toml").write_text('format = 1\n\n[[tag]]\nname = "x"\n')
    assert run("check", tmp_path).code == 0
    (tmp_path / COPIES[name]).write_text("format = 1\n")
    for word in (tmp_path, article, f"{article}.notes.toml"):
        done = run("check", word)
        assert (done.code, done.out.count("\n")) == (1, 1), done.out
        assert COPIES[name] in done.out


@pytest.mark.parametrize(
    "name",
    [
        *("part 2.txt", "part (1).txt", "The war (a conflict map).txt", "b.txt.notes 2.toml"),
        *("photo (conflicted copy).jpg", "dossier 2.toml", "a-LAPTOP.txt"),
        *("a.txt.notes.toml.bak", ".a.sync-conflict-20240506-101112-ABCDEFG.txt"),
    ],
)
def test_other_names_are_no_conflicted_copies(run: Run, tmp_path: Path, name: str) -> None:
    put(tmp_path, "a.txt", "A1")
    (tmp_path / "part.txt").write_text(TEXT)
    (tmp_path / name).write_text("format = 1\n")
    done = run("check", tmp_path)
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize(
    "part", ["(conflict", "(", " (1", " 1", "[", "_conflict-", ".sync-conflict-1"]
)
def test_names_of_any_shape_are_told_apart_at_once(part: str) -> None:
    names = {(part * 250)[:length] + ".toml" for length in range(1, 250)}
    assert list(conflicted(names, names)) == []


BOOKS = {
    "no TOML": (b"format = 1\n[[tag]\n", "codebook.toml, line 2: "),
    "two tags of one name": (b'[[tag]]\nname = "a"\n' * 2, "the tag 'a' occurs twice"),
    "not UTF-8": (b"\xff\xfe", "not UTF-8 text"),
    "too large": (b"#" * (LARGEST + 1), "codebook.toml: larger than 64 MB"),
}
"""Content of a codebook, and what is said of it."""


@pytest.mark.parametrize("named", ["folder", "article"])
@pytest.mark.parametrize("case", BOOKS)
def test_a_codebook_that_cannot_be_used_is_named_once(
    run: Run, tmp_path: Path, case: str, named: str
) -> None:
    data, line = BOOKS[case]
    put(tmp_path / "x", "b.txt", "B1")
    article = put(tmp_path / "x", "a.txt", "A1")
    (tmp_path / "x" / "codebook.toml").write_bytes(data)
    done = run("check", article if named == "article" else article.parent)
    assert done.code == 1
    assert len(done.out.splitlines()) == 1
    assert line in done.out


def test_a_damaged_codebook_of_a_folder_without_notes_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "codebook.toml").write_bytes(b"\xff")
    done = run("check", tmp_path)
    assert done.code == 1
    assert "codebook.toml, line 1: not UTF-8 text" in done.out
