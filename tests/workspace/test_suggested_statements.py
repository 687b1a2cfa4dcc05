"""What is annotated when a suggested statement is accepted: words that read by themselves."""

from __future__ import annotations

import pytest

from tests.attribution.test_cases import read_text
from tui.attribution import suggest
from tui.workspace.suggested_statements import reported_words, statement_spans


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Reyes said that the mill was sold.", ["Reyes said that the mill was sold"]),
        ("Amnesty International has called for an inquiry.",
         ["Amnesty International has called for an inquiry"]),
        ("The council describes the vote as “marred by fraud”.",
         ["The council describes the vote as “marred by fraud”"]),
        ("Omar Reyes has accused Ann Lee of lying, and argued that the mill was sold.",
         ["Omar Reyes has accused Ann Lee of lying, and argued that the mill was sold"]),
        ("Reyes said: “We are out of grain.”", ["“We are out of grain.”"]),
        ("“We are out of grain,” said Reyes.", ["“We are out of grain,”"]),
        ("The mill was sold, Reyes said.", ["The mill was sold"]),
        ("The mill was sold, according to Reyes.", ["The mill was sold"]),
        ("According to Reyes, the mill was sold.", ["the mill was sold"]),
    ],
)  # fmt: skip
def test_a_statement_reads_by_itself(sentence: str, kept: list[str]) -> None:
    document = read_text(f"Mill\n\nIt rained. {sentence}\n")
    found = statement_spans(document.text, suggest(document))
    assert [document.text[slice(*span)] for span in found] == kept


def test_the_reported_words_of_a_statement_are_without_speaker_and_verb() -> None:
    document = read_text("Mill\n\nIt rained. Reyes said that the mill was sold.\n")
    made = suggest(document)
    (statement,) = statement_spans(document.text, made)
    words = reported_words(statement, made)
    assert document.text[slice(*words)] == "that the mill was sold"
