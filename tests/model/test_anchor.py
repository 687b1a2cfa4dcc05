"""What becomes of an annotation's place when the text under it changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sampling import examples
from tui.model.anchoring.anchors import Anchor, Selector, make
from tui.model.anchoring.settlement import resolve, resolve_all
from tui.model.graphemes import boundaries

FIRST = (
    "The ferry to Port Selim did not leave on Monday. The captain, who asked not to be named, said "
    "that the engine had failed twice. Passengers were told to wait in the old customs hall."
)
SECOND = (
    "The ministry said 14 people had been rescued from the water. “We have never lost a ship,” its "
    "spokesman Omar Haddad told reporters — and he declined to answer further questions."
)
THIRD = (
    "Fishermen in the northern villages tell another story. They claim that the rescue boats came "
    "an hour late, and that the captain refused to send a signal."
)
TEXT = "\n\n".join((FIRST, SECOND, THIRD))

RESCUED = "The ministry said 14 people had been rescued from the water."
ENGINE = "said that the engine had failed twice"


def selector(quote: str, text: str = TEXT, nth: int = 0) -> Selector:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return make(text, start, start + len(quote))


def quoted(anchor: Anchor, text: str) -> str:
    return text[anchor.start : anchor.end]


def test_an_unchanged_text_keeps_every_anchor() -> None:
    for quote in (RESCUED, "captain", "—", TEXT):
        kept = selector(quote)
        assert resolve(kept, TEXT) == Anchor(kept.start, kept.end, "anchored", moved=False)


SAME_WORDS = [
    # what is done to the text, and the quote's words there
    ("paragraph before", lambda text: "A correction was added to this report.\n\n" + text, RESCUED),
    ("paragraph gone", lambda text: text.removeprefix(FIRST).lstrip(), RESCUED),
    ("paragraph moved", lambda text: "\n\n".join((SECOND, THIRD, FIRST)), RESCUED),
    ("sentence before", lambda text: text.replace(RESCUED, "Nobody died. " + RESCUED), RESCUED),
    ("suffix changed", lambda text: text.replace("“We have", "“You see, we had"), RESCUED),
    ("reflowed", lambda text: text.replace("14 people had", "14\npeople  had"),
     "The ministry said 14\npeople  had been rescued from the water."),
    ("invisible", lambda text: text.replace("rescued", "res\u00adcued\u200b"),
     "The ministry said 14 people had been res\u00adcued\u200b from the water."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "edit", "there"), SAME_WORDS, ids=[case[0] for case in SAME_WORDS]
)
def test_the_same_words_are_anchored(name: str, edit, there: str) -> None:  # type: ignore[no-untyped-def]
    text = edit(TEXT)
    anchor = resolve(selector(RESCUED), text)
    assert (anchor.state, quoted(anchor, text)) == ("anchored", there)
    assert anchor.moved == (quoted(anchor, TEXT) != there)
    assert not anchor.edited


def test_other_quotes_and_dashes_are_the_same_words() -> None:
    text = TEXT.replace("“", '"').replace("”", '"').replace(" — ", " – ")
    kept = selector("“We have never lost a ship,” its spokesman Omar Haddad told reporters — and")
    anchor = resolve(kept, text)
    assert anchor == Anchor(kept.start, kept.end, "anchored", moved=False)


SLIPS = [
    (RESCUED, "rescued", "resqued"),
    (RESCUED, "people", "poeple"),
    (RESCUED, "from the water", "from water"),
    (RESCUED, "14 people had", "14 people, had"),
    (ENGINE, "engine", "engin"),
]


@pytest.mark.parametrize(("quote", "old", "new"), SLIPS)
def test_a_slip_of_the_pen_is_anchored(quote: str, old: str, new: str) -> None:
    text = TEXT.replace(quote, quote.replace(old, new))
    anchor = resolve(selector(quote), text)
    assert (anchor.state, quoted(anchor, text)) == ("anchored", quote.replace(old, new))
    assert anchor.edited


LOOKALIKES = [
    (RESCUED, "14", "41"),
    (RESCUED, "14", "fourteen thousand"),
    (RESCUED, "had been", "had not been"),
    (RESCUED, "rescued", "taken"),
    (RESCUED, "ministry", "opposition"),
    (ENGINE, "had failed", "had never failed"),
    (ENGINE, "twice", "once"),
    ("spokesman Omar Haddad told reporters", "Omar", "Omer"),
    ("spokesman Omar Haddad told reporters", "Haddad", "Hassan"),
    ("We have never lost a ship", "never ", ""),
    ("We have never lost a ship", "never", "ever"),
    ("the captain refused to send a signal", "refused", "agreed"),
    ("the captain refused to send a signal", "refused", "allegedly refused"),
]


@pytest.mark.parametrize(("quote", "old", "new"), LOOKALIKES)
def test_changed_words_between_their_neighbours_are_edited(quote: str, old: str, new: str) -> None:
    changed = quote.replace(old, new)
    text = TEXT.replace(quote, changed)
    anchor = resolve(selector(quote), text)
    assert (anchor.state, anchor.edited, quoted(anchor, text)) == ("anchored", True, changed)


@pytest.mark.parametrize(("quote", "old", "new"), LOOKALIKES + SLIPS)
def test_a_lookalike_elsewhere_is_never_anchored(quote: str, old: str, new: str) -> None:
    text = TEXT.replace(quote, "") + "\n\nLater it emerged: " + quote.replace(old, new)
    assert resolve(selector(quote), text).state != "anchored"


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("He bought three loaves of bread.", "anchored"),
        ("He bought two loaves of bread .", "uncertain"),
    ],
)
def test_a_quote_of_32_code_points_needs_no_context(quote: str, state: str) -> None:
    kept = make(f"It was Monday when we met. {quote} Then the rain began.", 27, 27 + len(quote))
    text = f"Our own correspondent writes: {quote} Nobody else did so."
    anchor = resolve(kept, text)
    assert (anchor.state, quoted(anchor, text)) == (state, quote)


@pytest.mark.parametrize("gone", ["Passengers were told to wait in the old customs hall.", SECOND])
def test_a_sentence_with_a_slip_needs_one_neighbour(gone: str) -> None:
    whole = "Fishermen in the northern villages tell another story."
    changed = TEXT.replace(whole, whole.replace("villages", "vilages")).replace(
        gone, "Much is new."
    )
    for edge in ("", FIRST):
        text = changed.replace(edge, "") if edge else changed
        anchor = resolve(selector(whole), text)
        assert (anchor.state, quoted(anchor, text)) == (
            "anchored",
            "Fishermen in the northern vilages tell another story.",
        )
    alone = resolve(
        selector(whole), "Much is new. " + whole.replace("villages", "vilages") + " So be it."
    )
    assert alone.state == "uncertain"


def test_a_deleted_passage_is_orphaned_where_it_was() -> None:
    kept = selector(RESCUED)
    anchor = resolve(kept, TEXT.replace(RESCUED + " ", ""))
    assert anchor == Anchor(kept.start, kept.end, "orphaned")
    assert resolve(kept, "") == anchor
    assert resolve(kept, "Another article altogether, about the price of bread.") == anchor


def test_a_deleted_word_does_not_jump_to_its_namesake() -> None:
    text = TEXT.replace("The captain, who asked not to be named, said", "Somebody said")
    assert resolve(selector("captain"), text).state != "anchored"


@pytest.mark.parametrize("nth", [0, 1])
def test_a_repeated_word_is_told_by_its_context(nth: int) -> None:
    text = "An unrelated opening. " + TEXT
    anchor = resolve(selector("captain", nth=nth), text)
    expected = selector("captain", text, nth)
    assert anchor == Anchor(expected.start, expected.end, "anchored", moved=True)


def test_a_copy_elsewhere_does_not_attract() -> None:
    text = "In short: " + RESCUED + " More below.\n\n" + TEXT
    anchor = resolve(selector(RESCUED), text)
    assert (anchor.state, anchor.start) == ("anchored", text.rindex(RESCUED))


def test_equal_copies_in_equal_context_are_uncertain_alone() -> None:
    verse = "And the river ran on to the sea, and nobody asked it where it had been so long.\n"
    text = verse * 9
    kept = make(text, text.index("river", 350), text.index("river", 350) + 5)
    assert resolve(kept, "One more line.\n" + text).state == "uncertain"


def test_equal_copies_are_told_apart_between_sure_neighbours() -> None:
    verse = "And the river ran on to the sea, and nobody asked it where it had been so long.\n"
    text = FIRST + "\n" + verse * 5 + SECOND
    copy = selector("river", text, 2)
    kept = [selector("captain", text), copy, selector("Omar", text)]
    changed = "One more line.\n" + text
    anchor = resolve_all(kept, changed)[1]
    assert anchor == Anchor(copy.start + 15, copy.end + 15, "anchored", moved=True)


def test_a_hand_written_place_is_corrected_by_its_quote() -> None:
    at = TEXT.index("customs hall")
    for start, end in ((0, 3), (-5, 90_000), (at + 1, at + 3), (9, 9)):
        anchor = resolve(Selector(start, end, "customs hall", "", ""), TEXT)
        assert anchor == Anchor(at, at + 12, "anchored", moved=True)


def test_a_hand_written_quote_in_several_places_is_uncertain() -> None:
    assert resolve(Selector(0, 3, "captain", "", ""), TEXT).state == "uncertain"


def test_offsets_without_a_quote_are_uncertain_in_the_text_and_orphaned_beyond_it() -> None:
    assert resolve(Selector(4, 9, "", "", ""), TEXT) == Anchor(4, 9, "uncertain")
    beyond = Selector(4, len(TEXT) + 1, "", "", "")
    assert resolve(beyond, TEXT) == Anchor(4, len(TEXT) + 1, "orphaned")


@pytest.mark.parametrize("quote", [" ", "\n\n", "\u200b"])
def test_a_quote_of_nothing_is_orphaned(quote: str) -> None:
    assert resolve(Selector(4, 5, quote, "", ""), TEXT) == Anchor(4, 5, "orphaned")


def test_a_span_never_splits_a_grapheme() -> None:
    kept = make("We met at the cafe today", 14, 18)
    text = "We met at the cafe\u0301 today"
    anchor = resolve(kept, text)
    assert quoted(anchor, text) == "cafe\u0301"


def test_a_change_in_a_script_without_case_is_edited() -> None:
    old = "政府は昨日、港の封鎖を解除すると発表した。住民は喜んだ。船はまだ動いていない。"
    quote = "住民は喜んだ。"
    new = old.replace("喜んだ", "喜ばなかった")
    anchor = resolve(selector(quote, old), new)
    assert (anchor.state, anchor.edited) == ("anchored", True)


def test_all_together_are_as_each_alone() -> None:
    kept = [selector(quote) for quote in (RESCUED, ENGINE, "Omar", "captain")]
    text = TEXT.replace("14", "15").replace(FIRST[:30], "")
    assert resolve_all(kept, text) == [resolve(one, text) for one in kept]
    assert resolve_all([], text) == []


SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 120)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)


@examples(4)
@given(SPANS, st.text(max_size=40))
def test_text_before_and_after_moves_every_anchor_alike(span: tuple[int, int], new: str) -> None:
    changed = new + "\n\n" + TEXT + "\n\n" + new
    anchor = resolve(make(TEXT, *span), changed)
    if TEXT[slice(*span)].strip() == TEXT[slice(*span)] and anchor.state == "anchored":
        assert anchor.start == span[0] + len(new) + 2
        assert anchor.end == span[1] + len(new) + 2


@examples(4)
@example((0, 12), (4, 4), "²")
@example((0, 12), (6, 6), "₃")
@given(SPANS, SPANS, st.text(max_size=12))
def test_an_edit_elsewhere_never_misleads(
    span: tuple[int, int], edit: tuple[int, int], new: str
) -> None:
    changed = TEXT[: edit[0]] + new + TEXT[edit[1] :]
    anchor = resolve(make(TEXT, *span), changed)
    if anchor.state == "anchored" and not anchor.edited:
        there, quote = quoted(anchor, changed), TEXT[slice(*span)]
        assert [c for c in there if c.isdigit()] == [c for c in quote if c.isdigit()]
        assert abs(len(there) - len(quote)) <= 8


@examples(4)
@given(
    st.builds(
        Selector,
        st.integers(-5, 50),
        st.integers(-5, 50),
        st.text(max_size=20),
        st.text(max_size=20),
        st.text(max_size=20),
    ),
    st.text(max_size=60),
)
def test_any_selector_on_any_text(kept: Selector, text: str) -> None:
    anchor = resolve(kept, text)
    if anchor.state == "orphaned":
        assert (anchor.start, anchor.end, anchor.moved) == (kept.start, kept.end, False)
    else:
        assert 0 <= anchor.start < anchor.end <= len(text)
        assert {anchor.start, anchor.end} <= set(boundaries(text))
        assert anchor.moved == ((anchor.start, anchor.end) != (kept.start, kept.end))


def test_offsets_that_are_none_do_no_harm() -> None:
    assert resolve(Selector(1, -2, ":", "0", "0"), "0").state == "orphaned"
