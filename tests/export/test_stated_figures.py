"""The figures of a passage, as they are put side by side in a dispute."""

from __future__ import annotations

import pytest

from tui.export.stated_figures import stated_figures
from tui.model.document import Span

from .samples import document

TEXT = (
    "Counting from outside\n\n"
    "On 9 July 2015 an official said no more than 20,000 people were left; a charity reckons with"
    " 60,000 to 70,000 mouths.\n\n"
    "A doctor counted 64 bodies. The town is nearly empty.\n"
)


@pytest.mark.parametrize(
    ("quote", "figures"),
    [
        ("9 July 2015 an official said", []),
        ("20,000 people were left", [("no more than 20,000 people", 20_000)]),
        ("a charity reckons with 60,000 to 70,000 mouths", [("60,000 to 70,000", 60_000)]),
        ("counted 64 bodies", [("64 bodies", 64)]),
        ("nearly empty", []),
    ],
)
def test_figures_keep_their_wording(quote: str, figures: list[tuple[str, float]]) -> None:
    start = TEXT.index(quote)
    found = stated_figures(document(TEXT), Span(start, start + len(quote)))
    assert [(each.words, each.size) for each in found] == figures


def test_a_text_without_blocks_states_none() -> None:
    assert stated_figures(document(""), Span(0, 0)) == []
