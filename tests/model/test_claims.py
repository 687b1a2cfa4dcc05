"""Claims: who is for, who is against, and what counts as independent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.annotation import RELATIONS, Annotation, Link, Notes, Source
from tui.model.claims import StatementGraph
from tui.model.references import joined
from tui.model.spans import SpanIndex
from tui.model.statements import Claim
from tui.model.tagged_kinds import TaggedKinds


def said(id: str, source: str = "", *links: str, tags: str = "claim/event") -> Annotation:
    """A statement; a link is written "rel to"."""
    pairs = (link.split(" ", 1) for link in links)
    made = tuple(Link(to, rel) for rel, to in pairs)
    return Annotation(id, 0, 1, "x", tags=tuple(tags.split()), source=source, links=made)


def notes(*annotations: Annotation, sources: tuple[Source, ...] = ()) -> Notes:
    known = {source.id: source for source in sources}
    spoken = dict.fromkeys(a.source for a in annotations if a.source)
    more = tuple(Source(id, id.title()) for id in spoken if id not in known)
    return Notes(sources=(*sources, *more), annotations=annotations)


def claim(*annotations: Annotation, sources: tuple[Source, ...] = ()) -> Claim:
    return StatementGraph(["a.txt"], [notes(*annotations, sources=sources)]).claim((0, "c"))


def ids(claim: Claim) -> tuple[list[str], list[str]]:
    sides = claim.supporting, claim.opposing
    return [s.annotation.id for s in sides[0]], [s.annotation.id for s in sides[1]]


def counts(claim: Claim) -> tuple[object, ...]:
    return claim.independent, claim.opposed, claim.tagged, claim.counted


def via(id: str, through: str) -> Source:
    return Source(id, id.title(), via=through)


@pytest.mark.parametrize(
    ("others", "sources", "independent", "counted"),
    [
        ([], (), 1, ("single-source",)),
        ([said("d", "ben", "supports c")], (), 2, ("corroborated",)),
        ([said("d", "ana", "supports c")], (), 1, ("single-source",)),
        ([said("d", "ben", "repeats c")], (), 1, ("single-source",)),
        ([said("d", "ben", "disputes c")], (), 1, ("single-source", "disputed")),
        ([said("d", "ben", "qualifies c")], (), 1, ("single-source",)),
        ([said("d", "ben", "echoes c")], (), 1, ("single-source",)),
        ([said("d", "", "supports c")], (), 1, ("single-source",)),
        ([said("d", "ben", "supports c")], (via("ben", "ana"),), 1, ("single-source",)),
        ([said("d", "ben", "supports c")], (via("ana", "x"), via("ben", "x")), 1, None),
        (
            [said("d", "ben", "supports c")],
            (via("ana", "x"), via("ben", "y"), via("y", "z"), via("x", "z")),
            1,
            None,
        ),
        ([said("d", "ben", "supports c")], (via("ana", "x"), via("ben", "y")), 2, None),
        ([said("d", "ben", "supports c"), said("e", "eva", "repeats d")], (), 2, None),
        ([said("d", "ben", "supports c"), said("e", "eva", "supports d")], (), 3, None),
        (
            [said("d", "ben", "supports c"), said("e", "eva", "supports c", "repeats d")],
            (),
            2,
            ("corroborated",),
        ),
        (
            [said("d", "ben", "supports c")],
            (Source("ana", "Ana  Brandt"), Source("ben", "ana brandt")),
            1,
            None,
        ),
    ],
)
def test_only_independent_sources_count(
    others: list[Annotation],
    sources: tuple[Source, ...],
    independent: int,
    counted: tuple[str, ...] | None,
) -> None:
    found = claim(said("c", "ana"), *others, sources=sources)
    assert found.independent == independent
    assert counted is None or found.counted == counted


def test_for_and_against() -> None:
    found = claim(
        said("a", "ana", "repeats c"),
        said("b", "ben", "supports a"),
        said("c", "cyd"),
        said("d", "dan", "disputes c"),
        said("e", "eva", "supports d"),
        said("f", "fay", "disputes e"),
    )
    assert ids(found) == (["a", "b", "c"], ["d", "e"])
    assert (found.independent, found.opposed) == (2, 2)


def test_who_disputes_a_supporter_of_a_supporter_is_against() -> None:
    found = claim(
        said("c", "ana"),
        said("d", "ben", "supports c"),
        said("e", "eva", "supports d"),
        said("f", "fay", "disputes e"),
    )
    assert ids(found) == (["c", "d", "e"], ["f"])


@pytest.mark.parametrize(
    ("links", "distance"),
    [("disputes c", 1), ("supports d", 3), ("repeats d", 2), ("repeats c", 1), ("qualifies s", 3)],
)
def test_what_concerns_a_claim_through_others_only_is_far_from_it(
    links: str, distance: int
) -> None:
    marks = [
        said("c", "ana"),
        said("d", "dan", "disputes c"),
        said("s", "sue", "supports c"),
        said("x", "xia", links),
    ]
    graph = StatementGraph(["a.txt"], [notes(*marks)])
    found = graph.claim((0, "c"))
    assert graph.distance(graph.statements[0, "x"], found) == distance
    assert graph.distance(found.statement, found) == 0


def test_a_refusal_to_comment_is_no_claim() -> None:
    refusal, claimed = said("c", "ana", tags="claim/no-comment"), said("d", "ben", tags="claim/x")
    graph = StatementGraph(["a"], [notes(refusal, claimed)])
    assert [each.statement.key for each in graph.claims()] == [(0, "d")]


def test_a_denial_is_disputed_as_well() -> None:
    graph = StatementGraph(["a"], [notes(said("c", "ana"), said("d", "ben", "disputes c"))])
    assert ids(graph.claim((0, "d"))) == (["d"], ["c"])


def test_each_claim_is_listed_once() -> None:
    graph = StatementGraph(
        ["a", "b"],
        [
            notes(
                said("c", "ana"),
                said("d", "ben", "disputes c"),
                said("e", "eva", "supports c", tags="use/key"),
                said("q", "ben", "qualifies c"),
                said("n", "ben", tags="use/key"),
                said("l", "ben", "supports l2", tags="x"),
            ),
            notes(
                said("r", "fay", "repeats a#c"),
                said("1", "", "disputes 2"),
                said("2", "", "disputes 1"),
            ),
        ],
    )
    assert [c.statement.key for c in graph.claims()] == [(0, "c"), (0, "q"), (1, "1")]


@pytest.mark.parametrize(
    ("tags", "others", "lines"),
    [
        ("status/corroborated", [], ("tagged corroborated, but 1 source counted",)),
        ("status/single-source", [], ()),
        (
            "status/single-source",
            [said("d", "ben", "supports c")],
            ("tagged single-source, but 2 sources counted",),
        ),
        (
            "status/disputed",
            [said("d", "ben", "supports c")],
            ("tagged disputed, but no statement is linked that disputes it",),
        ),
        ("status/disputed", [said("d", "ben", "disputes c")], ()),
    ],
)
def test_where_tags_and_count_disagree_it_is_said(
    tags: str, others: list[Annotation], lines: tuple[str, ...]
) -> None:
    assert claim(said("c", "ana", tags=f"claim {tags}"), *others).disagreements == lines


@pytest.mark.parametrize(
    ("kind", "tags", "counted", "line"),
    [
        ("", "source/named-party", "named", ""),
        ("named", "source/named-expert", "named", ""),
        ("named", "source/anonymous-official", "unnamed", "set as named, but tagged unnamed"),
        ("", "source/collective source/document", "", "tagged collective and document"),
        ("medium", "", "", ""),
    ],
)
def test_the_kind_of_a_source(kind: str, tags: str, counted: str, line: str) -> None:
    source = Source("ana", "Ana", kind=kind)
    graph = StatementGraph(["a"], [notes(said("c", "ana", tags=tags), sources=(source,))])
    tagged = TaggedKinds(graph.statements.values())
    assert tagged.kind(0, source) == counted
    assert tagged.disagreement(0, source) == line


def test_a_statement_has_the_grade_that_any_article_gives_its_source() -> None:
    graded = said("c", "ana"), replace(said("d", "ana"), credibility=3)
    listed = notes(sources=(Source("ana", "Ana", reliability="D"),))
    graph = StatementGraph(["a", "b"], [notes(*graded, sources=(Source("ana", "Ana"),)), listed])
    assert [graph.grade((0, id)) for id in "cd"] == ["D", "D3"]


def test_what_repeats_has_the_grade_of_what_it_repeats_unless_it_has_its_own() -> None:
    first = replace(said("c", "ana"), credibility=4)
    others = said("d", "ben", "repeats c"), replace(said("e", "eva", "repeats c"), credibility=2)
    graph = StatementGraph(["a"], [notes(first, *others)])
    assert [graph.grade((0, id)) for id in "cde"] == ["4", "4", "2"]


IDS = st.sampled_from("abcdef")
LINKS = st.builds(
    Link, st.one_of(IDS, IDS.map("q.txt#{}".format)), st.sampled_from([*RELATIONS, "?"])
)
STATEMENTS = st.lists(
    st.builds(
        lambda id, source, tags, links: Annotation(
            id, 0, 1, "x", tags=tuple(tags), source=source, links=tuple(links)
        ),
        IDS,
        st.sampled_from(["", "ana", "ben", "eva"]),
        st.sets(st.sampled_from(["claim", "status/disputed"])),
        st.lists(LINKS, max_size=3),
    ),
    unique_by=lambda a: a.id,
)
SOURCES = st.lists(
    st.builds(
        Source,
        st.sampled_from(["ana", "ben", "eva"]),
        st.just(""),
        via=st.sampled_from(["", "ana", "ben", "eva", "x"]),
    ),
    unique_by=lambda s: s.id,
)
DOSSIERS = st.tuples(
    *[st.builds(lambda s, a: Notes(sources=tuple(s), annotations=tuple(a)), SOURCES, STATEMENTS)]
    * 2
)  # type: ignore[arg-type]


@given(DOSSIERS)
def test_whatever_is_linked_the_count_has_its_bounds(dossier: tuple[Notes, Notes]) -> None:
    graph = StatementGraph(["p.txt", "q.txt"], dossier)
    listed = graph.claims()
    assert len({c.statement.key for c in listed}) == len(listed)
    shown = {s.key for c in listed for s in (*c.supporting, *c.opposing)}
    assert {k for k, s in graph.statements.items() if s.is_claim} <= shown
    for key in graph.statements:
        found = graph.claim(key)
        speaking = {s.source.id for s in found.supporting if s.source}
        assert bool(speaking) <= found.independent <= len(speaking)
        assert found.statement in found.supporting


@given(DOSSIERS, st.sampled_from(["ana", "ben", "eva"]))
def test_a_common_origin_never_adds_a_source(dossier: tuple[Notes, Notes], who: str) -> None:
    before = StatementGraph(["p.txt", "q.txt"], dossier)
    joined = [
        replace(each, sources=(*(s for s in each.sources if s.id != who), Source(who, "", via="x")))
        for each in dossier
    ]
    free = [
        replace(each, sources=(*(s for s in each.sources if s.id != who), Source(who, "")))
        for each in dossier
    ]
    after, alone = (
        StatementGraph(["p.txt", "q.txt"], joined),
        StatementGraph(["p.txt", "q.txt"], free),
    )
    for key in before.statements:
        assert after.claim(key).independent <= alone.claim(key).independent


@given(
    st.lists(
        st.tuples(
            st.sampled_from(RELATIONS),
            st.integers(0, 7),
            st.sampled_from(["s{}", "b.txt#s{}", "a.txt#s{}", "c.txt#s{}"]),
        ),
        max_size=6,
    ),
)
def test_what_links_come_to_is_the_same_without_what_is_not_linked(
    links: list[tuple[str, int, str]],
) -> None:
    made: list[list[Annotation]] = [[], []]
    for number in range(8):
        own = [f"{rel} {to.format(end)}" for at, (rel, end, to) in enumerate(links) if at == number]
        made[number % 2].append(said(f"s{number}", f"p{number % 3}", *own))
    every = [notes(*each) for each in made]
    linked = zip(every, joined([SpanIndex(each.annotations) for each in every]), strict=True)
    reduced = [replace(each, annotations=tuple(found)) for each, found in linked]
    whole, part = (
        StatementGraph(["a.txt", "b.txt"], every),
        StatementGraph(["a.txt", "b.txt"], reduced),
    )
    for key in whole.statements:
        statement = whole.statements[key].annotation
        if whole.links_of(key) or whole.links_to(key):
            assert key in part.statements
        else:
            alone = StatementGraph(["a.txt"], [replace(every[key[0]], annotations=(statement,))])
            assert counts(alone.claim((0, key[1]))) == counts(whole.claim(key))
    for key in part.statements:
        assert part.links_of(key) == whole.links_of(key)
        assert part.links_to(key) == whole.links_to(key)
        assert part.claim(key) == whole.claim(key)


def test_what_disputes_or_qualifies_a_supporter_belongs_to_the_claim() -> None:
    marks = (
        Annotation("A", 0, 1, "a", tags=("claim",)),
        Annotation("B", 1, 2, "b", tags=("claim",), links=(Link("A", "supports"),)),
        Annotation("C", 2, 3, "c", tags=("claim",), links=(Link("B", "disputes"),)),
        Annotation("D", 3, 4, "d", tags=("claim",), links=(Link("B", "qualifies"),)),
    )
    graph = StatementGraph(["a.txt"], [Notes(annotations=marks)])
    claim, aside = graph.claims()
    assert [each.key[1] for each in claim.opposing] == ["C"]
    assert [each.key[1] for each in claim.qualifying] == ["D"]
    assert aside.statement.key == (0, "D")  # a claim of its own, too


def test_what_its_own_source_updated_is_superseded() -> None:
    older = said("d", "ben", "disputes c")
    found = claim(said("c", "ana"), older, said("e", "ben", "updates d"))
    assert ids(found) == (["c"], [])
    assert [each.annotation.id for each in found.superseded] == ["d"]
    assert counts(found) == (1, 0, (), ("single-source",))
    assert found.updates == ("1 superseded statement not counted",)
    assert {each.annotation.id for each in found.statements} == {"c", "d", "e"}


def test_an_update_counts_on_its_own_side() -> None:
    found = claim(
        said("c", "ana"),
        said("d", "ben", "disputes c"),
        said("e", "ben", "updates d", "supports c"),
    )
    assert ids(found) == (["c", "e"], [])


@pytest.mark.parametrize("who", ["cem", ""])
def test_another_source_supersedes_nothing(who: str) -> None:
    found = claim(said("c", "ana"), said("d", "ben", "disputes c"), said("e", who, "updates d"))
    assert ids(found) == (["c"], ["d"])
    assert found.superseded == ()


def test_a_claim_that_its_source_updated_says_so() -> None:
    found = claim(said("c", "ana"), said("d", "ana", "updates c"))
    assert found.is_superseded
    assert ids(found) == (["c"], [])
    assert found.updates == ("superseded: its source updated it",)


def test_what_repeats_a_superseded_statement_is_superseded_too() -> None:
    found = claim(
        said("c", "ana"),
        said("d", "ben", "disputes c"),
        said("f", "cem", "repeats d"),
        said("e", "ben", "updates d"),
    )
    assert ids(found) == (["c"], [])
    assert [each.annotation.id for each in found.superseded] == ["d", "f"]
