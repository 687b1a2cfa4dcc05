"""Claim counts: how many claims of a report are disputed, and who stands behind the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.statements import SINGLE, Claim
from .assessment import Assessment
from .assessment_sections import DISPUTED_CLAIMS, joined, named
from .findings import NO_SPEAKER
from .report_nodes import Piece, Reference, Text
from .text_values import single_line

_OPINION = "claim/assessment"
"""The tag of what is somebody’s own judgement, for which there can be no second source."""
_SEVERAL, _SINGLE, _OPINIONS, _UNSOURCED = (
    "at least two sources and nobody against",
    "one source and nobody against",
    "one source, whose own assessment it is",
    "no recorded speaker",
)


def claim_counts(assessment: Assessment) -> Iterator[Text]:
    """A line for each kind of claim, with the claims; each claim is counted in one of them."""
    disputed = assessment.disputed_claims
    if disputed:
        verb = "is" if len(disputed) == 1 else "are"
        yield (f"{len(disputed)} {verb} disputed, see {DISPUTED_CLAIMS}.",)
    for kind, claims in _undisputed(assessment).items():
        cited = named(assessment, [claim.statement for claim in claims])
        if kind == _SEVERAL:
            cited = by_sources(assessment, claims)
        yield (f"{len(claims)} {'has' if len(claims) == 1 else 'have'} {kind}: ", *cited, ".")


def _undisputed(assessment: Assessment) -> dict[str, list[Claim]]:
    """The claims against which nobody speaks, by who stands behind them."""
    disputed = {claim.statement.key for claim in assessment.disputed_claims}
    found: dict[str, list[Claim]] = {
        kind: [] for kind in (_SEVERAL, _SINGLE, _OPINIONS, _UNSOURCED)
    }
    for claim in assessment.claims:
        if claim.statement.key not in disputed:
            found[_support(claim)].append(claim)
    return {kind: claims for kind, claims in found.items() if claims}


def _support(claim: Claim) -> str:
    if not claim.independent:
        return _UNSOURCED
    if SINGLE not in claim.counted:
        return _SEVERAL
    return _OPINIONS if _OPINION in claim.statement.tags else _SINGLE


def by_sources(assessment: Assessment, claims: Sequence[Claim]) -> Text:
    """Claims by the sources that stand behind them: "Ana Brandt [3] [5]; clerk and a guard [7]"."""
    by_sources: dict[str, list[Reference]] = {}
    for claim in claims:
        spoken = [each for each in (claim.statement, *claim.supporting) if each.source]
        names = dict.fromkeys(single_line(assessment.graph.speaker(each)) for each in spoken)
        number = assessment.citations[claim.statement.key].number
        by_sources.setdefault(enumerated([*names]) or NO_SPEAKER, []).append(Reference(number))
    pieces: list[Piece] = []
    for sources, cited in by_sources.items():
        pieces += ["; "] * bool(pieces)
        pieces += [f"{sources} ", *joined(cited, " ")]
    return tuple(pieces)


def enumerated(names: Sequence[str]) -> str:
    """Names as one reads them: "Ana Brandt, clerk and Jo Marsh"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
