"""Rules in TOML files: what is read, and the line that names a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.model.coding_rules import CodingRule
from tui.model.errors import ReaderError
from tui.store import dossier_format, rules_file

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
    assert rules_file.loads(saved, "d.toml") == rules_file.loads(WHOLE, "r.toml")


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "r.toml, line 1: the file is empty"),
        ("format = 1", "r.toml: no rule in it"),
        ("[[rule]]\ntag = 'a'", "r.toml, line 1: 'name' is missing"),
        ("[[rule]]\nname = 'x'\nregex = 'y'", "r.toml, line 1: rule “x”: 'tag' is missing"),
        ("[[rule]]\nname = 'x'\ntag = '/'\nregex = 'y'", "r.toml, line 3: rule “x”: 'tag' is no"),
        ("[[rule]]\nname = 'x'\ntag = 'a'", "r.toml, line 2: rule “x”: it needs one of query, "),
        ("[[rule]]\nname='x'\ntag='a'\nregex='y'\nquery='z'", "r.toml, line 2: rule “x”: it needs"),
        ("[[rule]]\nname='x'\ntag='a'\nregex=''", "r.toml, line 4: rule “x”: 'regex' is empty"),
        ("[[rule]]\nname='x'\ntag='a'\nwords='y'", "r.toml, line 4: rule “x”: 'words' is not a"),
        ("[[rule]]\nname='x'\ntag='a'\nquery='y'\nunit='z'", "r.toml, line 5: rule “x”: 'unit' is"),
        ("[[rule]]\nname='x'\ntag='a'\nquery='y'\nunti='z'", "r.toml, line 5: rule “x”: unknown"),
        ("[[rule]]\nname='x'\ntag='a'\nquery='y'\n" * 2, "r.toml: rule “x” occurs twice"),
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
