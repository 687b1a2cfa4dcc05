"""References from one article to an annotation in the same one or another."""

from __future__ import annotations

import pytest

from tui.model.references import References, refer


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("A", (0, "A")),
        ("B", (1, "B")),
        ("#B", (1, "B")),
        ("y.txt#B", (1, "B")),
        ("../two/z.txt#C", (2, "C")),
        ("/elsewhere/z.txt#C", (2, "C")),
        ("y.txt#C", None),
        ("n.txt#B", None),
        ("D", None),
        ("y.txt#D", (1, "D")),
        ("odd#id", (0, "odd#id")),
        ("", None),
    ],
)
def test_what_a_reference_means(reference: str, found: tuple[int, str] | None) -> None:
    paths = ["one/x.txt", "one/y.txt", "two/z.txt"]
    known = [("A", "odd#id"), ("B", "D"), ("C", "D")]
    references = References(paths, [{id: id for id in ids} for ids in known])
    assert references.find(0, reference) == found


@pytest.mark.parametrize(
    ("here", "there", "written"),
    [
        ("a.txt", "a.txt", "I"),
        ("a.txt", "b.txt", "b.txt#I"),
        ("one/a.txt", "one/b.txt", "b.txt#I"),
        ("one/a.txt", "two/b.txt", "../two/b.txt#I"),
    ],
)
def test_what_is_written_is_found_again(here: str, there: str, written: str) -> None:
    assert refer(here, there, "I") == written
    paths = [here] if here == there else [here, there]
    found = References(paths, [{"I": "I"} if path == there else {} for path in paths])
    assert found.find(0, written) == (len(paths) - 1, "I")
