"""How sure a place is that was found by searching: the rules, at and beside each threshold."""

from __future__ import annotations

import pytest

from tui.model.anchoring.anchors import Anchor, Selector, make
from tui.model.anchoring.candidates import (
    AGREES,
    CandidatePlace,
    Pattern,
    SearchTarget,
    make_pattern,
)
from tui.model.anchoring.placement import _choose, _judge
from tui.model.anchoring.settlement import resolve, resolve_all

SENTENCE = "The pilots refused to board before dawn."
SLIPPED = "The pilots refused to bord before dawn."
OTHER = "The pilots agreed to board before dawn."
SHORT = "refused to board"
WORD = "the pilots"


def judged(
    quote: str,
    there: str,
    likeness: float,
    sides: tuple[float, float],
    rivals: tuple[tuple[float, float, float], ...] = (),
) -> str:
    """The state of a place with these words, likeness and sides, and rivals (likeness, sides)."""
    pattern = Pattern(quote, 0, len(quote))
    place = CandidatePlace(0, len(there), likeness, *sides)
    others = [CandidatePlace(0, 1, *rival) for rival in rivals]
    return _judge(pattern, there, place, others)


BOTH, ONE, NONE = (AGREES, AGREES), (AGREES, 0.0), (0.0, 0.0)

RULES = [
    # Between the neighbours that it had the place is certain, whatever the words became.
    (SENTENCE, SLIPPED, 0.9, BOTH, (), "anchored"),
    (SENTENCE, OTHER, 0.9, BOTH, (), "anchored"),
    (SENTENCE, OTHER, 0.5, BOTH, (), "anchored"),
    (SENTENCE, OTHER, 0.49, BOTH, (), "uncertain"),
    (SENTENCE, OTHER, 0.39, BOTH, (), "orphaned"),
    (SHORT, "refused to bord", 0.9, BOTH, (), "anchored"),
    # A little less of one side is enough where the words are much alike.
    (SHORT, "refused to bord", 0.8, (AGREES, 0.5), (), "anchored"),
    (SHORT, "refused to bord", 0.8, (0.5, AGREES), (), "anchored"),
    (SHORT, "refused to bord", 0.79, (AGREES, 0.5), (), "uncertain"),
    (SHORT, "refused to bord", 0.9, (AGREES, 0.49), (), "uncertain"),
    (SHORT, "refused to bord", 0.9, (1.0, 0.0), (), "uncertain"),
    # A whole sentence needs one side: agreeing for a slip, the same for other words much alike.
    (SENTENCE, SLIPPED, 0.9, ONE, (), "anchored"),
    (SENTENCE, SLIPPED, 0.9, (0.0, AGREES), (), "anchored"),
    (SENTENCE, SLIPPED, 0.9, (0.69, 0.69), (), "uncertain"),
    (SENTENCE, OTHER, 0.9, ONE, (), "uncertain"),
    (SENTENCE, OTHER, 0.8, (0.95, 0.0), (), "anchored"),
    (SENTENCE, OTHER, 0.8, (0.94, 0.0), (), "uncertain"),
    (SENTENCE, OTHER, 0.79, (0.95, 0.34), (), "uncertain"),
    (SENTENCE, OTHER, 0.6, (0.35, 0.95), (), "anchored"),
    (SENTENCE[:32], SENTENCE[:32], 1.0, ONE, (), "anchored"),
    (SENTENCE[:31], SENTENCE[:31], 1.0, ONE, (), "uncertain"),
    # How alike it has to be to be shown.
    (SENTENCE, OTHER, 0.6, ONE, (), "uncertain"),
    (SENTENCE, OTHER, 0.59, ONE, (), "orphaned"),
    (SENTENCE, OTHER, 0.41, (AGREES, 0.69), (), "orphaned"),
    # A rival that is nearly as good takes the sureness away: its words count, and half its sides.
    (SENTENCE, SLIPPED, 0.9, BOTH, ((1.0, 0.5, 0.0),), "anchored"),
    (SENTENCE, SLIPPED, 0.9, BOTH, ((1.0, 0.5, 0.1),), "uncertain"),
    (SENTENCE, SLIPPED, 1.0, (1.0, 0.7), ((1.0, 0.5, 0.5),), "anchored"),
    (SENTENCE, SLIPPED, 1.0, (1.0, 0.7), ((1.0, 0.5, 0.51),), "uncertain"),
    (SENTENCE, SLIPPED, 0.9, BOTH, ((0.1, 0.1, 0.0), (1.0, 0.6, 0.6)), "uncertain"),
    # A word that stands in many places, none of them like its own, is nowhere.
    (WORD, WORD, 1.0, (0.4, 0.39), ((1.0, 0.4, 0.39),), "orphaned"),
    (WORD, WORD, 1.0, (0.4, 0.4), ((1.0, 0.4, 0.4),), "uncertain"),
    (WORD, WORD, 1.0, (0.39, 0.4), ((1.0, 0.3, 0.28),), "uncertain"),
    (WORD, WORD, 1.0, (0.3, 0.3), ((0.91, 0.3, 0.3),), "orphaned"),
    (WORD, WORD, 1.0, (0.3, 0.3), ((0.89, 0.3, 0.3),), "uncertain"),
    (SENTENCE[:16], SENTENCE[:16], 1.0, (0.1, 0.1), ((1.0, 0.1, 0.1),), "uncertain"),
    (SENTENCE[:15], SENTENCE[:15], 1.0, (0.1, 0.1), ((1.0, 0.1, 0.1),), "orphaned"),
]


