"""Words divided at the end of a line: shown and found whole, the text unchanged."""

from __future__ import annotations

import pytest

from tui.model.folding import fold
from tui.model.typography import join_divided_words
from tui.readers.plain import read_text
from tui.ui.wrap import visible_spans


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the govern-\nment said", "the government said"),
        ("the govern-\n   ment said", "the government said"),
        ("the govern\u2010\nment said", "the government said"),
        ("the govern\u00ad\nment said", "the government said"),
        ("> the govern-\n> ment said", "> the government said"),
        ("the well-\nknown movement", "the well-known movement"),
        ("state-of-the-\nart work", "state-of-the-art work"),
        ("the Anglo-\nSaxon king", "the Anglo-Saxon king"),
        ("a high-\ner place", "a higher place"),
        ("über-\nall Straßen-\nbahn", "überall Straßenbahn"),
        ("the years 1990-\n1995", "the years 1990-\n1995"),
        ("he said -\nnobody knows why", "he said -\nnobody knows why"),
        ("it rained\nall day", "it rained\nall day"),
    ],
)
def test_divided_words_are_whole(text: str, shown: str) -> None:
    assert join_divided_words(text) == shown


def test_the_text_stays_and_what_divides_its_words_is_hidden() -> None:
    text = "The minister said that the govern-\nment would not negotiate."
    document = read_text(text, "s")
    hidden = [(mark.start, mark.end) for mark in document.marks]
    assert document.text == text
    assert [text[a:b] for a, b in hidden] == ["-\n"]
    seen = visible_spans(0, len(text), [document.marks[0]])  # type: ignore[list-item]
    assert "".join(text[a:b] for a, b in seen) == join_divided_words(text)


def test_folding_keeps_the_way_back() -> None:
    text = "Ö govern-\nment"
    folded = fold(text)
    start = folded.text.index("government")
    assert folded.text == "o government"
    assert text[slice(*folded.original(start, start + 10))] == "govern-\nment"
