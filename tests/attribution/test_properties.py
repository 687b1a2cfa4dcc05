"""What holds of suggested attributions whatever the text."""

from __future__ import annotations

import sys
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.sampling import sampled
from tui.attribution import suggest
from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes

PIECES = [
    "said", "says", "Bell", "al-Haddad", "he", "she", "they", "the mayor", "officials", "that",
    "according to", "reports", "is believed to", "reportedly", "claims", "told", "by", "who", "and",
    "but", "denied", "the bridge fell", "Brig. Gen.", "U.S.", "on Monday", "saying", "was", "it",
    "Minister of", "Ambassador to", "a tweet", "the head of", "Information",
    ",", ".", ":", ";", "—", "(", ")", "“", "”", '"', "‘", "’", "«", "»", "「", "」", "\n\n", "\n",
    "“We hold,”", "(AP Photo)", "Image: X.", "# ", "1,000", "’s", "''", "\u202e", "é", "东",
]  # fmt: skip


def document_of(text: str) -> Document:
    return read_bytes(text.encode(), stem="text", suffix=".md")


def check(document: Document) -> None:
    found = suggest(document)
    assert found == suggest(document)
    assert found == sorted(found, key=lambda made: made.content)
    for made in found:
        for span in (made.content, made.source, made.cue):
            if span is not None:
                assert 0 <= span.start < span.end <= len(document.text)
        assert document.text[slice(*made.content)].strip() == document.text[slice(*made.content)]
        assert made.mode in ("direct", "indirect", "mixed")
        assert made.speaker.kind in ("", "named", "unnamed", "collective", "medium", "document")
        assert "\n" not in made.speaker.name + made.speaker.role


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_order_of_telling_pieces(text: str) -> None:
    check(document_of(text))


@pytest.mark.parametrize("verb", ["said", "told the press", "promised", "believes"])
@pytest.mark.parametrize("between", ["", "on Monday", ", on Monday"])
def test_a_text_may_end_anywhere_behind_a_reporting_verb(verb: str, between: str) -> None:
    for last in PIECES:
        check(document_of(f"The mayor {verb} {between} {last}"))


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "„“", "«»"])
@pytest.mark.parametrize("is_closed", [True, False])
def test_a_quotation_has_both_of_its_marks_or_none(marks: str, is_closed: bool) -> None:
    opening, closing = marks
    before = ("", "The mayor said: ", "“Yes,” the mayor said. ")
    said = ("We wait.", "We wait. The boat is late. Nobody told us so,")
    after = ("", " The river fell.", " the mayor said.", "\n\nThe end.")
    for start, words, end in product(before, said, after):
        document = document_of(f"{start}{opening}{words}{closing * is_closed}{end}")
        for made in suggest(document):
            content = document.text[slice(*made.content)]
            if made.mode == "direct" and words in content:
                found = (content.startswith(opening), content.endswith(closing))
                assert found == (is_closed, is_closed), document.text


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    try:
        document = document_of(text)
    except (ReaderError, UnicodeEncodeError):
        assume(False)
    check(document)


@pytest.mark.parametrize("piece", sampled(PIECES, PIECES[::6]))
def test_one_piece_again_and_again(piece: str) -> None:
    check(document_of(f"{piece} " * 3000))


@pytest.mark.parametrize(
    "piece", ["“a\n\n", "said that ", "he said, ", "Bo, who ", "according to "]
)
def test_more_text_takes_steps_in_proportion(piece: str) -> None:
    """Counted in calls of functions, which no other program on the machine can slow down."""
    few, many = (calls(document_of(piece * number)) for number in (400, 1600))
    assert many < 6 * few


def calls(document: Document) -> int:
    list(document.all_passages())
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        suggest(document)
    finally:
        sys.setprofile(None)
    return count
