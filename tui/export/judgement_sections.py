"""Sections of the report on the analyst's judgements: builders from an Assessment to nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model.annotation import Judgement
from ..model.judgement_flags import RANGES, conclusion_and_reasons, remarks
from ..model.references import Key
from .arrangement import capitalized
from .assessment import Assessment, Problem
from .assessment_sections import joined, named
from .judgement_evidence import (
    AGAINST,
    BESIDE,
    QUALIFYING,
    SAME,
    opposing,
    qualifications,
    qualifying_own_side,
    sides,
)
from .link_ends import PASSIVE
from .report_nodes import (
    Heading,
    JudgementNumber,
    List,
    Node,
    Paragraph,
    Piece,
    Reference,
    Strong,
    Text,
)
from .text_values import in_sentence, single_line

_LINKED_SIDES = {
    SAME: "Evidence on one side: ",
    AGAINST: " On the other side: ",
    BESIDE: " Also cited: ",
}
"""Where citations of a judgement contradict each other: what they are to the first of them."""
_INDIRECT = 3
"""The distance of a statement that concerns a claim through another statement only."""
_DOUBTED = {
    "almost no chance": "what is judged to have almost no chance",
    "very unlikely": "what is judged very unlikely",
    "unlikely": "what is judged unlikely",
}
"""What the evidence is for or against where a judgement holds that it is probably not so."""


def key_judgements(assessment: Assessment) -> Iterator[Node]:
    """The judgements with their reasons and evidence.

    What follows an empty line in a judgement are its reasons. Likelihood and confidence are in
    separate sentences.
    """
    if assessment.judgements:
        yield Heading(2, "Key judgements")
    for number, (document, judgement) in enumerate(assessment.judgements, 1):
        likelihood, confidence = _stated(judgement)
        words, reasons = conclusion_and_reasons(judgement.text)
        name = JudgementNumber(number, f"J{number}. {likelihood}".strip(), is_target=True)
        yield Paragraph((name, f" {words}{confidence}"))
        yield from (Paragraph((reason,)) for reason in reasons)
        cited = evidence(assessment, document, judgement)
        if cited:
            yield Paragraph(cited, quiet=True)
        flagged = [_problem(each) for each in assessment.problems(document, judgement)]
        flagged += [(single_line(each),) for each in remarks(judgement)]
        if flagged:
            yield List(tuple((Strong("Flagged:"), " ", *each) for each in flagged))


def _stated(judgement: Judgement) -> tuple[str, str]:
    """The likelihood before a judgement and the confidence after it: "Likely (55–80%):"."""
    likelihood, confidence = single_line(judgement.likelihood), single_line(judgement.confidence)
    meaning = f" ({RANGES[likelihood]})" if likelihood in RANGES else ""
    return (
        f"{capitalized(likelihood)}{meaning}:" if likelihood else "",
        f" Confidence: {confidence}." if confidence else "",
    )


def evidence(assessment: Assessment, document: int, judgement: Judgement) -> Text:
    """The citations of a judgement in the document with that index, by side.

    Where the judgement states no sides, they are in two groups if some of them contradict others;
    these stand on no named side, for no link says which of them agrees with the judgement. Each
    passage stands there once: what repeats another one of its side, and what qualifies one of its
    own side, or of none, stands beside it.
    """
    cited = assessment.cited_statements(document, judgement)
    found = sides(assessment.graph, cited)
    if judgement.against is not None:
        groups = _stated_groups(assessment, document, judgement)
    elif AGAINST in found.values():
        groups = {
            words: [key for key in cited if found[key] == side]
            for side, words in _LINKED_SIDES.items()
        }
    else:
        groups = {"Evidence: ": [key for key in cited if found[key] != QUALIFYING]}
    remarks = _remarks(assessment, found, groups)
    pieces: list[Piece] = []
    for words, keys in groups.items():
        if keys:
            said = [assessment.graph.statements[key] for key in _once(assessment, keys)]
            pieces += [words, *named(assessment, said, "never", remarks), "."]
    return tuple(pieces)


def _stated_groups(
    assessment: Assessment, document: int, judgement: Judgement
) -> dict[str, list[Key]]:
    """The statements for and against a judgement under words that no likelihood can turn around.

    What qualifies a statement on the same side is in no group, for it stands beside that one.
    """
    cited = assessment.cited_statements(document, judgement)
    against = opposing(assessment.graph, document, judgement)
    beside = qualifying_own_side(assessment.graph, cited, against)
    speaking = [key for key in cited if key not in beside]
    supporting = [key for key in speaking if key not in against]
    doubted = _DOUBTED.get(judgement.likelihood, "")
    again = "it" if supporting and doubted else doubted
    before = " " * bool(supporting)
    return {
        f"For {doubted}".rstrip() + ": ": supporting,
        before + f"Against {again}".rstrip() + ": ": [key for key in speaking if key in against],
    }


def _once(assessment: Assessment, keys: Iterable[Key]) -> dict[Key, list[Key]]:
    """The first of some statements that repeat each other, each with the others of them."""
    found: dict[Key, list[Key]] = {}
    for key in keys:
        same = assessment.graph.same(key)
        first = next((one for one in found if one in same), None)
        if first is None:
            found[key] = []
        else:
            found[first].append(key)
    return found


def _remarks(
    assessment: Assessment, found: Mapping[Key, str], groups: Mapping[str, Sequence[Key]]
) -> dict[Key, Text]:
    """By statement, what qualifies, disputes or repeats it: "qualified by Ana Brandt [3]".

    What stands in a group itself only says there which statement it qualifies.
    """
    listed = {key for keys in groups.values() for key in keys}
    parts: dict[Key, list[Text]] = {}
    for key, qualifying in qualifications(assessment.graph, found).items():
        beside: dict[str, list[Key]] = {}
        for relation, one in qualifying:
            if one in listed:
                cited = Reference(assessment.citations[key].number, naming="never")
                parts.setdefault(one, []).append((f"{relation} ", cited))
            else:
                beside.setdefault(PASSIVE[relation], []).append(one)
        parts.setdefault(key, []).extend(
            (f"{how} ", *_by(assessment, it)) for how, it in beside.items()
        )
    for key in (key for keys in groups.values() for key in _once(assessment, keys)):
        others = _disputing(assessment, key)
        if disputing := [x for x in others if listed.isdisjoint(assessment.graph.same(x))]:
            disputed = f"{PASSIVE['disputes']} ", *_by(assessment, disputing)
            parts.setdefault(key, []).append(disputed)
    for keys in groups.values():
        for first, others in _once(assessment, keys).items():
            if others:
                repeated = _repeated(assessment, first, others)
                of_all = [part for one in others for part in parts.get(one, [])]
                parts[first] = [repeated, *parts.get(first, []), *of_all]
    return {key: _listed(texts) for key, texts in parts.items() if texts}


def _disputing(assessment: Assessment, key: Key) -> list[Key]:
    """The statements that dispute one, or are disputed by it, and what repeats them."""
    claim = assessment.graph.claim(key)
    near = [one for one in claim.opposing if assessment.graph.distance(one, claim) < _INDIRECT]
    return [*_once(assessment, [one.key for one in near])]


def _repeated(assessment: Assessment, first: Key, others: Sequence[Key]) -> Text:
    """Who repeats a statement: "repeated by Ana Brandt [3]", without the name if it is the same."""
    if all(assessment.speaker(one) == assessment.speaker(first) for one in others):
        numbers = dict.fromkeys(assessment.citations[one].number for one in others)
        cited = [Reference(number, naming="never") for number in numbers]
        return ("repeated in ", *joined(cited, " "))
    return (f"{PASSIVE['repeats']} ", *_by(assessment, others))


def _by(assessment: Assessment, keys: Iterable[Key]) -> Text:
    """Some statements by who makes them: "a clerk [3] and Ana Brandt [4]"."""
    pieces: list[Piece] = []
    for key in keys:
        who, *cited = named(assessment, [assessment.graph.statements[key]], "never")
        name = in_sentence(who) if isinstance(who, str) else who
        pieces += [" and "] * bool(pieces) + [name, *cited]
    return tuple(pieces)


def _listed(texts: Sequence[Text]) -> Text:
    """Texts after one another, with semicolons between them."""
    pieces: list[Piece] = []
    for text in texts:
        pieces += ["; "] * bool(pieces) + [*text]
    return tuple(pieces)


def _problem(problem: Problem) -> Text:
    if problem.citation:
        cited = Reference(problem.citation.number, naming="never")
        return ("rests on ", cited, f", {problem.words}")
    return (
        "cites a passage that is not among these documents" if problem.reference else problem.words,
    )