@pytest.mark.parametrize(("quote", "there", "likeness", "sides", "rivals", "state"), RULES)
def test_how_sure_a_changed_quote_is(  # type: ignore[no-untyped-def]
    quote: str, there: str, likeness: float, sides, rivals, state: str
) -> None:
    assert judged(quote, there, likeness, sides, rivals) == state


def test_only_the_words_of_the_place_are_compared() -> None:
    text = f"Nobody left. {SLIPPED} So it went."
    start = text.index(SLIPPED)
    place = CandidatePlace(start, start + len(SLIPPED), 0.9, *BOTH)
    assert _judge(Pattern(SENTENCE, 0, len(SENTENCE)), text, place, []) == "anchored"


def chosen(*contexts: float) -> tuple[Anchor, list[int]]:
    """The anchor chosen among places of the quote with these contexts, and where it could be."""
    text = "dawn " * len(contexts)
    places = [CandidatePlace(5 * n, 5 * n + 4, 1.0, c / 2, c / 2) for n, c in enumerate(contexts)]
    result = _choose(
        Selector(40, 44, "dawn", "", ""), make_pattern("", "dawn", ""), SearchTarget(text), places
    )
    return result.anchor, [anchor.start for anchor in result.tied]


@pytest.mark.parametrize(
    ("contexts", "start", "state", "tied"),
    [
        ((0.1,), 0, "anchored", []),
        ((0.5, 1.5), 5, "anchored", []),
        ((1.5, 0.5), 0, "anchored", []),
        ((1.0, 1.36), 5, "anchored", []),
        ((1.0, 1.3), 5, "uncertain", [5, 0]),
        ((1.0, 0.2, 1.0), 0, "uncertain", [0, 10]),
        ((0.35, 0.0), 0, "anchored", []),
        ((0.35, 0.0, 0.2), 0, "uncertain", [0, 10]),
    ],
)
def test_a_quote_in_several_places_is_where_its_context_is_clearly_best(
    contexts: tuple[float, ...], start: int, state: str, tied: list[int]
) -> None:
    anchor, could_be = chosen(*contexts)
    assert (anchor.start, anchor.end, anchor.state, anchor.moved) == (start, start + 4, state, True)
    assert could_be == tied


TEXT = "The price of bread rose. Nobody knew why, and nobody asked the bakers of the old town."


@pytest.mark.parametrize("old", [None, "We met the pilot at noon."])
@pytest.mark.parametrize("first", ["We met the pilot twice. ", "Who met the pilot at noon? "])
def test_the_same_word_where_it_was_but_among_others_is_not_it(first: str, old: str | None) -> None:
    text = first + "We met the pilot at noon."
    kept = make("We met the pilot at noon.", 11, 16)
    at = text.rindex("pilot")
    assert resolve(kept, text, old) == Anchor(at, at + 5, "anchored", moved=True)


def test_a_place_far_beyond_the_text_is_looked_for_like_any_other() -> None:
    at = TEXT.index("bakers")
    for start in (99_999, 200_000, 10**15):
        found = resolve(Selector(start, start + 6, "bakers", "", ""), TEXT)
        assert found == Anchor(at, at + 6, "anchored", moved=True)


def test_neighbours_that_moved_alike_tell_where_a_repeated_word_went() -> None:
    verse = "And so it went on, day after day and night after night, by the river and the sea.\n"
    text = f"It began in May.\n{verse * 5}It ended in June.\n"
    copies = [at for at in range(len(text)) if text.startswith("river", at)]
    kept = [make(text, 0, 15), *(make(text, at, at + 5) for at in copies)]
    kept.append(make(text, text.index("It ended"), text.index(" in June")))
    alone = [one for one in kept if one.start == copies[2]]
    changed = "One more line.\n" + text
    assert [a.start for a in resolve_all(kept, changed)] == [one.start + 15 for one in kept]
    assert resolve_all(kept[:1] + alone, changed)[1].state == "uncertain", "one neighbour only"
    apart = changed.replace("It ended", "At long last it ended")
    between = resolve_all([kept[0], *alone, kept[-1]], apart)[1]
    assert between.state == "uncertain", "its neighbours moved differently"


def test_a_first_sentence_that_is_gone_is_not_one_much_like_it() -> None:
    gone, rest = (
        "The ferry to Port Selim left at noon on Monday. ",
        "Nobody was seen at the quay that night. The ferry from Port Selim came at nine on Friday.",
    )
    kept = make(gone + rest, 0, len(gone) - 1)
    assert resolve(kept, rest) == Anchor(kept.start, kept.end, "orphaned")
