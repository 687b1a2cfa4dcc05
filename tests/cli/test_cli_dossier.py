"""The commands source, judge, hypothesis and claims, and saved searches."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tui.model.annotation import Judgement, Notes, Source
from tui.store import dossier_file, notes_files

TEXTS = {
    "a.txt": "The ferry sank.\n\n“We had no choice,” said Ada Berg.\n",
    "sub/b.txt": "The ferry did not sink, the port authority said.\n",
}


@pytest.fixture
def folder(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def out(run: Run) -> Any:
    """Runs a command line; returns its output, or what it says if it ends with another code."""

    def call(*words: str, code: int = 0) -> str:
        done = run(*words)
        assert done.code == code, done
        return done.err if code else done.out

    return call


def table(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def noted(name: str, *sources: Source, judgements: tuple[Judgement, ...] = ()) -> None:
    path = Path(f"{name}.notes.toml")
    notes_files.save(path, Notes(sources=sources, judgements=judgements), Notes(), None)


def tagged(out: Any) -> tuple[str, str]:
    """Two annotations by two sources: their REFs."""
    one = out("tag", "a.txt", "--quote", "The ferry sank", "--tag", "claim/event",
              "--source", "Ada Berg").strip()  # fmt: skip
    two = out("tag", "sub/b.txt", "--quote", "did not sink", "--tag", "claim/denial",
              "--source", "the port authority").strip()  # fmt: skip
    Path("dossier.toml").write_text("format = 1\n")
    return f"a.txt#{one}", f"sub/b.txt#{two}"


# Sources


def test_sources_are_listed_with_what_they_say(folder: Path, out: Any) -> None:
    tagged(out)
    found = table(out("source", "list", ".", "--json"))
    assert [(each["name"], each["statements"], each["articles"]) for each in found] == [
        ("Ada Berg", 1, 1),
        ("the port authority", 1, 1),
    ]
    keys = {"id", "name", "aliases", "role", "kind", "reliability", "statements", "articles"}
    assert keys <= set(found[0])
    assert "Ada Berg  1 statement in 1 article" in out("source", "list", "sub/b.txt")


def test_a_source_is_graded_with_a_history(folder: Path, out: Any) -> None:
    tagged(out)
    out("source", "set", ".", "Ada Berg", "--role", "runs the port", "--kind", "named",
        "--reliability", "B", "--reason", "right twice", "--via", "The Wire")  # fmt: skip
    out("source", "set", "a.txt", "ada berg", "--reliability", "E")
    ada, _, wire = table(out("source", "list", ".", "--json"))
    assert (ada["role"], ada["kind"], ada["via"], ada["reliability"]) == (
        "runs the port", "named", wire["id"], "E",
    )  # fmt: skip
    assert [(each["reliability"], each["reason"]) for each in ada["history"]] == [
        ("B", "right twice"),
        ("E", ""),
    ]
    out("source", "set", ".", "Ada Berg", "--reliability", "", "--role", "")
    assert table(out("source", "list", ".", "--json"))[0]["reliability"] == ""
    notes = notes_files.load(Path("a.txt.notes.toml")).value
    assert notes.sources == (Source("ada-berg", "Ada Berg"),)


def test_a_new_name_makes_a_source(folder: Path, run: Run) -> None:
    done = run("source", "set", "a.txt", "Omar  Reyes", "--kind", "named")
    assert done.code == 0
    assert "Omar Reyes: a new source" in done.err
    assert dossier_file.load(folder / "dossier.toml").value.sources[0].name == "Omar Reyes"


@pytest.mark.parametrize(
    "words",
    [
        ["source"],
        ["source", "set", ".", "X"],
        ["source", "set", ".", "", "--role", "x"],
        ["source", "set", ".", "X", "--reliability", "G"],
        ["source", "set", ".", "X", "--kind", "odd"],
        ["source", "alias", ".", "X"],
        ["source", "nothing"],
        ["judge", "add", ".", " "],
        ["judge", "add", ".", "x", "--likelihood", "perhaps"],
        ["hypothesis", "rate", ".", "x", "a.txt#1", "+++"],
        ["hypothesis", "add", ".", ""],
        ["search", "x", ".", "--save", "a", "--saved", "b"],
        ["search", "--saved", "b"],
    ],
)
def test_wrong_words_are_refused(folder: Path, run: Run, words: list[str]) -> None:
    assert run(*words).code == 2


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["source", "list", "nowhere"], "no such file or folder"),
        (["source", "alias", ".", "Zoe", "Z"], "no source is called “Zoe”"),
        (["source", "merge", ".", "Ada Berg", "Ada Berg"], "one source already"),
        (["source", "alias", ".", "Ada Berg", "the port authority"], "reader source merge"),
        (["source", "set", ".", "Ada Berg", "--via", "Ada Berg"], "through itself"),
        (["judge", "add", ".", "x", "--cite", "a.txt#nothing"], "no such annotation"),
        (["judge", "confirm", ".", "nothing"], "no judgement has the id nothing"),
        (["hypothesis", "rate", ".", "x", "ONE", "+"], "no hypothesis has the id x"),
        (["search", "--saved", "b", "."], "no search is saved as “b”; there: none"),
    ],
)
def test_what_is_not_there_is_named(folder: Path, out: Any, words: list[str], what: str) -> None:
    one, _ = tagged(out)
    error = out(*(one if word == "ONE" else word for word in words), code=1)
    assert what in error
    assert error.count("\n") == 1


def test_an_alias_is_the_source(folder: Path, out: Any) -> None:
    tagged(out)
    out("source", "alias", ".", "Ada Berg", "A. Berg")
    out("source", "alias", ".", "Ada Berg", "a. berg")
    out("tag", "sub/b.txt", "--quote", "The ferry", "--tag", "t", "--source", "A. Berg")
    ada = table(out("source", "list", ".", "--json"))[0]
    assert (ada["aliases"], ada["statements"], ada["articles"]) == (["A. Berg"], 2, 2)
    notes = table(out("notes", "sub/b.txt", "--json"))
    assert "Ada Berg" in {each["source_name"] for each in notes}


def test_merged_sources_are_one_and_notes_stay(folder: Path, out: Any) -> None:
    tagged(out)
    before = Path("sub/b.txt.notes.toml").read_bytes()
    out("source", "set", ".", "the port authority", "--reliability", "D")
    out("source", "merge", ".", "the port authority", "Ada Berg")
    (one,) = table(out("source", "list", ".", "--json"))
    assert (one["name"], one["aliases"], one["statements"], one["articles"]) == (
        "Ada Berg",
        ["the port authority"],
        2,
        2,
    )
    assert one["reliability"] == "D"
    assert Path("sub/b.txt.notes.toml").read_bytes() == before
    (known,) = table(out("notes", "sub/b.txt", "--json"))
    assert known["source_name"] == "Ada Berg"


def test_duplicates_are_proposed_until_somebody_says_no(folder: Path, out: Any) -> None:
    noted("a.txt", Source("s1", "Gen. Soleimani"), Source("k1", "Mustafa al-Kazimi"))
    noted("sub/b.txt", Source("s2", "Qasem Soleimani"), Source("k2", "Mustafa al-Kadhimi"))
    Path("dossier.toml").write_text("format = 1\n")
    found = table(out("source", "duplicates", ".", "--json"))
    assert [{each["a"], each["b"]} for each in found] == [
        {"Mustafa al-Kazimi", "Mustafa al-Kadhimi"},
        {"Gen. Soleimani", "Qasem Soleimani"},
    ]
    assert all(0.7 <= each["score"] <= 1 for each in found)
    out("source", "distinct", ".", "Gen. Soleimani", "Qasem Soleimani")
    assert "Soleimani" not in out("source", "duplicates", ".")
    out("source", "merge", ".", "Mustafa al-Kazimi", "Mustafa al-Kadhimi")
    assert out("source", "duplicates", ".") == ""


def test_different_grades_are_a_finding_until_they_are_settled(folder: Path, out: Any) -> None:
    noted("a.txt", Source("ada", "Ada Berg", reliability="B"))
    noted("sub/b.txt", Source("berg", "ada berg", reliability="E"))
    Path("dossier.toml").write_text("format = 1\n")
    capture = out("source", "list", ".", "--json")
    assert table(capture)[0]["conflict"] == ["B", "E"]
    out("check", ".", code=1)
    out("source", "set", ".", "Ada Berg", "--reliability", "C")
    (ada,) = table(out("source", "list", ".", "--json"))
    assert ada["conflict"] == []
    assert {each["reliability"] for each in ada["history"]} == {"B", "E", "C"}
    out("check", ".")


def test_what_is_wrong_with_a_dossier_is_checked(folder: Path, out: Any) -> None:
    tagged(out)
    Path("dossier.toml").write_text(
        "format = 1\n[[judgement]]\nid = 'J'\ncites = ['a.txt#1']\n"
        "[[hypothesis]]\nid = 'H'\n[hypothesis.evidence]\n'sub/b.txt#2' = '+'\n"
        "[[source]]\nid = 's'\nname = 'S'\n[source.conflict]\nrole = ['other']\n"
    )
    out("check", ".", code=1)
    Path("dossier.toml").write_text("format = 1\n[[judgement]]\n")
    out("check", ".", code=1)
    out("repair", ".", code=1)
    out("check", ".")


# Judgements


def test_a_judgement_keeps_its_grounds_and_is_flagged(folder: Path, out: Any) -> None:
    one, two = tagged(out)
    out("source", "set", ".", "Ada Berg", "--reliability", "B")
    id = out("judge", "add", ".", "It sank.", "--likelihood", "likely", "--confidence", "low",
             "--cite", one, two).strip()  # fmt: skip
    out("judge", "add", "a.txt", "It did not.")
    first, second = table(out("judge", "list", "sub/b.txt", "--json"))
    assert first["cites"] == [one, two]
    assert first["grounds"] == {one: "B"}
    assert (first["likelihood"], first["confidence"], first["flags"]) == ("likely", "low", [])
    assert second["flags"] == ["uncited"]
    out("source", "set", ".", "Ada Berg", "--reliability", "D")
    assert table(out("judge", "list", ".", "--json"))[0]["flags"] == ["downgraded"]
    out("judge", "confirm", ".", id)
    assert table(out("judge", "list", ".", "--json"))[0]["flags"] == []
    Path("a.txt").write_text(TEXTS["a.txt"].replace("ferry sank", "ferry went down"))
    flags = table(out("judge", "list", ".", "--json"))[0]["flags"]
    assert flags
    assert set(flags) <= {"edited", "uncertain"}
    Path("sub/b.txt.notes.toml").unlink()
    assert "missing" in table(out("judge", "list", ".", "--json"))[0]["flags"]
    assert "It sank." in out("judge", "list", ".")


def test_a_judgement_has_evidence_for_and_against_it(folder: Path, out: Any) -> None:
    one, two = tagged(out)
    out("judge", "add", ".", "It sank.", "--cite", one, "--against", two)
    out("judge", "add", ".", "It burnt.", "--against", one, two)
    out("judge", "add", ".", "It left.", "--cite", one, two)
    found = table(out("judge", "list", ".", "--json"))
    assert [each["cites"] for each in found] == [[one, two]] * 3
    assert [each["against"] for each in found] == [[two], [one, two], None]
    lines = out("judge", "list", ".").splitlines()
    assert [line.strip() for line in lines if "#" in line] == [
        *(f"for {one}", f"against {two}"),
        *(f"against {one}", f"against {two}"),
        *(one, two),
    ]
    assert "no such annotation" in out("judge", "add", ".", "x", "--against", "a.txt#gone", code=1)


def test_the_better_grade_is_no_downgrade(folder: Path, out: Any) -> None:
    one, _ = tagged(out)
    out("source", "set", ".", "Ada Berg", "--reliability", "D")
    out("judge", "add", ".", "It sank.", "--cite", one)
    out("source", "set", ".", "Ada Berg", "--reliability", "A")
    assert table(out("judge", "list", ".", "--json"))[0]["flags"] == []


def test_judgements_in_notes_are_listed_too(folder: Path, out: Any) -> None:
    one, _ = tagged(out)
    path = Path("a.txt.notes.toml")
    loaded = notes_files.load(path)
    judgement = Judgement("J", "It sank.", cites=(one.partition("#")[2],))
    notes = replace(loaded.value, judgements=(judgement,))
    notes_files.save(path, notes, loaded.value, loaded.stamp)
    (found,) = table(out("judge", "list", ".", "--json"))
    assert (found["id"], found["cites"], found["flags"]) == ("J", [one], [])
    out("judge", "confirm", ".", "J")
    assert notes_files.load(path).value.judgements == ()
    assert dossier_file.load(folder / "dossier.toml").value.judgements[0].cites == (one,)


def test_copied_ground_is_flagged(folder: Path, out: Any) -> None:
    report = " ".join(f"word{number} of the report on the ferry" for number in range(60)) + ".\n"
    refs = []
    for name, source in (("c.txt", "One"), ("d.txt", "Two")):
        Path(name).write_text(f"Title\n\n{report}")
        words = ["tag", name, "--quote", "word3 of the report on the ferry", "--tag", "claim"]
        refs.append(f"{name}#{out(*words, '--source', source).strip()}")
    Path("dossier.toml").write_text("format = 1\n")
    out("judge", "add", ".", "It sank.", "--cite", *refs)
    assert table(out("judge", "list", ".", "--json"))[0]["flags"] == ["copy"]


# Hypotheses


def test_hypotheses_are_ordered_by_inconsistency(folder: Path, out: Any) -> None:
    one, two = tagged(out)
    first, second = (
        out("hypothesis", "add", ".", text).strip() for text in ("An accident.", "An attack.")
    )
    out("hypothesis", "rate", ".", first, one, "--")
    out("hypothesis", "rate", ".", first, two, "++")
    out("hypothesis", "rate", ".", second, one, "-")
    found = table(out("hypothesis", "list", ".", "--json"))
    assert [(each["text"], each["inconsistency"]) for each in found] == [
        ("An attack.", 1.0),
        ("An accident.", 2.0),
    ]
    assert found[1]["ratings"] == {one: "--", two: "++"}
    out("source", "set", ".", "Ada Berg", "--reliability", "E")
    assert table(out("hypothesis", "list", ".", "--json"))[1]["inconsistency"] == 1.6
    out("hypothesis", "rate", ".", first, one, "n/a")
    out("hypothesis", "rate", ".", first, two, "")
    assert table(out("hypothesis", "list", ".", "--json"))[0]["ratings"] == {one: "n/a"}
    assert "An accident." in out("hypothesis", "list", ".")


# Claims


def test_claims_name_both_sides(folder: Path, out: Any) -> None:
    one, two = tagged(out)
    path = Path("sub/b.txt.notes.toml")
    text = path.read_text()
    link = f'links = [{{ to = "../{one}", rel = "disputes" }}]\n'
    path.write_text(text.replace('source = "', link + 'source = "', 1))
    found = {each["id"]: each for each in table(out("claims", ".", "--json"))}
    claim = found[one.partition("#")[2]]
    assert (claim["path"], claim["quote"]) == ("a.txt", "The ferry sank")
    assert (claim["for"], claim["against"]) == (["Ada Berg"], ["the port authority"])
    assert (claim["independent"], claim["status"]) == (1, "single-source, disputed")
    assert [each["path"] for each in table(out("claims", "sub", "--json"))] in ([], ["sub/b.txt"])
    absolute = table(out("claims", str(folder / "a.txt"), "--json"))
    assert [each["path"] for each in absolute] == [str(folder / "a.txt")]
    assert "against: the port authority" in out("claims", ".")
    assert two


def test_claims_and_judgements_that_fall_with_a_source_are_listed(folder: Path, out: Any) -> None:
    one, two = tagged(out)
    rated = ("--likelihood", "likely", "--confidence", "low", "--cite")
    sank = out("judge", "add", ".", "It sank.", *rated, one).strip()
    out("judge", "add", ".", "Nobody knows.", *rated, one, two)
    ids = [each["id"] for each in table(out("claims", ".", "--without", "ada berg", "--json"))]
    assert ids == [one.partition("#")[2]]
    fallen = table(out("judge", "list", ".", "--without", "Ada Berg", "--json"))
    assert [each["id"] for each in fallen] == [sank]
    assert "no source is called" in out("claims", ".", "--without", "Eva", code=1)


# Changing and deleting


def test_a_source_is_given_another_name(folder: Path, out: Any) -> None:
    out("source", "set", ".", "Ada Berg", "--role", "runs the port")
    (record,) = table(out("source", "set", ".", "Ada Berg", "--name", "Ada  Borg", "--json"))
    assert (record["name"], record["aliases"]) == ("Ada Borg", ["Ada Berg"])
    assert record == table(out("source", "list", ".", "--json"))[0]


def test_the_name_of_another_source_is_refused(folder: Path, run: Run, out: Any) -> None:
    for name in ("Ada Berg", "Carl Diaz"):
        out("source", "set", ".", name, "--kind", "named")
    done = run("source", "set", ".", "Ada Berg", "--name", "Carl Diaz")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "reader source merge" in done.err


def test_changes_of_sources_print_their_records(folder: Path, out: Any) -> None:
    (made,) = table(out("source", "set", ".", "Ada Berg", "--reliability", "C", "--json"))
    assert (made["reliability"], made["statements"]) == ("C", 0)
    (named,) = table(out("source", "alias", ".", "Ada Berg", "A. Berg", "--json"))
    assert named["aliases"] == ["A. Berg"]
    out("source", "set", ".", "Ada Borg", "--kind", "named")
    both = table(out("source", "distinct", ".", "Ada Berg", "Ada Borg", "--json"))
    assert [one["name"] for one in both] == ["Ada Berg", "Ada Borg"]
    (one,) = table(out("source", "merge", ".", "Ada Borg", "Ada Berg", "--json"))
    assert one["aliases"] == ["A. Berg", "Ada Borg"]


def test_a_source_without_statements_is_deleted(folder: Path, run: Run, out: Any) -> None:
    out("source", "set", ".", "Ada Berg", "--via", "The Wire")
    (gone,) = table(out("source", "delete", ".", "The Wire", "--json"))
    assert gone["name"] == "The Wire"
    (left,) = table(out("source", "list", ".", "--json"))
    assert (left["name"], left["via"]) == ("Ada Berg", "")
    assert run("source", "delete", ".", "The Wire").code == 1


def test_a_source_with_a_statement_stays(folder: Path, run: Run, out: Any) -> None:
    out("tag", "a.txt", "--quote", "sank", "--tag", "claim/event", "--source", "Ada Berg")
    done = run("source", "delete", ".", "Ada Berg")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "1 statement;" in done.err
    out("tag", "a.txt", "--quote", "sank", "--remove")
    out("source", "delete", ".", "Ada Berg")
    assert out("source", "list", ".", "--json") == ""
    assert "Ada Berg" not in Path("a.txt.notes.toml").read_text()


def test_a_judgement_is_changed_and_deleted(folder: Path, run: Run, out: Any) -> None:
    one, two = tagged(out)
    words = ("--cite", one, "--likelihood", "likely", "--confidence", "low")
    (made,) = table(out("judge", "add", ".", "It sank.", *words, "--json"))
    assert made == table(out("judge", "list", ".", "--json"))[0]
    words = ("--text", "It sank fast.", "--likelihood", "", "--against", two)
    (after,) = table(out("judge", "set", ".", made["id"], *words, "--json"))
    assert (after["text"], after["likelihood"], after["confidence"]) == ("It sank fast.", "", "low")
    assert (after["cites"], after["against"]) == ([one, two], [two])
    (moved,) = table(out("judge", "set", ".", made["id"], "--cite", two, "--uncite", one, "--json"))
    assert (moved["cites"], moved["against"]) == ([two], [])
    (again,) = table(out("judge", "confirm", ".", made["id"], "--json"))
    assert again == moved
    assert table(out("judge", "delete", ".", made["id"], "--json"))[0]["id"] == made["id"]
    assert out("judge", "list", ".", "--json") == ""
    assert run("judge", "delete", ".", made["id"]).code == 1


@pytest.mark.parametrize("words", [[], ["--text", " "]])
def test_a_judgement_needs_something_to_set(folder: Path, run: Run, words: list[str]) -> None:
    assert run("judge", "set", ".", "x", *words).code == 2
    assert run("judge", "set", ".", "x", "--text", "y").code == 1


def test_a_hypothesis_is_reworded_rated_and_deleted(folder: Path, run: Run, out: Any) -> None:
    one, _ = tagged(out)
    (made,) = table(out("hypothesis", "add", ".", "It is a feint.", "--json"))
    (rated,) = table(out("hypothesis", "rate", "--json", ".", made["id"], one, "--"))
    assert (rated["ratings"], rated["inconsistency"] > 0) == ({one: "--"}, True)
    (reworded,) = table(out("hypothesis", "reword", ".", made["id"], "A bluff.", "--json"))
    assert reworded == {**rated, "text": "A bluff."}
    assert table(out("hypothesis", "delete", ".", made["id"], "--json"))[0]["text"] == "A bluff."
    assert out("hypothesis", "list", ".", "--json") == ""
    assert run("hypothesis", "delete", ".", made["id"]).code == 1
    assert run("hypothesis", "reword", ".", made["id"], "x").code == 1


def test_hypotheses_are_weighed_without_some_evidence(folder: Path, run: Run, out: Any) -> None:
    one, two = tagged(out)
    (made,) = table(out("hypothesis", "add", ".", "It is a feint.", "--json"))
    for cite, rating in ((one, "--"), (two, "-")):
        out("hypothesis", "rate", ".", made["id"], cite, rating)
    (whole,) = table(out("hypothesis", "list", ".", "--json"))
    (less,) = table(out("hypothesis", "list", ".", "--json", "--without", one))
    assert 0 < less["inconsistency"] < whole["inconsistency"]
    assert less["ratings"] == whole["ratings"]
    assert run("hypothesis", "list", ".", "--without", "a.txt#none").code == 1


def test_a_citation_of_what_is_gone_is_taken_away(folder: Path, run: Run, out: Any) -> None:
    one, two = tagged(out)
    (made,) = table(out("judge", "add", ".", "It sank.", "--cite", one, two, "--json"))
    (rated,) = table(out("hypothesis", "add", ".", "A feint.", "--json"))
    out("hypothesis", "rate", ".", rated["id"], one, "+")
    run("tag", "a.txt", "--quote", "The ferry sank", "--remove")
    (left,) = table(out("judge", "set", ".", made["id"], "--uncite", one, "--json"))
    assert left["cites"] == [two]
    (left,) = table(out("hypothesis", "rate", ".", rated["id"], one, "", "--json"))
    assert left["ratings"] == {}
    assert run("hypothesis", "rate", ".", rated["id"], one, "+").code == 1


# Saved searches


def test_a_saved_search_tells_what_is_new(folder: Path, out: Any) -> None:
    out("search", "ferry sank", ".", "--save", "ferry")
    assert [each["new"] for each in table(out("search", "--saved", "ferry", ".", "--json"))] == [
        False
    ] * 2
    Path("c.txt").write_text("Another ferry sank at night.\n")
    found = table(out("search", "--saved", "ferry", ".", "--json"))
    assert [each["path"] for each in found if each["new"]] == ["c.txt"]
    assert "1 new passage" in out("search", "--saved", "ferry", ".")
    out("search", "ferry sank", ".", "--save", "ferry")
    assert "0 new passages" in out("search", "--saved", "ferry", ".")


def test_paths_are_of_the_present_folder_or_the_dossier(folder: Path, out: Any) -> None:
    one, _ = tagged(out)
    os.chdir(folder / "sub")
    out("judge", "add", "..", "It sank.", "--cite", f"../{one}", one)
    assert table(out("judge", "list", "..", "--json"))[0]["cites"] == [one]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("source ", {"list", "set", "alias", "merge", "delete", "duplicates", "distinct"}),
        ("source set . x --kind ", {"named", "unnamed", "collective", "medium", "document"}),
        ("judge add . x --likelihood ", {"unlikely", "likely"}),
    ],
)
def test_shells_complete_subcommands_and_values(
    run: Run, monkeypatch: pytest.MonkeyPatch, line: str, offered: set[str]
) -> None:
    words = f"reader {line}"
    monkeypatch.setenv("_READER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
    found = {each.partition(",")[2] for each in run().out.split()}
    assert found == offered
