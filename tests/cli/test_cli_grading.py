"""The commands grade and link: statements and sources graded, statements related, by REFs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.noted import Run, notes_of, tag


@pytest.fixture
def as_author(run: Run, home: Path) -> Run:
    """Run a command with a configured author."""

    def runner(author: str, *words: object) -> Any:
        (home / "config").mkdir(exist_ok=True)
        (home / "config" / "config.toml").write_text(f'author = "{author}"\n')
        return run(*words)

    return runner


@pytest.fixture
def said(run: Run, article: Path) -> str:
    """The REF of a statement with a source."""
    words = ("--tag", "claim/event", "--source", "An engineer")
    return f"{article}#{tag(run, article, 'The plan had slipped', *words)}"


@pytest.fixture
def other(run: Run, article: Path) -> str:
    """The REF of a statement in another article of the folder."""
    path = article.with_name("ferry.txt")
    path.write_text("The plan was kept, a clerk said.\n", encoding="utf-8")
    return f"{path}#{tag(run, path, 'The plan was kept')}"


def annotations(reference: str) -> list[dict[str, Any]]:
    return notes_of(Path(reference.rpartition("#")[0]))["annotation"]  # type: ignore[no-any-return]


def dossier(reference: str) -> dict[str, Any]:
    path = Path(reference.rpartition("#")[0]).with_name("dossier.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


# Grades


def test_grade_sets_both_grades_with_the_reason(as_author: Run, said: str) -> None:
    done = as_author(
        *("Anna", "grade", said, "--credibility", "3", "--reliability", "C"),
        *("--reason", "Second hand."),
    )
    assert (done.code, done.out) == (0, said.rpartition("#")[2] + "\n")
    assert (annotations(said)[0]["credibility"], annotations(said)[0]["reason"]) == (
        3,
        "Second hand.",
    )
    (source,) = dossier(said)["source"]
    assert (source["name"], source["reliability"], source["reason"]) == (
        "An engineer",
        "C",
        "Second hand.",
    )
    assert [(one["reliability"], one["author"]) for one in source["history"]] == [("C", "Anna")]


def test_a_grade_that_changes_loses_its_reason_and_one_that_does_not_keeps_it(
    run: Run, said: str
) -> None:
    run("grade", said, "--credibility", "3", "--reason", "Second hand.")
    run("grade", said, "--credibility", "3")
    assert annotations(said)[0]["reason"] == "Second hand."
    run("grade", said, "--reliability", "B")
    assert annotations(said)[0]["reason"] == "Second hand."
    run("grade", said, "--credibility", "2")
    assert "reason" not in annotations(said)[0]


def test_an_empty_grade_takes_it_away(run: Run, said: str) -> None:
    run("grade", said, "--credibility", "3", "--reliability", "C")
    done = run("grade", said, "--credibility", "", "--reliability", "", "--json")
    (record,) = done.records
    assert (done.code, record["credibility"], record["reliability"]) == (0, None, "")
    assert "credibility" not in annotations(said)[0]


def test_json_is_the_record_of_the_notes(run: Run, said: str) -> None:
    done = run("grade", said, "--credibility", "3", "--reason", "Second hand.", "--json")
    (listed,) = run("notes", said.rpartition("#")[0], "--json").records
    assert done.records == [listed]
    assert (listed["credibility"], listed["reason"]) == (3, "Second hand.")


def test_a_source_has_to_be_named_before_it_is_graded(run: Run, article: Path) -> None:
    id = tag(run, article, "The plan had slipped")
    done = run("grade", f"{article}#{id}", "--reliability", "C")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert f"reader tag {article} --id {id} --source NAME" in done.err


def test_the_grade_of_anothers_statement_is_ones_own(as_author: Run, article: Path) -> None:
    quote = ("tag", article, "--quote", "The plan had slipped", "--tag", "claim/event")
    reference = f"{article}#{as_author('Bob', *quote).out.strip()}"
    done = as_author("Anna", "grade", reference, "--credibility", "5")
    assert done.code == 0
    graded = {one["author"]: one.get("credibility") for one in annotations(reference)}
    assert graded == {"Bob": None, "Anna": 5}


@pytest.mark.parametrize(
    "words", [[], ["--credibility", "7"], ["--reliability", "G"], ["--reason", "x"]]
)
def test_wrong_grades_are_wrong_usage(run: Run, said: str, words: list[str]) -> None:
    done = run("grade", said, *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("reference", ["nothing", "#", "{}#", "#x", "{}#01XX", "missing.txt#x"])
@pytest.mark.parametrize("command", ["grade", "link"])
def test_a_ref_that_names_nothing_is_one_line(
    run: Run, article: Path, command: str, reference: str
) -> None:
    words = ["--credibility", "1"] if command == "grade" else [f"{article}#x", "--rel", "supports"]
    done = run(command, reference.format(article), *words)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


# Links


def test_link_goes_to_another_article(run: Run, said: str, other: str) -> None:
    done = run("link", said, other, "--rel", "disputes", "--why", "The clerk saw it.")
    assert (done.code, done.out) == (0, said.rpartition("#")[2] + "\n")
    (link,) = annotations(said)[0]["links"]
    id = other.rpartition("#")[2]
    assert link == {"to": f"ferry.txt#{id}", "rel": "disputes", "why": "The clerk saw it."}
    assert run("check", Path(said.rpartition("#")[0]).parent).code == 0


def test_link_within_an_article_is_the_id_alone(run: Run, said: str, article: Path) -> None:
    id = tag(run, article, "an engineer", "--tag", "topic/actor")
    done = run("link", said, f"{article}#{id}", "--rel", "supports", "--json")
    assert done.code == 0
    (record,) = done.records
    assert record["links"] == [{"to": id, "rel": "supports", "why": ""}]


def test_the_same_link_again_changes_nothing(run: Run, said: str, other: str) -> None:
    run("link", said, other, "--rel", "disputes")
    before = annotations(said)
    assert run("link", said, other, "--rel", "disputes").code == 0
    assert annotations(said) == before


def test_a_link_from_a_subfolder_and_from_elsewhere(
    run: Run, said: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(said.rpartition("#")[0]).parent
    (folder / "sub").mkdir()
    monkeypatch.chdir(folder / "sub")
    back = [f"../{Path(each).name}" for each in (said, other)]
    assert run("link", *back, "--rel", "repeats").code == 0
    assert annotations(said)[0]["links"][0]["to"] == Path(other).name


@pytest.mark.parametrize(("rel", "left"), [(["--rel", "disputes"], ["updates"]), ([], [])])
def test_remove_takes_links_away(
    run: Run, said: str, other: str, rel: list[str], left: list[str]
) -> None:
    for each in ("disputes", "updates"):
        run("link", said, other, "--rel", each)
    (record,) = run("link", said, other, "--remove", *rel, "--json").records
    assert [link["rel"] for link in record["links"]] == left
    assert [link["rel"] for link in annotations(said)[0].get("links", [])] == left


def test_a_link_to_what_is_gone_is_removed(run: Run, said: str, other: str) -> None:
    run("link", said, other, "--rel", "disputes")
    path, _, id = other.rpartition("#")
    run("tag", path, "--id", id, "--remove")
    assert run("link", said, other, "--remove").code == 1
    assert run("link", said, f"{Path(path).name}#{id}", "--remove").code == 0
    assert "links" not in annotations(said)[0]


def test_a_link_that_is_not_there_is_one_line(run: Run, said: str, other: str) -> None:
    run("link", said, other, "--rel", "updates")
    for words in (["--rel", "disputes"], []):
        ends = (said, other) if words else (other, said)
        done = run("link", *ends, "--remove", *words)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


def test_a_statement_is_not_linked_with_itself(
    as_author: Callable[..., Any], article: Path
) -> None:
    quote = ("tag", article, "--quote", "The plan had slipped", "--tag", "claim/event")
    bobs = f"{article}#{as_author('Bob', *quote).out.strip()}"
    annas = f"{article}#{as_author('Anna', *quote).out.strip()}"
    for end in (bobs, annas):
        done = as_author("Anna", "link", annas, end, "--rel", "supports")
        assert (done.code, done.err.count("\n")) == (1, 1)


def test_the_link_of_anothers_statement_is_ones_own(
    as_author: Callable[..., Any], article: Path, other: str
) -> None:
    quote = ("tag", article, "--quote", "The plan had slipped", "--tag", "claim/event")
    bobs = f"{article}#{as_author('Bob', *quote).out.strip()}"
    assert as_author("Anna", "link", bobs, other, "--rel", "supports").code == 0
    linked = {one["author"]: len(one.get("links", [])) for one in annotations(bobs)}
    assert linked == {"Bob": 0, "Anna": 1}
    done = as_author("Bob", "link", bobs, other, "--remove")
    assert done.code == 1
    assert "Anna" in done.err


def test_no_link_leads_out_of_the_dossiers_folder(
    run: Run, said: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "a.txt"
    path.write_text("The plan was kept.\n")
    end = f"{path}#{tag(run, path, 'The plan was kept')}"
    done = run("link", said, end, "--rel", "supports")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "links" not in annotations(said)[0]


def test_link_needs_a_relation(run: Run, said: str, other: str) -> None:
    assert run("link", said, other).code == 2
    assert run("link", said, other, "--rel", "contradicts").code == 2
    assert run("link", said, other, "--remove", "--why", "x").code == 2
