"""Read the parts of judgements, check their wording and describe the faults.

Likelihood and confidence are different things, and no sentence may express both.
Source: Intelligence Community Directive 203, Analytic Standards (2015), D.6.e.(2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .annotation import CONFIDENCES, LIKELIHOODS, Judgement

RANGES = dict(
    zip(
        LIKELIHOODS,
        ("1–5%", "5–20%", "20–45%", "45–55%", "55–80%", "80–95%", "95–99%"),
        strict=True,
    )
)
"""The probability range of each likelihood, from ICD 203."""

_LIKELY = re.compile(
    r"\b(?:almost no chance|remote chance|improbable|(?:un)?likely"
    r"|roughly even (?:chance|odds)|probabl[ey]|(?:almost|nearly) certain(?:ly)?"
    r"|likelihood|probability|chances? (?:of|that))\b",
    re.IGNORECASE,
)
_SURE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_ABBREVIATION = (
    r"(?<!\b\w\.)(?<!\bGen\.)(?<!\bCol\.)(?<!\bMaj\.)(?<!\bLt\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)"
    r"(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.)(?<!\bca\.)"
)
_EMPTY_LINES = re.compile(r"\n\s*\n")
_BREAK = re.compile(rf"(?<=[.!?…][”’\")]) +|(?<=[.!?…]){_ABBREVIATION} +|\n{{2,}}")


def conclusion_and_reasons(text: str) -> tuple[str, list[str]]:
    """The first paragraph of a judgement, and those that follow it after empty lines."""
    conclusion, *reasons = _EMPTY_LINES.split(text.strip())
    return conclusion, reasons


def mixed(text: str) -> list[str]:
    """The sentences of a text that express both likelihood and confidence."""
    sentences = (" ".join(part.split()) for part in _BREAK.split(text))
    return [each for each in sentences if _LIKELY.search(each) and _SURE.search(each)]


def remarks(judgement: Judgement) -> Iterator[str]:
    """One line for each fault in the wording of a judgement; a judgement may keep its faults."""
    if not judgement.text.strip():
        yield "it says nothing"
    if judgement.likelihood and judgement.likelihood not in LIKELIHOODS:
        yield f"“{judgement.likelihood}” is none of the seven likelihoods of ICD 203"
    if judgement.confidence and judgement.confidence not in CONFIDENCES:
        yield f"“{judgement.confidence}” is not low, moderate or high confidence"
    for sentence in mixed(judgement.text):
        yield f"likelihood and confidence in one sentence: “{sentence}”"
