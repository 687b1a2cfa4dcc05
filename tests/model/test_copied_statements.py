"""Statements in text that one article copied from another have one origin."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tui.model.annotation import Annotation, Link, Notes, Source
from tui.model.claims import StatementGraph
from tui.model.document import Span
from tui.model.shared_text import AlignedSpans, SharedText
from tui.model.statements import Claim
from tui.workspace.link_rows import claim_lines

# The text from 100 to 300 of one article stands from 50 to 250 of the other.
SHARED = SharedText("a.txt", "b.txt", 0.94, (AlignedSpans(Span(100, 300), Span(50, 250)),))


def said(id: str, source: str, start: int, *links: Link) -> Annotation:
    return Annotation(
        id, start, start + 20, "x", tags=("claim/event",), source=source, links=tuple(links)
    )


def counted(
    a: Sequence[Annotation], b: Sequence[Annotation], sources: Sequence[Source] = ()
) -> Claim:
    """The claim "c" of the first of two articles that share a text."""
    return graph(a, b, sources).claim((0, "c"))


def graph(
    a: Sequence[Annotation], b: Sequence[Annotation], sources: Sequence[Source] = ()
) -> StatementGraph:
    """The statements of two articles that share a text."""
    spoken = dict.fromkeys(each.source for each in (*a, *b))
    known = {source.id for source in sources}
    listed = (*sources, *(Source(id, id.title()) for id in spoken if id not in known))
    notes = [Notes(sources=listed, annotations=tuple(each)) for each in (a, b)]
    return StatementGraph(["a.txt", "b.txt"], notes, shared={(0, 1): SHARED})


def supports(id: str, source: str, start: int, rel: str = "supports") -> Annotation:
    return said(id, source, start, Link("a.txt#c", rel))


@pytest.mark.parametrize("there", [60, 70, 230])
def test_two_outlets_that_print_one_text_are_one_source(there: int) -> None:
    found = counted([said("c", "ledger", 110)], [supports("d", "post", there)])
    assert (found.independent, found.counted) == (1, ("single-source",))
    assert found.copied == SHARED
    assert found.copies == ("2 for, 94 % common text",)
    assert claim_lines(found) == ("counted: single-source · 1 source · 2 for, 94 % common text",)


@pytest.mark.parametrize(("here", "there"), [(10, 60), (110, 270), (92, 20), (295, 60)])
def test_a_statement_outside_the_common_text_is_independent(here: int, there: int) -> None:
    found = counted([said("c", "ledger", here)], [supports("d", "post", there)])
    assert (found.independent, found.copied, found.copies) == (2, None, ())


def test_a_copy_that_is_linked_as_one_needs_no_remark() -> None:
    found = counted([said("c", "ledger", 110)], [supports("d", "post", 60, "repeats")])
    assert (found.independent, found.copied) == (1, None)


def test_a_claim_printed_twice_is_one_claim_without_a_link() -> None:
    found = graph(
        [said("c", "ana", 110), said("d", "ben", 10, Link("c", "disputes"))], [said("e", "ana", 60)]
    ).claims()
    assert [claim.statement.key for claim in found] == [(0, "c")]
    assert [each.key for each in found[0].supporting] == [(0, "c"), (1, "e")]
    assert (found[0].independent, found[0].opposed) == (1, 1)


def test_a_link_between_two_statements_with_the_same_words_decides_what_they_are() -> None:
    found = counted([said("c", "ana", 110)], [supports("e", "ben", 60, "disputes")])
    assert [each.key for each in found.supporting] == [(0, "c")]
    assert [each.key for each in found.opposing] == [(1, "e")]


@pytest.mark.parametrize("there", [10, 75, 230])
def test_other_words_of_the_common_text_are_another_claim(there: int) -> None:
    found = graph([said("c", "ana", 110)], [said("e", "ana", there)]).claims()
    assert [claim.statement.key for claim in found] == [(0, "c"), (1, "e")]


def test_a_sentence_inside_a_longer_passage_is_another_claim() -> None:
    longer = Annotation("l", 100, 300, "x", tags=("claim/event",), source="ana")
    found = graph([longer], [said("e", "ana", 60)]).claims()
    assert len(found) == 2


def test_one_person_in_two_copies_needs_no_remark() -> None:
    found = counted([said("c", "ana", 110)], [supports("d", "ana", 60)])
    assert (found.independent, found.copied) == (1, None)


def test_two_people_quoted_in_one_report_stay_two() -> None:
    people = Source("ana", "Ana", kind="named"), Source("ben", "Ben", kind="unnamed")
    found = counted([said("c", "ana", 110)], [supports("d", "ben", 200)], people)
    assert (found.independent, found.copied) == (2, None)
    # In the same sentence of both articles, somebody must have misread.
    found = counted([said("c", "ana", 110)], [supports("d", "ben", 60)], people)
    assert (found.independent, found.copied) == (1, SHARED)


def test_a_statement_is_paired_with_the_one_at_its_place() -> None:
    first = [said("c", "ana", 110), said("e", "ben", 200, Link("c", "supports"))]
    found = counted(first, [supports("d", "post", 60)])
    # What the Post prints is Ana's sentence; Ben stays a source of his own.
    assert found.independent == 2


def test_the_copies_of_those_who_dispute_a_claim() -> None:
    claim = said("c", "ana", 10)
    first = [claim, said("d", "ledger", 110, Link("c", "disputes"))]
    found = counted(first, [supports("e", "post", 60, "disputes")])
    assert (found.independent, found.opposed) == (1, 1)
    assert found.copies == ("2 against, 94 % common text",)


def test_a_statement_without_a_source_is_not_counted() -> None:
    found = counted([said("c", "ledger", 110)], [supports("d", "", 60)])
    assert (found.independent, found.copied) == (1, None)


def test_the_tag_corroborated_is_contradicted() -> None:
    claim = said("c", "ledger", 110)
    claim = Annotation(
        "c", 110, 130, "x", tags=("claim/event", "status/corroborated"), source="ledger"
    )
    found = counted([claim], [supports("d", "post", 60)])
    assert found.disagreements == ("tagged corroborated, but 1 source counted",)


def test_thousands_of_statements_are_paired_fast() -> None:
    first = [said("c", "ledger", 100)]
    first += [said(f"x{at}", f"s{at}", 100 + at % 180, Link("c", "supports")) for at in range(600)]
    second = [supports(f"y{at}", f"t{at}", 50 + at % 180) for at in range(600)]
    assert counted(first, second).independent < 600
