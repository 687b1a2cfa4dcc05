"""The command code: a dry run, what is kept, a second run, and mistakes in rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.noted import Run, notes_of

RULES = """\
[[rule]]
name = "plans"
tag = "claim/intent"
words = ["plan*"]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_a_dry_run_changes_nothing(run: Run, article: Path, rules: Path) -> None:
    done = run("code", rules, article, "--dry-run", "--json")
    assert (done.code, done.err) == (0, "")
    text = article.read_text(encoding="utf-8")
    for record in done.records:
        assert list(record) == ["rule", "tag", "path", "start", "end", "text", "kept", "state"]
        assert record["text"] == text[record["start"] : record["end"]]
        assert (record["kept"], record["state"]) == (False, "new")
    assert [record["text"] for record in done.records] == [
        "The plan had slipped, an engineer said.",
        "The plan was never written down.",
    ]
    assert not article.with_name(f"{article.name}.notes.toml").exists()


def test_a_second_run_adds_only_what_is_new(run: Run, article: Path, rules: Path) -> None:
    first = run("code", rules, article, "--json")
    assert [(r["kept"], r["state"]) for r in first.records] == [(True, "new")] * 2
    made = notes_of(article)["annotation"]
    assert [(one["rule"], one["tags"]) for one in made] == [("plans", ["claim/intent"])] * 2
    again = run("code", rules, article, "--json")
    assert [r["state"] for r in again.records] == ["present"] * 2
    assert notes_of(article)["annotation"] == made
    rules.write_text(RULES.replace("plan*", "drivers"), encoding="utf-8")
    third = run("code", rules, article)
    assert third.out.splitlines()[-1] == "plans: 1 new, 0 present, 2 gone"
    assert [line[:4] for line in third.out.splitlines()[:-1]] == ["new ", "gone", "gone"]
    assert len(notes_of(article)["annotation"]) == 3


def test_a_folder_stands_for_its_dossier(run: Run, article: Path) -> None:
    missing = run("code", article.parent, article)
    assert (missing.code, missing.out) == (1, "")
    assert "has no dossier.toml; name a TOML file with [[rule]]" in missing.err
    (article.parent / "dossier.toml").write_text(f"format = 1\n{RULES}", encoding="utf-8")
    assert run("code", article.parent, article).out.endswith("plans: 2 new, 0 present, 0 gone\n")


def test_a_mistake_in_a_rule_is_one_line_and_changes_nothing(
    run: Run, article: Path, rules: Path
) -> None:
    rules.write_text(f'{RULES}[[rule]]\nname = "x"\ntag = "y"\nregex = "("\n', encoding="utf-8")
    done = run("code", rules, article)
    mistake = f"reader: {rules}: rule “x”: /(/: missing ) at position 1\n"
    assert (done.code, done.out, done.err) == (1, "", mistake)
    assert not article.with_name(f"{article.name}.notes.toml").exists()


def test_one_unreadable_article_does_not_stop_the_others(
    run: Run, article: Path, rules: Path
) -> None:
    done = run("code", rules, article.parent / "none.txt", article, "--json")
    assert (done.code, len(done.records)) == (1, 2)
    assert "none.txt" in done.err
