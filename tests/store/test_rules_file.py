"""Rules in TOML files: what is read, and the line that names a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.model.dossier import CodingRule, Dossier
from tui.model.errors import ReaderError
from tui.store import dossier_format, rules_file
from tui.store.dossier_repair import recover
from tui.store.merge import merge_dossier

WHOLE = b"""\
[[rule]]
name = "dead"
tag = " claim / figure "
regex = '\\d+ killed'
unit = "match"
except = ["status/retracted"]

[[rule]]
name = "place"
tag = "topic/place"
words = ["harbour", "quay*"]
"""


def test_rules_are_read_in_order() -> None:
    assert rules_file.loads(WHOLE, "r.toml") == (
        CodingRule(
            "dead", "claim/figure", regex=r"\d+ killed", unit="match",
            exceptions=("status/retracted",),
        ),
        CodingRule("place", "topic/place", words=("harbour", "quay*")),
    )  # fmt: skip


def test_a_dossier_keeps_its_rules() -> None:
    dossier = dossier_format.loads(b'format = 1\n[[source]]\nid="a"\nname="A"\n' + WHOLE, "d.toml")
    saved = dossier_format.dumps(dossier)
    assert dossier_format.loads(saved, "d.toml") == dossier
    assert rules_file.loads(saved, "d.toml") == rules_file.loads(WHOLE, "r.toml")


def test_rules_that_two_analysts_add_to_a_dossier_are_merged_by_name() -> None:
    base = Dossier(rules=(CodingRule("a", "x", words=("one",)),))
    ours = Dossier(rules=(*base.rules, CodingRule("b", "x", regex="y")))
    theirs = Dossier(rules=(CodingRule("a", "x", words=("one", "two")), CodingRule("c", "z")))
    merged = merge_dossier(base, ours, theirs)
    assert not merged.conflicts
    assert [(rule.name, rule.words) for rule in merged.value.rules] == [
        ("a", ("one", "two")), ("b", ()), ("c", ()),
    ]  # fmt: skip


def test_rules_survive_the_repair_of_a_damaged_dossier() -> None:
    found = recover(b"format = 1\n[[source]]\nid = 3\n" + WHOLE).value
    assert [rule.name for rule in found.rules] == ["dead", "place"]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "r.toml, line 1: the file is empty"),
        ("format = 1", "r.toml: no rule in it"),
        ("[[rule]]\ntag = 'a'", "r.toml, line 1: 'name' is missing"),
        ("[[rule]]\nname = 'x'\nregex = 'y'", "r.toml, line 1: rule “x”: 'tag' is missing"),
        ("[[rule]]\nname = 'x'\ntag = '/'\nregex = 'y'", "r.toml, line 3: rule “x”: 'tag' is miss"),
        ("[[rule]]\nname = 'x'\ntag = 'a'", "r.toml, line 2: rule “x”: it needs one of query, "),
        ("[[rule]]\nname='x'\ntag='a'\nregex='y'\nquery='z'", "r.toml, line 2: rule “x”: it needs"),
        ("[[rule]]\nname='x'\ntag='a'\nregex=''", "r.toml, line 2: rule “x”: it needs one"),
        ("[[rule]]\nname='x'\ntag='a'\nwords='y'", "r.toml, line 4: rule “x”: 'words' is not a"),
        ("[[rule]]\nname='x'\ntag='a'\nquery='y'\nunit='z'", "r.toml, line 5: rule “x”: 'unit' is"),
        ("[[rule]]\nname='x'\ntag='a'\nquery='y'\nunti='z'", "r.toml, line 5: rule “x”: unknown"),
        ("[[rule]]\nname='x'\ntag='a'\nquery='y'\n" * 2, "r.toml: rule “x”: occurs twice"),
        ("[[rule", "r.toml, line 1: "),
        ("rule = 3", "r.toml, line 1: 'rule' is not a list"),
    ],
)
def test_a_mistake_is_one_line_with_file_rule_and_what(text: str, mistake: str) -> None:
    with pytest.raises(ReaderError) as raised:
        rules_file.loads(text.encode(), "r.toml")
    assert str(raised.value).startswith(mistake)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match=r"none\.toml: no such file"):
        rules_file.load(tmp_path / "none.toml")
