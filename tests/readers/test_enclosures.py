"""Pairs of quotation marks and brackets."""

from __future__ import annotations

import pytest

from tui.readers.enclosures import LONGEST, enclosures, outermost


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "yes" to (all of) it.', ["yes", "all of"]),
        ("“One ‘two.’ three”", ["two.", "One ‘two.’ three"]),
        ("The boys’ room, it’s 5’ wide", []),
        ("„Ja“, »nein« und «oui» und « non »", ["Ja", "nein", "oui", " non "]),
        ("„Tak” i ”ja”", ["Tak", "ja"]),
        ("彼は『行く。』と言った。【速報】", ["行く。", "速報"]),
        ('Nobody wrote "it. A "tragic accident" it was.', ["tragic accident"]),
        ('A " spaced " pair', [" spaced "]),
        ('a 5" pipe', []),
        ("(never closed", []),
        ("never opened)", []),
        ('"' + "a" * LONGEST + '"', []),
        ("(" * 20 + "deep" + ")" * 20, ["(" * n + "deep" + ")" * n for n in range(12)]),
    ],
)
def test_pairs(text: str, inside: list[str]) -> None:
    assert [text[pair.start + 1 : pair.end] for pair in enclosures(text)] == inside


def test_pairs_inside_others_are_left_out() -> None:
    text = "(a [b] c) «d»"
    assert [text[p.start : p.end + 1] for p in outermost(enclosures(text))] == ["(a [b] c)", "«d»"]
