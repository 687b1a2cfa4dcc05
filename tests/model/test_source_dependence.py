"""What would have no support if a source were wrong."""

from __future__ import annotations

import pytest

from tui.model.annotation import Annotation, Judgement, Link, Notes, Source
from tui.model.claims import StatementGraph
from tui.model.document import Span
from tui.model.references import Key
from tui.model.shared_text import AlignedSpans, SharedText
from tui.model.source_dependence import dependents

ANA, BEN, CYD = (Source(name.lower(), name) for name in ("Ana", "Ben", "Cyd"))


def said(id: str, source: str, *links: str, tags: str = "claim/event", at: int = 0) -> Annotation:
    """A statement; a link is written "rel to"."""
    pairs = (link.split(" ", 1) for link in links)
    made = tuple(Link(to, rel) for rel, to in pairs)
    return Annotation(id, at, at + 1, "x", tags=tuple(tags.split()), source=source, links=made)


def fallen(
    *annotations: Annotation,
    sources: tuple[Source, ...] = (ANA, BEN, CYD),
    judgements: tuple[Judgement, ...] = (),
    source: Source = ANA,
) -> tuple[list[str], list[str]]:
    """The ids of the claims and judgements without support but a source."""
    graph = StatementGraph(["a.txt"], [Notes(sources=sources, annotations=annotations)])

    def cited(cite: str) -> Key | None:
        return (0, cite) if (0, cite) in graph.statements else None

    found = dependents(graph, source, judgements, cited)
    return [c.statement.annotation.id for c in found.claims], [j.id for j in found.judgements]


@pytest.mark.parametrize(
    ("others", "falls"),
    [
        ([], True),
        ([said("d", "ana", "supports c")], True),
        ([said("d", "", "supports c")], True),
        ([said("d", "ben", "supports c")], False),
        ([said("d", "ben", "repeats c")], True),
        ([said("d", "ben", "disputes c")], True),
        ([said("d", "ben", "repeats c"), said("e", "cyd", "supports d")], False),
    ],
)
def test_a_claim_falls_if_no_other_source_supports_it(
    others: list[Annotation], falls: bool
) -> None:
    assert ("c" in fallen(said("c", "ana"), *others)[0]) == falls


@pytest.mark.parametrize(
    ("sources", "falls"),
    [
        ((ANA, Source("ben", "Ben", via="ana")), True),
        ((ANA, Source("ben", "Ben", via="cyd"), Source("cyd", "Cyd", via="ana")), True),
        ((Source("ana", "Ana", via="ben"), BEN), False),
        ((Source("ana", "Ana", via="cyd"), Source("ben", "Ben", via="cyd"), CYD), False),
        ((Source("ana", "Ana", via="ben"), Source("ben", "Ben", via="ana")), True),
    ],
)
def test_only_who_had_it_from_the_source_falls_with_it(
    sources: tuple[Source, ...], falls: bool
) -> None:
    marks = said("c", "ana"), said("d", "ben", "supports c")
    assert ("c" in fallen(*marks, sources=sources)[0]) == falls


def test_a_source_that_says_nothing_takes_nothing_with_it() -> None:
    assert fallen(said("c", "ben"), said("d", ""), source=ANA) == ([], [])


def test_the_same_person_under_other_ids_and_names_is_one_source() -> None:
    ana = Source("ana", "Ana", aliases=("A. Brandt",))
    marks = said("c", "ana"), said("d", "ab", "supports c")
    assert fallen(*marks, sources=(ana, Source("ab", "a. brandt")))[0] == ["c"]


def test_a_judgement_falls_if_it_cites_nothing_else() -> None:
    marks = said("c", "ana"), said("d", "ben"), said("e", "ben", "repeats c"), said("f", "")
    judgements = (
        Judgement("alone", cites=("c",)),
        Judgement("repeated", cites=("c", "e", "gone")),
        Judgement("other", cites=("c", "d")),
        Judgement("unsourced", cites=("c", "f")),
        Judgement("uncited"),
        Judgement("lost", cites=("gone",)),
    )
    assert fallen(*marks, judgements=judgements)[1] == ["alone", "repeated"]


@pytest.mark.parametrize(
    ("likelihood", "against", "has_fallen"),
    [
        ("likely", ("d",), True),
        ("likely", ("c",), False),
        ("likely", (), False),
        ("", ("d",), True),
        ("very unlikely", ("c",), True),
        ("very unlikely", ("d",), False),
        ("roughly even chance", ("d",), True),
        ("roughly even chance", ("c",), True),
    ],
)
def test_a_judgement_falls_with_all_on_the_side_that_it_takes(
    likelihood: str, against: tuple[str, ...], has_fallen: bool
) -> None:
    marks = said("c", "ana"), said("d", "ben")
    judged = Judgement("j", "So.", likelihood, cites=("c", "d"), against=against)
    assert bool(fallen(*marks, judgements=(judged,))[1]) == has_fallen


def test_text_copied_from_the_article_of_the_source_does_not_hold_a_claim() -> None:
    mine = Notes(sources=(ANA,), annotations=(said("c", "ana"),))
    theirs = Notes(sources=(BEN,), annotations=(said("d", "ben", "supports a.txt#c"),))
    names = ["a.txt", "b.txt"]
    shared = SharedText("a.txt", "b.txt", 0.9, spans=(AlignedSpans(Span(0, 1), Span(0, 1)),))
    for copies, falls in (({}, False), ({(0, 1): shared}, True)):
        graph = StatementGraph(names, [mine, theirs], shared=copies)
        found = dependents(graph, ANA, (), lambda cite: None)
        assert bool(found.claims) == falls
