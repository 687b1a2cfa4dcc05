"""Regular expressions of the user: their matches, and the bounds of time and memory."""

from __future__ import annotations

import pytest

from tui.model.errors import ReaderError
from tui.search.bounded_regex import compiled, matches, matching_texts

TEXT = "At least 12 People were killed; 3 civilians killed in the café́."


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (
            r"\d+ (?:people|civilians) (?:were )?killed",
            ["12 People were killed", "3 civilians killed"],
        ),
        ("(?-i:people)", []),
        ("x*", []),
        ("caf.", ["café́"]),
        (r"\bp\w+", ["People"]),
    ],
)
def test_matches_are_whole_graphemes_and_never_empty(pattern: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in matches(pattern, TEXT)] == found


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "missing )"),
        ("[z-a]", "bad character range"),
        ("a" * 1001, "longer than 1,000 characters"),
        ("(?R)", "not supported"),
        ("(a(?1)b)", "not supported"),
        ("(?<n>a(?&n)?b)", "not supported"),
        ("(?x) a", "not supported"),
        ("(?V1)[a]", "not supported"),
        ("(?:(?:(?:x{1000}){1000}){1000}){1000}", "repeats too often"),
        ("((a{1,1000}){1,1000}){1,1000}b", "repeats too often"),
        ("(?i)(?:[(]x{900}){900}", "repeats too often"),
        ("(?#)(?:x{900}){900}", "repeats too often"),
        ("x{99999999999}", "repeats too often"),
    ],
)
def test_what_is_wrong_or_would_need_much_memory_is_refused(pattern: str, why: str) -> None:
    with pytest.raises(ReaderError, match=r"^/") as refused:
        compiled(pattern)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "pattern", ["a{3}", "(ab){10}", r"\(a{30}\)", "[{}(]{3}", "a{", "(?<x>a){2,}"]
)
def test_moderate_repeats_are_allowed(pattern: str) -> None:
    compiled(pattern)


def test_a_pattern_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(ReaderError, match="takes too long"):
        list(matching_texts("(a|aa)+!", [(0, "a" * 60)]))


def test_the_texts_that_match_are_named_by_their_numbers() -> None:
    assert list(matching_texts("b", [(3, "abc"), (5, "xyz"), (9, "B")])) == [3, 9]
