"""Sections of the report that weigh claims: builders from an Assessment to report nodes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ..model.codebook import SEPARATOR, Tag, covers
from ..model.references import Key
from ..model.statements import Claim, Statement
from .arrangement import TOPIC, capitalized, heading_of
from .assessment import FIGURE, Assessment
from .citation_names import in_marks, words_without_markup
from .citations import Citation
from .findings import CREDIBILITY, NO_SPEAKER
from .report_nodes import (
    Heading,
    JudgementNumber,
    List,
    Naming,
    Node,
    Paragraph,
    Piece,
    QuotedWords,
    Reference,
    Strong,
    Table,
    Text,
    row,
)
from .text_values import clip, in_sentence, single_line

DISPUTED_CLAIMS = "Disputed claims"
"""The heading of the table of disputed claims, which quotes them."""
_COUNTING = (
    "Each dispute stands here once, with all that is linked to it. Sources count as one where one "
    "repeats another, where they stand in text that articles have in common, and where one has "
    "what it says from another or both have it from a third one; whether they are independent of "
    "each other in other ways has not been examined."
)
_NO_SUBJECTS = ("source", "basis", "claim", "status", "caveat", "use")
"""The groups of the built-in codebook that say how something is known, and not what it is about."""
_FIRST_WORDS = 48
"""Code points of a passage that stand in for an unknown speaker."""
_SAID_BY_COLUMN = ("supports", "disputes", "qualifies")


def disputed_claims(assessment: Assessment) -> Iterator[Node]:
    """The disputed claims with who is for, who is against, their reasons and the analyst's view."""
    headings = [topics_of(assessment, claim.statement) for claim in assessment.disputed_claims]
    rows = [
        (
            tuple(_claim(assessment, claim, is_alone=headings.count(heading) < 2)),
            supporters(assessment, claim, claim.supporting, claim.independent),
            supporters(assessment, claim, claim.opposing, claim.opposed),
        )
        for claim, heading in zip(assessment.disputed_claims, headings, strict=True)
    ]
    if rows:
        yield Heading(2, DISPUTED_CLAIMS)
        yield Paragraph((_COUNTING,), quiet=True)
        yield Table((row("Claim", "For", "Against"), *rows), is_prose=True)


def _claim(assessment: Assessment, claim: Claim, *, is_alone: bool) -> Iterator[Piece]:
    """A claim: its topic, its words, who says them, figures, the analyst's view.

    If it is not alone with its topic, the other tags of subjects stand beside it.
    """
    key = claim.statement.key
    citation, said = assessment.citations[key], assessment.finding(key)
    if topics := topics_of(assessment, claim.statement, has_all=not is_alone):
        yield Strong(f"{topics}:")
        yield " "
    yield QuotedWords(citation.number, single_line(assessment.quotation(citation)))
    yield f" — {said.speaker} " if said.speaker else " "
    yield Reference(citation.number, naming="always")
    yield from _figures(assessment, claim)
    if both := _on_both_sides(assessment, claim):
        yield f"\n{both}"
    if claim.superseded:
        yield "\nSuperseded, and not counted: "
        yield from _statements(assessment, claim, claim.superseded)
        yield "."
    if view := tuple(_view(assessment, claim)):
        yield "\n"
        yield from view


def _on_both_sides(assessment: Assessment, claim: Claim) -> str:
    """Which sources of one article contradict themselves there on a claim; "" if none does."""
    person = assessment.graph.sources.person
    supporting, opposing = (
        {(each.key[0], person(each.source)): each for each in statements if each.source}
        for statements in (claim.supporting, claim.opposing)
    )
    both = [each for place, each in supporting.items() if place in opposing]
    names = dict.fromkeys(single_line(assessment.graph.speaker(each)) for each in both)
    return f"Contradicts itself within one article: {', '.join(names)}." if names else ""


