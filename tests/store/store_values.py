"""Hypothesis strategies for notes, codebooks and dossiers: anything, the odd above all."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

from hypothesis import strategies as st

from tui.model.anchoring.anchors import Selector
from tui.model.annotation import (
    Annotation,
    DocumentData,
    Grading,
    Judgement,
    Link,
    Notes,
    Source,
)
from tui.model.codebook import Codebook, Tag
from tui.model.dossier import RATINGS, Assignment, Dossier, Hypothesis, SavedSearch

ODD = "\"\\'#=[]{}\n\r\t\0\x1b\x7f\x85\x9b\u200b\u200d\u202e\u2028\u2066\ufeff\U000e0041é字🙂"
texts = st.text(
    st.one_of(
        st.sampled_from(ODD),
        st.characters(exclude_categories=["Cs"], max_codepoint=0x17F),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
names = st.sampled_from(["claim", "claim/denial", "topic/actor", "use/key", 'o"dd\n/\u202etag'])


def form(value: object) -> object:
    """A value with its types, for equality takes 1, 1.0 and True for one; dicts without order."""
    if is_dataclass(value):
        return type(value), [(f.name, form(getattr(value, f.name))) for f in fields(value)]
    if isinstance(value, dict):
        return "dict", sorted((key, repr(form(item))) for key, item in value.items())
    if isinstance(value, list | tuple):
        return type(value).__name__, [form(item) for item in value]
    return repr(value)


def unfolded(moment: datetime) -> datetime:
    """A time without `fold`, which no TOML can say."""
    return moment.replace(fold=0)


moments = st.none() | st.datetimes(timezones=st.just(UTC)).map(unfolded)

scalars = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**80), 2**80),
    st.floats(allow_nan=False),
    st.datetimes(timezones=st.none() | st.just(UTC)).map(unfolded),
    st.dates(),
    st.times().map(lambda t: t.replace(fold=0)),
)
unknown = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def extras(*known: str) -> st.SearchStrategy[dict[str, object]]:
    """Tables of keys that this version does not know."""
    keys = texts.filter(lambda key: key not in known)
    return st.just({}) | st.dictionaries(keys, unknown, max_size=3)


gradings = st.builds(
    Grading,
    reliability=st.sampled_from(["", *"ABCDEF"]),
    date=moments,
    reason=texts,
    author=texts,
    extra=extras(*Grading.__dataclass_fields__),
)
names_of_records = st.lists(texts, max_size=2).map(tuple)
sources = st.builds(
    Source,
    id=texts.filter(bool),
    name=texts,
    role=texts,
    kind=texts,
    via=texts,
    reliability=st.sampled_from(["", *"ABCDEF"]),
    reason=texts,
    aliases=names_of_records,
    was=names_of_records,
    history=st.lists(gradings, max_size=2).map(tuple),
    distinct=names_of_records,
    extra=extras(*Source.__dataclass_fields__),
)
links = st.builds(
    Link,
    to=texts.filter(bool),
    rel=texts,
    why=texts,
    extra=extras(*Link.__dataclass_fields__),
)
judgements = st.builds(
    Judgement,
    id=texts.filter(bool),
    text=texts,
    likelihood=texts,
    confidence=texts,
    cites=st.lists(texts, max_size=3).map(tuple),
    rev=st.integers(1, 2**62),
    grounds=st.dictionaries(texts, texts, max_size=2),
    against=st.none() | st.lists(texts, max_size=2).map(tuple),
    extra=extras(*Judgement.__dataclass_fields__),
)
hypotheses = st.builds(
    Hypothesis,
    id=texts.filter(bool),
    text=texts,
    evidence=st.dictionaries(texts, st.sampled_from(RATINGS) | texts, max_size=3),
    extra=extras(*Hypothesis.__dataclass_fields__),
)
searches = st.builds(
    SavedSearch,
    name=texts.filter(bool),
    query=texts,
    seen=names_of_records,
    extra=extras(*SavedSearch.__dataclass_fields__),
)
assignments = st.builds(
    Assignment,
    path=texts.filter(bool),
    analysts=st.lists(texts, max_size=2).map(tuple),
    extra=extras(*Assignment.__dataclass_fields__),
)
dossiers = st.builds(
    Dossier,
    sources=st.lists(sources, max_size=3, unique_by=lambda s: s.id).map(tuple),
    judgements=st.lists(judgements, max_size=2, unique_by=lambda j: j.id).map(tuple),
    hypotheses=st.lists(hypotheses, max_size=2, unique_by=lambda h: h.id).map(tuple),
    searches=st.lists(searches, max_size=2, unique_by=lambda s: s.name).map(tuple),
    format=st.integers(1, 3),
    extra=extras("format", "source", "judgement", "hypothesis", "search", "assignment"),
    assignments=st.lists(assignments, max_size=2, unique_by=lambda a: a.path).map(tuple),
)


@st.composite
def selectors(draw: st.DrawFn) -> Selector:
    start = draw(st.integers(0, 40))
    end = start + draw(st.integers(1, 5))
    return Selector(start, end, draw(texts), draw(texts), draw(texts))


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    start = draw(st.integers(0, 40))
    return Annotation(
        id=draw(texts.filter(bool)),
        start=start,
        end=start + draw(st.integers(1, 5)),
        quote=draw(texts),
        prefix=draw(texts),
        suffix=draw(texts),
        tags=tuple(draw(st.lists(texts, max_size=3))),
        source=draw(texts),
        credibility=draw(st.integers(0, 6)),
        reason=draw(texts),
        links=tuple(draw(st.lists(links, max_size=2))),
        note=draw(texts),
        author=draw(texts),
        rev=draw(st.integers(1, 2**62)),
        created=draw(moments),
        modified=draw(moments),
        former=draw(st.none() | selectors()),
        text_sha256=draw(texts),
        extra=draw(extras(*Annotation.__dataclass_fields__)),
    )


documents = st.builds(
    DocumentData,
    **{key: texts for key in DocumentData.__dataclass_fields__ if key not in ("done", "extra")},
    done=st.lists(texts, max_size=2, unique=True).map(tuple),
    extra=extras(*DocumentData.__dataclass_fields__),
)


@st.composite
def all_notes(draw: st.DrawFn) -> Notes:
    found = draw(st.lists(annotations(), max_size=4, unique_by=lambda a: a.id))
    return Notes(
        document=draw(documents),
        sources=tuple(draw(st.lists(sources, max_size=3, unique_by=lambda s: s.id))),
        annotations=tuple(sorted(found, key=lambda a: a.sort_key)),
        judgements=tuple(draw(st.lists(judgements, max_size=2, unique_by=lambda j: j.id))),
        format=draw(st.integers(1, 3)),
        extra=draw(extras("format", "document", "source", "annotation", "judgement")),
    )


tags = st.builds(
    Tag,
    name=texts.filter(bool),
    key=st.just("") | texts.filter(lambda t: len(t) == 1),
    quick=st.integers(0, 9),
    color=texts,
    description=texts,
    note=texts,
    was=st.lists(texts, max_size=2).map(tuple),
    heading=texts,
    extra=extras(*Tag.__dataclass_fields__),
)
codebooks = st.builds(
    Codebook,
    tags=st.lists(tags, max_size=4, unique_by=lambda t: t.name).map(tuple),
    format=st.just(1),
    extra=extras("format", "tag"),
)

# Few ids and few values, so that three versions of one beginning meet in the same records.
MOMENTS = [None, *(datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 3))]
few = st.sampled_from(["", "a", "b", "c"])
few_links = st.lists(
    st.builds(
        Link,
        st.sampled_from(["1", "p.txt#2"]),
        st.sampled_from(["disputes", "echoes"]),
        few,
        st.sampled_from([{}, {"x": 1}]),
    ),
    max_size=2,
)
few_sides = st.none() | st.lists(few, max_size=2, unique=True).map(tuple)
few_extra = st.dictionaries(st.sampled_from(["x", "y"]), st.sampled_from([1, "z", [2]]), max_size=2)


@st.composite
def close_notes(draw: st.DrawFn) -> Notes:
    """Notes that are likely to share ids and to differ in a few fields."""
    made = []
    for name in draw(st.lists(st.sampled_from("123"), unique=True)):
        start = draw(st.integers(0, 1))
        made.append(
            Annotation(
                id=f"01KAMN6E7Q000000000000000{name}",
                start=start,
                end=start + 2,
                quote="xyz"[start : start + 2],
                tags=tuple(draw(st.lists(st.sampled_from("pqrs"), unique=True, max_size=3))),
                source=draw(few),
                credibility=draw(st.integers(0, 2)),
                reason=draw(few),
                links=tuple(draw(few_links)),
                note=draw(few),
                author=draw(few),
                rev=draw(st.integers(1, 3)),
                created=draw(st.sampled_from(MOMENTS)),
                modified=draw(st.sampled_from(MOMENTS)),
                extra=draw(few_extra),
            )
        )
    people = [
        Source(
            name,
            draw(few),
            kind=draw(few),
            via=draw(few),
            reliability=draw(st.sampled_from(["", "A", "B"])),
            extra=draw(few_extra),
        )
        for name in draw(st.lists(few.filter(bool), unique=True))
    ]
    document = DocumentData("p", draw(few), "sha", draw(few), draw(few), extra=draw(few_extra))
    ordered = tuple(sorted(made, key=lambda a: a.sort_key))
    judged = tuple(
        Judgement(
            name,
            draw(few),
            draw(few),
            cites=tuple(draw(st.lists(few, max_size=2))),
            against=draw(few_sides),
        )
        for name in draw(st.lists(few.filter(bool), unique=True))
    )
    return Notes(document, tuple(people), ordered, judged, 1, draw(few_extra))


few_grades = st.lists(
    st.builds(Grading, st.sampled_from("AB"), st.sampled_from(MOMENTS), few), max_size=2
)


@st.composite
def graded_sources(draw: st.DrawFn, name: str) -> Source:
    """A source with a history whose last grade is the present one, as the program writes it."""
    history = draw(few_grades)
    last = history[-1] if history else Grading("")
    return Source(
        name,
        draw(few),
        draw(few),
        last.reliability,
        last.reason,
        aliases=tuple(draw(st.lists(few, max_size=2, unique=True))),
        was=tuple(draw(st.lists(few, max_size=1))),
        history=tuple(history),
        extra=draw(few_extra),
    )


@st.composite
def close_dossiers(draw: st.DrawFn) -> Dossier:
    """Dossiers that are likely to share ids and to differ in a few fields."""
    ids = st.lists(few.filter(bool), unique=True)
    judged = [
        Judgement(
            name,
            draw(few),
            draw(few),
            cites=tuple(draw(st.lists(few, max_size=2))),
            rev=draw(st.integers(1, 3)),
            grounds=draw(st.dictionaries(few, few, max_size=2)),
            against=draw(few_sides),
        )
        for name in draw(ids)
    ]
    rated = st.dictionaries(few, st.sampled_from(["++", "-"]), max_size=2)
    return Dossier(
        tuple(draw(graded_sources(name)) for name in draw(ids)),
        tuple(judged),
        tuple(Hypothesis(name, draw(few), draw(rated), draw(few_extra)) for name in draw(ids)),
        tuple(SavedSearch(name, draw(few), tuple(draw(ids))) for name in draw(ids)),
        1,
        draw(few_extra),
        draw(few),
        tuple(Assignment(name, tuple(draw(ids)), draw(few_extra)) for name in draw(ids)),
    )
