"""Passages of two texts that correspond, and the words in which they differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.model.document import Block, Document
from tui.model.text_comparison import NO_PARTNER, ComparedText, compare_texts

REPORT = [
    "The council of the harbour town agreed late on Tuesday to close both of its ferries.",
    "Engineers had found cracks in the older hull in March.",
    "No yard on the coast had offered to mend it before spring.",
]


def document(*lines: str) -> Document:
    """A document whose lines are its Blocks, each with one passage."""
    text, blocks, start = "\n\n".join(lines), [], 0
    for line in lines:
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 2
    return Document(text, tuple(blocks), "", lambda part, lang: [(0, len(part))] if part else [])


def changed(lines: list[str], compared: ComparedText) -> list[str]:
    text = "\n\n".join(lines)
    return [text[slice(*span)] for spans in compared.changes for span in spans]


def test_equal_texts_correspond_passage_by_passage() -> None:
    one, other = compare_texts(document(*REPORT), document(*REPORT))
    assert one.partners == other.partners == (0, 1, 2)
    assert not changed(REPORT, one)


def test_changed_words_are_told_on_both_sides() -> None:
    later = [REPORT[0], REPORT[1].replace("the older hull", "both hulls"), REPORT[2]]
    one, other = compare_texts(document(*REPORT), document(*later))
    assert one.partners == (0, 1, 2)
    assert changed(REPORT, one) == ["the older hull"]
    assert changed(later, other) == ["both hulls"]


def test_a_passage_that_only_one_text_has_corresponds_to_none() -> None:
    later = [REPORT[0], "Snow is expected on all passes from Thursday on.", *REPORT[1:]]
    one, other = compare_texts(document(*REPORT), document(*later))
    assert one.partners == (0, 2, 3)
    assert other.partners == (0, NO_PARTNER, 1, 2)
    assert other.changes[1] == ()
    assert len(other.common) == 3


def test_a_passage_that_was_moved_corresponds_to_the_same_one() -> None:
    later = [REPORT[1], REPORT[2], "Nobody was hurt on that day, the office said.", REPORT[0]]
    one, _ = compare_texts(document(*REPORT), document(*later))
    assert one.partners == (3, 0, 1)


def test_unrelated_texts_do_not_correspond() -> None:
    one, other = compare_texts(
        document(*REPORT), document("There are fourteen cranes at the new quay.", "It rained.")
    )
    assert set(one.partners) == set(other.partners) == {NO_PARTNER}
    assert one.next_difference(0, 1) is None


def test_differences_are_changed_passages_and_the_first_of_those_that_are_added() -> None:
    later = [REPORT[0], "It rained a lot.", "It snowed too.", REPORT[1].replace("March", "May")]
    _, other = compare_texts(document(*REPORT), document(*later))
    assert other.next_difference(0, 1) == 1
    assert other.next_difference(1, 1) == 3
    assert other.next_difference(3, -1) == 1
    assert other.next_difference(1, -1) is None


def test_the_passage_at_an_offset() -> None:
    one, _ = compare_texts(document(*REPORT), document(*REPORT))
    starts = [span.start for span in one.passages]
    assert [one.number_at(start) for start in starts] == [0, 1, 2]
    assert one.number_at(starts[1] - 1) == 0
    empty, _ = compare_texts(document(), document())
    assert empty.number_at(0) == 0
    assert empty.passage_at(0) is None
    assert one.passage_at(starts[2] + 1) == one.passages[2]


@given(st.lists(st.sampled_from(REPORT)), st.lists(st.sampled_from(REPORT)))
def test_partners_are_passages_of_the_other_text(one: list[str], other: list[str]) -> None:
    sides = compare_texts(document(*one), document(*other))
    for here, there in (sides, sides[::-1]):
        assert all(NO_PARTNER <= partner < len(there.passages) for partner in here.partners)
        assert len(here.passages) == len(here.partners) == len(here.changes)
