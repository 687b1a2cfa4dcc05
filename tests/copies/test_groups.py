"""Groups of articles with common text: the earliest first, each with what it shares."""

from __future__ import annotations

from tui.copies.groups import group_copies
from tui.model.document import Span
from tui.model.shared_text import AlignedSpans, SharedText, by_article, partners


def shared(a: str, b: str, share: float) -> SharedText:
    return SharedText(a, b, share, (AlignedSpans(Span(0, 10), Span(5, 15)),))


def test_articles_are_grouped_earliest_first() -> None:
    pairs = [shared("a", "b", 0.9), shared("b", "c", 0.5), shared("x", "y", 1.0)]
    dates = {"a": "2015-07-10", "b": "2015-07-09", "y": "2016"}
    first, second = group_copies(pairs, dates, 0.3)
    assert [member.name for member in first] == ["b", "a", "c"]
    assert [member.name for member in second] == ["y", "x"]
    assert first[0].shared is None
    assert first[1].shared == pairs[0]


def test_a_share_below_the_least_does_not_connect() -> None:
    pairs = [shared("a", "b", 0.9), shared("b", "c", 0.2)]
    (group,) = group_copies(pairs, {}, 0.3)
    assert [member.name for member in group] == ["a", "b"]


def test_the_largest_share_with_an_earlier_article_is_shown() -> None:
    pairs = [shared("a", "c", 0.4), shared("b", "c", 0.8), shared("c", "d", 0.9)]
    (group,) = group_copies(pairs, {}, 0.3)
    shares = {member.name: member.shared for member in group}
    assert shares["c"] == pairs[1]
    # It has nothing in common with an earlier article.
    assert shares["b"] == pairs[1]


def test_the_spans_of_either_article() -> None:
    pair = SharedText(
        "a",
        "b",
        0.5,
        (AlignedSpans(Span(0, 10), Span(50, 60)), AlignedSpans(Span(20, 30), Span(0, 10))),
    )
    assert pair.spans_in("a") == pair.spans
    assert [span.a for span in pair.spans_in("b")] == [Span(0, 10), Span(50, 60)]
    assert pair.contains("a", Span(5, 15))
    assert not pair.contains("a", Span(8, 20))
    assert pair.other("a") == "b"
    assert [*partners([pair], "b")] == [("a", pair)]
    assert by_article([pair]) == {"a": [pair], "b": [pair]}


def test_only_equal_texts_have_a_hundred_per_cent() -> None:
    assert shared("a", "b", 0.999).percent == "99 % common text"
    assert shared("a", "b", 1.0).percent == "100 % common text"
