"""What a copy leaves out, adds and changes, word by word."""

from __future__ import annotations

from tui.copies.differences import differences

OLD = "The council agreed on Tuesday to close both ferries. Engineers had found cracks in March."


def told(old: str, new: str) -> tuple[list[str], list[str]]:
    found = differences(old, new)
    return [old[slice(*span)] for span in found.left_out], [new[slice(*s)] for s in found.added]


def test_what_is_added_and_left_out() -> None:
    new = (
        "The town council agreed on Tuesday to close both ferries. Engineers found cracks in March."
    )
    assert told(OLD, new) == (["had"], ["town"])


def test_a_change_is_on_both_sides() -> None:
    assert told(OLD, OLD.replace("Tuesday", "Wednesday")) == (["Tuesday"], ["Wednesday"])


def test_typography_and_lines_make_no_difference() -> None:
    assert told("“It’s so,” he said.", '"It\'s so,"\nhe  said.') == ([], [])
    assert told("", "") == ([], [])
    assert told("", "So it is.") == ([], ["So it is."])


def test_sentences_in_another_order_are_no_difference() -> None:
    first, second = OLD.split(". ")
    long = f"{first} and to sell them to a yard abroad. {second.rstrip('.')} and again in June."
    one, other = long.split(". ")
    assert told(long, f"{other} {one}.") == ([], [])


def test_words_between_the_same_words_are_a_change() -> None:
    old = "Engineers had found cracks in the older hull in March, and no yard offered to mend it."
    new = old.replace("the older hull", "both hulls") + " Nobody was hurt on Monday."
    found = differences(old, new)
    assert [(old[slice(*a)], new[slice(*b)]) for a, b in found.changed] == [
        ("the older hull", "both hulls")
    ]


def test_long_passages_between_the_same_words_are_no_change() -> None:
    ends = (
        "The council agreed late on Tuesday to close both ferries",
        "for winter and for spring",
    )
    old, new = (f"{ends[0]} {' '.join([word] * 30)} {ends[1]}" for word in ("snow", "rain"))
    assert not differences(old, new).changed