def topics_of(assessment: Assessment, statement: Statement, *, has_all: bool = False) -> str:
    """The topics of a statement as headings call them, "" for none.

    With `has_all`, the tags of the analyst's own groups follow, which are subjects too.
    """
    groups = assessment.findings.groups
    tags = {each.tag.name: each.tag for group in groups for each in group.tags}
    own = [name for name in statement.tags if name.partition(SEPARATOR)[0] not in _NO_SUBJECTS]
    names = [name for name in statement.tags if covers(TOPIC, name)]
    topics = (tags.get(name, Tag(name)) for name in dict.fromkeys((*names, *own * has_all)))
    return ", ".join(heading_of(tag) for tag in topics if SEPARATOR in tag.name)


def _figures(assessment: Assessment, claim: Claim) -> Iterator[Piece]:
    """The figures of a claim in the order of their size, where at least two are stated."""
    graph = assessment.graph
    stating = (*claim.supporting, *claim.opposing, *claim.qualifying)
    figures_of = [each for each in stating if FIGURE in each.tags]
    # What repeats another statement has the same figure.
    once = {graph.same(each.key)[0]: each for each in reversed(figures_of)}
    stated = [
        (assessment.mentions.figures_in(assessment.citations[each.key]), each)
        for each in reversed(once.values())
    ]
    found = [each for each in stated if each[0]]
    if len(found) < 2:
        return
    found.sort(key=lambda each: each[0][0].size)
    for number, (figures, statement) in enumerate(found):
        words = ", ".join(each.words[:1].lower() + each.words[1:] for each in figures)
        yield ("; " if number else "\nSide by side: ") + single_line(words)
        yield f" ({assessment.speaker(statement.key) or NO_SPEAKER} "
        yield Reference(assessment.citations[statement.key].number, naming="never")
        yield ")"
    yield "."


def supporters(
    assessment: Assessment, claim: Claim, statements: Sequence[Statement], sources: int
) -> Text:
    """How many sources some statements of a claim have, and which: "One source: Ana Brandt [3]"."""
    if not statements:
        return ("Nobody",)
    people = {assessment.graph.sources.person(each.source) for each in statements if each.source}
    counted = _count_of_sources(sources, len(people))
    copied = assessment.graph.copied(statements)
    counted += f", {copied.percent}" if copied else ""
    return (f"{counted}: " if people else "", *_statements(assessment, claim, statements))


def _count_of_sources(sources: int, people: int) -> str:
    """The number of sources, and what it is counted as where some do not speak for themselves."""
    named = "One source" if people == 1 else f"{people} sources"
    return f"{named}, counted as {sources or 'none'}" if people > sources else named


def _statements(
    assessment: Assessment, claim: Claim, statements: Sequence[Statement]
) -> Iterator[Piece]:
    """Statements by who makes them, with grades and reasons: "Ana Brandt [3] (B2; she saw it)".

    The more directly they concern the claim, the earlier they come; those without a recorded
    speaker come last.
    """
    nearest = sorted(statements, key=lambda each: assessment.graph.distance(each, claim))
    by_speaker: dict[str, list[Statement]] = {}
    for statement in nearest:
        by_speaker.setdefault(assessment.speaker(statement.key), []).append(statement)
    for number, (name, said) in enumerate(sorted(by_speaker.items(), key=lambda each: not each[0])):
        yield "; " * (number > 0) + f"{name or NO_SPEAKER} "
        for position, statement in enumerate(said):
            yield " and " * (position > 0)
            yield Reference(assessment.citations[statement.key].number, naming="never")
            yield from _about(assessment, claim, statement)


def _about(assessment: Assessment, claim: Claim, statement: Statement) -> Iterator[Piece]:
    """The grade of a statement, its links inside a claim and what qualifies it, in parentheses."""
    grade = assessment.finding(statement.key).grade_in_words
    parts: list[Text] = [(grade,)] if grade else []
    parts += _links(assessment, claim, statement)
    parts += _qualifications(assessment, claim, statement)
    for number, part in enumerate(parts):
        yield "; " if number else " ("
        yield from part
    if parts:
        yield ")"


