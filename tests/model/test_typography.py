"""Quotes as they are shown between quotation marks of their own."""

from __future__ import annotations

import pytest

from tui.model.typography import bare_quote


@pytest.mark.parametrize(
    ("quote", "bare"),
    [
        ("“We will not wait,”", "We will not wait,"),
        ("„Wir warten nicht“", "Wir warten nicht"),
        ('"We will\n not wait"', "We will not wait"),
        ("'We will not wait'", "We will not wait"),
        ("““We will not wait””", "We will not wait"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_marks_around_the_whole_are_left_out(quote: str, bare: str) -> None:
    assert bare_quote(quote) == bare


@pytest.mark.parametrize("quote", ["“We will not", "We will not”", '"We will not', 'We will not"'])
def test_a_mark_of_a_quote_that_was_cut_is_left_out(quote: str) -> None:
    assert bare_quote(quote) == "We will not"


@pytest.mark.parametrize(
    ("quote", "bare"),
    [
        ("He said “never again”", "He said ‘never again’"),
        ("“Nobody sails,” she added", "‘Nobody sails,’ she added"),
        ("“Yes” and “no”", "‘Yes’ and ‘no’"),
        ('the "front"', "the ‘front’"),
        ("Er sagte „nie“", "Er sagte ‘nie’"),
        ("the workers'", "the workers'"),
        ("“The plan called ‘surge’”", "The plan called ‘surge’"),
    ],
)
def test_marks_around_words_of_a_quote_become_single(quote: str, bare: str) -> None:
    assert bare_quote(quote) == bare
