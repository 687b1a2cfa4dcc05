"""The speaker whom `s` chooses for a span: only one whose statement the span touches."""

from __future__ import annotations

import pytest

from tests.attribution.test_cases import read_text
from tui.attribution import speaker_of, suggest
from tui.model.document import Span

TEXT = """
“We are out of grain,” said Omar Reyes, a miller. “Nobody told us in time,” he added.

The mill stands at the river. It was built in 1890.

“The water is low,” Reyes said. The council met on Monday. “We will wait for rain,” Reyes said.

Ida Ruiz said that Tomas Varga promised to bring flour.

The council was told that the flour is late, Ruiz said, but residents say that it has come.

The mill is believed to be empty. He said that it was shut.
"""


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("“We are out of grain,”", "Omar Reyes"),
        ("“We are out of grain,” said Omar Reyes, a miller.", "Omar Reyes"),
        ("out of grain", "Omar Reyes"),
        ("told us in time,” he added.", "Omar Reyes"),
        (
            "“We are out of grain,” said Omar Reyes, a miller. “Nobody told us in time,”",
            "Omar Reyes",
        ),
        ("The mill stands at the river.", None),
        ("The mill stands at the river. It was built in 1890.", None),
        ("The council met on Monday.", None),
        ("“The water is low,” Reyes said. The council met on Monday.", "Omar Reyes"),
        ("Ida Ruiz said that Tomas Varga promised to bring flour.", "Ida Ruiz"),
        ("to bring flour", "Tomas Varga"),
        ("the flour is late, Ruiz said, but residents say that it has come.", None),
        ("it has come", "residents"),
        ("The mill is believed to be empty.", None),
    ],
)
def test_only_a_statement_in_the_span_gives_it_a_speaker(words: str, speaker: str | None) -> None:
    document = read_text(TEXT)
    start = document.text.index(words)
    found = speaker_of(suggest(document), Span(start, start + len(words)))
    assert (found.name if found else None) == speaker


def test_a_pronoun_without_a_name_is_no_speaker() -> None:
    document = read_text("He said that the mill was shut.")
    assert speaker_of(suggest(document), Span(0, len(document.text))) is None


def test_of_no_statements_nobody_is_the_speaker() -> None:
    assert speaker_of([], Span(0, 10)) is None


def test_an_attitude_is_told_with_its_verb() -> None:
    document = read_text("Ida Ruiz opposed the toll. She said that it was high.")
    told = [document.text[slice(*made.with_attitude)] for made in suggest(document)]
    assert told == ["opposed the toll", "that it was high"]