def _links(assessment: Assessment, claim: Claim, statement: Statement) -> Iterator[Text]:
    """The links that a statement has inside a claim, with their reasons.

    The relation to the claim itself is left out, for the column says it.
    """
    inside = {each.key for each in claim.statements}
    for end in assessment.links_of(*statement.key):
        other = end.other and assessment.statement_of(end.other)
        if other not in inside or end.is_incoming or end.other is None:
            continue
        why = single_line(end.why)
        if other == claim.statement.key and end.relation in _SAID_BY_COLUMN:
            if why:
                yield (why,)
        else:
            cited = Reference(assessment.citations[end.other].number, naming="never")
            yield (f"{single_line(end.relation)} ", cited, f": {why}" if why else "")


def _qualifications(assessment: Assessment, claim: Claim, statement: Statement) -> Iterator[Text]:
    """What qualifies a statement inside a claim: "qualified by Ben Okoro [4], B2: a guess"."""
    qualifying = {each.key for each in claim.qualifying}
    for end in assessment.links_of(*statement.key):
        if end.is_incoming and end.other and assessment.statement_of(end.other) in qualifying:
            name, why = assessment.speaker(end.other), single_line(end.why)
            grade = assessment.finding(end.other).grade_in_words
            cited = Reference(assessment.citations[end.other].number, naming="never")
            after = f", {grade}" * bool(grade) + f": {why}" * bool(why)
            yield (f"{end.relation} {in_sentence(name)}".rstrip() + " ", cited, after)


def _view(assessment: Assessment, claim: Claim) -> Iterator[Piece]:
    """The analyst's view: the grade and its reason, disagreements, judgements that cite it."""
    annotation = claim.statement.annotation
    graded = ""
    if annotation.credibility:
        graded = f"graded {annotation.credibility}, {CREDIBILITY[annotation.credibility]}"
        reason = single_line(annotation.reason)
        graded += f" ({reason})" if reason else ""
    judged = [
        number
        for number, one in enumerate(assessment.judgements, 1)
        if claim.statement.key in assessment.cited_statements(*one)
    ]
    own = claim.updates[:1] if claim.is_superseded else ()
    view = capitalized("; ".join(filter(None, (graded, *own, *claim.disagreements))))
    if view:
        yield view
    for place, number in enumerate(judged):
        yield ", " if place else "; see " if view else "See "
        yield JudgementNumber(number, f"J{number}")
    if view or judged:
        yield "."


def open_questions(assessment: Assessment) -> Iterator[Node]:
    """The statements that are unattributed or unconfirmed, by the reason."""
    items = tuple(
        (Strong(f"{reason}:"), " ", *named(assessment, statements), ".")
        for reason, statements in assessment.open_questions.items()
    )
    if items:
        yield Heading(2, "Unattributed or unconfirmed")
        yield List(items)


def named(
    assessment: Assessment,
    statements: Sequence[Statement],
    naming: Naming = "first",
    remarks: Mapping[Key, Text] = MappingProxyType({}),
) -> Text:
    """The citations of statements by who speaks, each passage once: "Ana Brandt [3] [8]".

    The first words of a passage stand in for an unknown speaker; `remarks` on statements follow in
    parentheses.
    """
    by_speaker: dict[str, dict[int, Text]] = {}
    for statement in statements:
        citation = assessment.citations[statement.key]
        who = single_line(assessment.graph.speaker(statement)) or first_words(assessment, citation)
        remark = remarks.get(statement.key, ())
        after = (" (", *remark, ")") if remark else ()
        cited: Text = (Reference(citation.number, naming=naming), *after)
        by_speaker.setdefault(who, {}).setdefault(citation.number, cited)
    pieces: list[Piece] = []
    for name, texts in by_speaker.items():
        pieces.append(f"{'; ' * bool(pieces)}{name}")
        for text in texts.values():
            pieces += [" ", *text]
    return tuple(pieces)


def first_words(assessment: Assessment, citation: Citation) -> str:
    """The beginning of a passage in quotation marks."""
    document = assessment.documents[citation.document].document
    return in_marks(clip(words_without_markup(citation, document), _FIRST_WORDS))


def joined(pieces: Sequence[Reference], separator: str = "; ") -> Text:
    """Citations with a separator between them."""
    found: list[Piece] = []
    for piece in pieces:
        found += [separator, piece] if found else [piece]
    return tuple(found)
