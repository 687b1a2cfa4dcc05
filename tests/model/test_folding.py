"""What is levelled, what is left, and the way back to the original text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.folding import fold

FOLDS = [
    ("Plain ASCII\tText", "plain ascii text"),
    ("Malmö Ångström naïve", "malmo angstrom naive"),
    ("e\u0301a\u0308", "ea"),
    ("ß", "ss"),
    ("ﬁnal ﬀ", "final ff"),
    ("İstanbul ıssız", "istanbul issiz"),
    ("Łódź Ørsted þing æther", "lodz orsted thing aether"),
    ("Ὀδυσσεύς", "οδυσσευσ"),
    ("Ёлка й", "елка и"),
    ("“a” «b» ‘c’ d’e `f´", "\"a\" \"b\" 'c' d'e 'f'"),
    ("a–b—c−d", "a-b-c-d"),
    ("a\u00a0b\u2003c\nd", "a b c d"),
    ("so\u00adft\u200b\ufeff\u200d", "soft"),
    ("ＡＢＣ１", "abc1"),
    ("한국", "한국"),
    ("한국", "한국"),
    ("が か\u3099", "が が"),
    ("アメリカ ガ カ\u3099 ｶﾞ ヴ ー ヾ", "あめりか が が が ゔ ー ゞ"),
    ("फ़िल्म \u095b\u0930", "फिल्म जर"),
    ("हूँ चाँद", "हूं चांद"),
    ("চাঁদ", "চাদ"),
    ("हिन्दी", "हिन्दी"),
    ("أَهْلًا", "اهلا"),
    ("שָׁלוֹם", "שלום"),
    ("½ ①", "1⁄2 1"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDS)
def test_folds(text: str, folded: str) -> None:
    assert fold(text).text == folded


@given(st.text(st.characters(), max_size=60))
def test_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text)
    assert offsets == sorted(offsets)
    assert all(0 <= at < len(text) for at in offsets)


@given(st.text(st.characters(max_codepoint=0x2FF), max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_a_span_leads_back_to_its_letters() -> None:
    text = "“Weißstraße”"
    folded = fold(text)
    at = folded.text.index("ss")
    assert text[slice(*folded.original(at, at + 2))] == "ß"
