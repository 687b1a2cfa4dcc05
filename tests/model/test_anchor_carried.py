"""What becomes of an annotation's place when the old text is still at hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.harbour import (
    COMMENT,
    COUNCIL,
    HARBOUR,
    ISLAND,
    MARKET,
    PIER,
    PRICES,
    REPAIRS,
    TEXT,
    TUGS,
    selector,
)
from tests.sampling import examples
from tui.model.anchoring import placement
from tui.model.anchoring.anchors import Anchor, Selector, make
from tui.model.anchoring.settlement import resolve, resolve_all
from tui.model.graphemes import boundaries


def found(quote: str, new: str, nth: int = 0) -> tuple[str, str]:
    """State and text of a quote of TEXT in a new text, by the old text."""
    anchor = resolve(selector(quote, nth=nth), new, TEXT)
    return anchor.state, new[anchor.start : anchor.end]


KEPT = [
    ("paragraph added", lambda text: "Corrected on Sunday.\n\n" + text),
    ("paragraph gone", lambda text: text.replace(HARBOUR + "\n\n", "")),
    ("all around rewritten", lambda text: "Something else was here. " + PRICES + " And here."),
    ("paragraphs reordered", lambda text: "\n\n".join((ISLAND, COUNCIL, MARKET, HARBOUR))),
    ("copied elsewhere", lambda text: text + "\n\n" + PRICES),
    ("copied before", lambda text: PRICES + "\n\n" + text),
]


@pytest.mark.parametrize(("name", "edit"), KEPT, ids=[name for name, _ in KEPT])
def test_the_same_words_are_anchored(name: str, edit) -> None:  # type: ignore[no-untyped-def]
    new = edit(TEXT)
    anchor = resolve(selector(PRICES), new, TEXT)
    assert (anchor.state, new[anchor.start : anchor.end]) == ("anchored", PRICES)
    assert anchor.moved == (anchor.start != TEXT.index(PRICES))
    if name == "copied elsewhere":
        assert not anchor.moved
    if name == "copied before":
        assert anchor.start == new.rindex(PRICES)


SLIPS = [
    ("market", "makret"),
    ("12 per cent", "12 percent"),
    ("within a day", "within the day"),
    ("Prices at", "Prices, at"),
    ("rose by", "rose   by\n"),
    ("fish market", "fish-market"),
]


@pytest.mark.parametrize(("old", "new"), SLIPS)
def test_a_slip_is_anchored(old: str, new: str) -> None:
    changed = PRICES.replace(old, new)
    assert found(PRICES, TEXT.replace(PRICES, changed)) == ("anchored", changed)


CONTENT = [
    (PRICES, "12", "21"),
    (PRICES, "12", "12.5"),
    (PRICES, "rose", "fell"),
    (PRICES, "12 per cent", "twelve thousand"),
    (TUGS, "Marta", "Maria"),
    (TUGS, "neither came", "both came"),
    (TUGS, "were sent", "were not sent"),
    (TUGS, "Two", "Three"),
    (REPAIRS, "never", "ever"),
    (REPAIRS, "had never been", "had been"),
    (PIER, "northern pier", "southern pier"),
    (PIER, "closed", "allegedly closed"),
]


@pytest.mark.parametrize(("quote", "old", "new"), CONTENT)
def test_changed_words_in_their_place_are_edited(quote: str, old: str, new: str) -> None:
    changed = quote.replace(old, new)
    text = TEXT.replace(quote, changed)
    assert found(quote, text) == ("anchored", changed)
    assert resolve(selector(quote), text, TEXT).edited


@pytest.mark.parametrize(("quote", "old", "new"), CONTENT)
def test_a_lookalike_elsewhere_is_not_anchored(quote: str, old: str, new: str) -> None:
    text = TEXT.replace(quote, "") + "\n\nIn other news: " + quote.replace(old, new)
    assert found(quote, text)[0] != "anchored"


@pytest.mark.parametrize("quote", [PIER, TUGS, PRICES, REPAIRS, "Lena Brandt", "Friday"])
def test_what_was_taken_out_is_orphaned(quote: str) -> None:
    kept = selector(quote)
    new = TEXT.replace(quote, "")
    assert resolve(kept, new, TEXT) == Anchor(kept.start, kept.end, "orphaned")
    assert resolve(kept, "", TEXT) == Anchor(kept.start, kept.end, "orphaned")


@pytest.mark.parametrize("nth", [0, 1])
def test_the_other_copy_does_not_take_the_place_of_one_taken_out(nth: int) -> None:
    at = selector(COMMENT, nth=nth).start
    new = TEXT[: at - 1] + TEXT[at + len(COMMENT) :]
    assert found(COMMENT, new, nth)[0] == "orphaned"
    anchor = resolve(selector(COMMENT, nth=1 - nth), new, TEXT)
    assert (anchor.state, anchor.start) == ("anchored", new.index(COMMENT))


def test_words_inside_a_moved_paragraph_move_with_it() -> None:
    new = "\n\n".join((MARKET, COUNCIL, ISLAND, HARBOUR))
    for quote in ("tugs", "the Irene", "at", "noon. Two"):
        anchor = resolve(selector(quote), new, TEXT)
        assert anchor.state == "anchored"
        assert anchor.start == new.index(HARBOUR) + TEXT.index(quote)


def test_a_word_that_was_changed_or_taken_out_in_a_moved_paragraph() -> None:
    new = "\n\n".join((MARKET, COUNCIL, ISLAND, HARBOUR))
    assert found("northern", new.replace("northern", "norhtern")) == ("anchored", "norhtern")
    assert found("Irene", new.replace("Irene", "Irena")) == ("uncertain", "Irena")
    assert found("northern", new.replace("northern ", ""))[0] == "orphaned"


def test_a_moved_sentence_is_anchored_and_a_moved_phrase_is_not() -> None:
    new = TEXT.replace(TUGS + " ", "") + " Later it emerged: " + TUGS
    assert found(TUGS, new) == ("anchored", TUGS)
    phrase = "within a day"
    new = TEXT.replace(" " + phrase, "") + f" All ends {phrase} or two."
    assert found(phrase, new)[0] == "orphaned"


def test_a_moved_sentence_with_a_slip_or_another_figure() -> None:
    rest = TEXT.replace(TUGS + " ", "")
    slip, other = TUGS.replace("before", "befroe"), TUGS.replace("Two", "Three")
    assert found(TUGS, f"{rest} Later: {slip}") == ("anchored", slip)
    assert found(TUGS, f"{rest} Later: {other}")[0] == "uncertain"


def test_of_two_equal_ends_the_paragraph_that_was_taken_out_counts() -> None:
    old = "\n\n".join(
        f"{place} at dawn. Photo: Lena Brandt, agency." for place in ("Ahus", "Bo", "Ek")
    )
    new = old.replace("Bo at dawn. Photo: Lena Brandt, agency.\n\n", "")
    states = [
        resolve(selector("Photo: Lena Brandt, agency.", old, nth), new, old) for nth in range(3)
    ]
    assert [anchor.state for anchor in states] == ["anchored", "orphaned", "anchored"]
    assert states[2].start == new.rindex("Photo")


def test_what_is_left_of_a_passage_between_its_neighbours_is_its_place() -> None:
    half = "Two tugs, the Marta and the Irene, were sent out at once."
    assert found(TUGS, TEXT.replace(TUGS, half)) == ("anchored", half)
    third = "Two tugs, the Marta and others, left."
    assert found(TUGS, TEXT.replace(TUGS, third)) == ("uncertain", third)


def test_words_that_do_not_stand_between_spaces() -> None:
    old = "政府は昨日、港の封鎖を解除すると発表した。住民は喜んだ。船はまだ動いていない。"
    kept = selector("住民は喜んだ", old)
    new = "訂正。" + old
    assert resolve(kept, new, old) == Anchor(kept.start + 3, kept.end + 3, "anchored", True)
    changed = old.replace("喜んだ", "喜ばなかった")
    assert resolve(kept, changed, old).state == "uncertain"


def test_a_part_of_a_word_stays_that_part() -> None:
    kept = make(TEXT, TEXT.index("arbour m"), TEXT.index("arbour m") + 8)
    new = "New. " + TEXT
    assert resolve(kept, new, TEXT) == Anchor(kept.start + 5, kept.end + 5, "anchored", True)


def test_a_span_never_splits_a_grapheme() -> None:
    kept = make("We met at the cafe today", 14, 18)
    new = "So: we met at the cafe\u0301 today"
    anchor = resolve(kept, new, "We met at the cafe today")
    assert new[anchor.start : anchor.end] == "cafe\u0301"


def test_an_unchanged_text_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*arguments: object) -> None:
        raise AssertionError("looked at an unchanged text")

    for name in ("SpanTransfer", "SearchTarget", "reconstructed"):
        monkeypatch.setattr(placement, name, busy)
    kept = [selector(quote) for quote in (PIER, TUGS, "He", TEXT)]
    for old in (None, TEXT):
        assert all(not a.moved for a in resolve_all(kept, TEXT, old))
        with pytest.raises(AssertionError):
            resolve_all(kept, "x" + TEXT, old)


def test_a_selector_that_does_not_fit_the_old_text_is_looked_for() -> None:
    at = TEXT.index("Lena Brandt")
    for start, end in ((0, 3), (-3, 8), (9, 90_000), (at + 1, at + 12)):
        anchor = resolve(Selector(start, end, "Lena Brandt", "", ""), "New. " + TEXT, TEXT)
        assert anchor == Anchor(at + 5, at + 16, "anchored", moved=True)


@pytest.mark.parametrize("quote", ["", " ", "\n\n", "\u200b"])
def test_a_quote_of_nothing_is_orphaned(quote: str) -> None:
    old = "a" + quote + "b"
    kept = Selector(1, 1 + len(quote), quote, "a", "b")
    assert resolve(kept, "another " + old, old).state == "orphaned"


def test_equal_copies_between_sure_neighbours_need_no_old_text() -> None:
    verse = "And the river ran on to the sea, and nobody asked it where it had been so long.\n"
    old = HARBOUR + "\n" + verse * 5 + MARKET
    kept = [selector("tugs", old), selector("river", old, 2), selector("fish", old)]
    for known in (old, None):
        anchor = resolve_all(kept, "One more line.\n" + old, known)[1]
        assert anchor == Anchor(kept[1].start + 15, kept[1].end + 15, "anchored", moved=True)


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 150)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)
WORDS = st.lists(st.sampled_from(TEXT.split()), max_size=12).map(" ".join)


@examples(4)
@given(SPANS, st.integers(0, len(TEXT)), WORDS, st.booleans())
def test_an_edit_well_outside_a_span_changes_nothing_of_it(
    span: tuple[int, int], at: int, words: str, whole: bool
) -> None:
    quote = TEXT[slice(*span)]
    clear = at <= span[0] - 80 or at >= span[1] + 80
    if not clear or quote.strip() != quote:
        return
    new = TEXT[:at] + f" {words} " + TEXT[at:]
    anchor = resolve(make(TEXT, *span), new, TEXT if whole else None)
    if anchor.state == "anchored":
        assert new[anchor.start : anchor.end] == quote
        assert anchor.start == span[0] + (len(words) + 2 if at <= span[0] else 0)
    else:
        assert not whole


@examples(4)
@given(SPANS, SPANS, WORDS)
def test_an_edit_anywhere_never_misleads(
    span: tuple[int, int], edit: tuple[int, int], words: str
) -> None:
    new = TEXT[: edit[0]] + words + TEXT[edit[1] :]
    anchor = resolve(make(TEXT, *span), new, TEXT)
    if anchor.state == "anchored" and not anchor.edited:
        there, quote = new[anchor.start : anchor.end], TEXT[slice(*span)]
        assert [c for c in there if c.isdigit()] == [c for c in quote if c.isdigit()]
        assert abs(len(there) - len(quote)) <= 8


@examples(4)
@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), min_size=1, max_size=4),
    st.booleans(),
)
def test_any_texts(old: str, new: str, spans: list[tuple[int, int]], whole: bool) -> None:
    kept = [make(old, at, min(len(old), at + size)) for at, size in spans if at < len(old)]
    for one, anchor in zip(kept, resolve_all(kept, new, old if whole else None), strict=True):
        if anchor.state == "orphaned":
            assert anchor == Anchor(one.start, one.end, "orphaned")
        else:
            assert 0 <= anchor.start < anchor.end <= len(new)
            assert {anchor.start, anchor.end} <= set(boundaries(new))
            assert anchor.moved == ((anchor.start, anchor.end) != (one.start, one.end))
