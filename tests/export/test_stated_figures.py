"""The figures in the words of a statement, as they are put side by side in a dispute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.export.stated_figures import stated_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("no more than 20,000 people were left", [("no more than 20,000 people", 20_000)]),
        ("About 50,000 civilians", [("About 50,000 civilians", 50_000)]),
        ("with 60,000 to 70,000 mouths.", [("60,000 to 70,000 mouths", 60_000)]),
        ("counted 64 bodies", [("64 bodies", 64)]),
        ("On 9 July 2015, 20 were hurt and 3 died", [("20", 20), ("3 died", 3)]),
        ("says that 143 people have been killed since July 7", [("143 people", 143)]),
        ("it paid 3.2 million for the repair", [("3.2 million", 3.2e6)]),
        ("1.250.000 Tonnen, 12,5%", [("1.250.000 Tonnen", 1_250_000), ("12,5%", 12.5)]),
        ("the town is “nearly empty” in any case", []),
        ("A4 and v2.0", []),
    ],
)
def test_figures_keep_their_wording(text: str, figures: list[tuple[str, float]]) -> None:
    assert [(each.words, each.low) for each in stated_figures(text)] == figures


@given(st.text("0123456789,.–- toabmilon", max_size=60))
def test_any_text_has_figures_or_none(text: str) -> None:
    assert all(each.words in text and each.low >= 0 for each in stated_figures(text))
