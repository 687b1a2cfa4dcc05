"""Remarks on the wording of a judgement, its likelihood and its confidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.model.annotation import Judgement
from tui.model.judgement_flags import mixed, remarks


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We have high confidence that the town will very likely fall.", 1),
        ("The town will very likely fall. We have high confidence in this.", 0),
        ("It is almost certain (low confidence) to fail.", 1),
        ("With moderate confidence: the U.S. will probably stay.", 1),
        ("It is unlikely.\n\nConfidence is low.", 0),
        ("“It is unlikely.” Our confidence is low.", 0),
        ("The bank lost the confidence of its clients.", 0),
        ("", 0),
    ],
)
def test_likelihood_and_confidence_in_one_sentence(text: str, count: int) -> None:
    assert len(mixed(text)) == count


def test_what_is_wrong_with_a_judgement() -> None:
    sound = Judgement("j", "It will likely rain.", "likely", "low", ("c",))
    assert list(remarks(sound)) == []
    odd = replace(sound, likelihood="maybe", confidence="sure")
    assert [line.split(":")[0] for line in remarks(odd)] == [
        "“maybe” is none of the seven likelihoods of ICD 203",
        "“sure” is not low, moderate or high confidence",
    ]
