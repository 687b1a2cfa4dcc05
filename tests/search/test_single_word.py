"""A query of one word: nearly a name, the beginning of a word, a part of one."""

from __future__ import annotations

import pytest

from tests.benchmarks import search_names
from tests.benchmarks.search_queries import real_passages
from tui.search.index import build_index
from tui.search.searcher import Searcher

PASSAGES = [
    "Tom Congo told reporters that the emergency is ongoing.",
    "The emergency is ongoing, and rescue work goes on.",
    "A gore of cloth was found, and more gore beside the road.",
    "We met Al Gore on Monday.",
    "These ideas are generous, and the deans of both schools share them.",
    "James Dean said no.",
    "The east of the city is quiet.",
    "They showed Beauty and the Beast.",
    "Suleiman Kadhimi spoke to Qassem Sulaymani.",
    "They waged a campaign, they were waging it for years.",
    "Mr. Wong lives in Hong Kong.",
    "A café owner said the pier is closed.",
    "A spokesman for the Hood family and Colonel Hoover both refused.",
    "Ivan said that this is an end.",
    "The battle field lies west of it.",
    "Unites and units were named.",
    "Popular Mobilization Units were seen near the dam.",
]
SEARCHER = Searcher(build_index(PASSAGES))


@pytest.mark.parametrize(
    ("query", "word"),
    [
        # Names with one wrong letter, of any case.
        ("Cogno", "Congo"),
        ("congoo", "Congo"),
        ("Daen", "James Dean"),
        ("deann", "James Dean"),
        ("eBast", "Beast"),
        ("Wgng", "Wong"),
        ("Isan", "Ivan"),
        ("oHod", "Hood"),
        # Another transliteration, a longer word, two words, initials, a part of one word.
        ("Kazimi", "Kadhimi"),
        ("soleimani", "Sulaymani"),
        ("hoo", "Hood"),
        ("hoov", "Hoover"),
        ("battlefield", "battle field"),
        ("pmu", "Mobilization"),
        ("eauti", "Beauty"),
        ("okesm", "spokesman"),
        ("kesman", "spokesman"),
        ("cafe", "café"),
        # With a space behind it the same.
        ("Cogno ", "Congo"),
        ("kesman ", "spokesman"),
    ],
)
def test_a_word_alone_finds_first(query: str, word: str) -> None:
    assert word in PASSAGES[SEARCHER.search(query)[0].item]


def test_a_name_comes_before_another_word_that_is_as_near() -> None:
    searcher = Searcher(
        build_index(["The gorge is deep.", "The gorge was deep.", "We met Mr. Gorse.", "No gore."])
    )
    assert searcher.search("gorce")[0].item == 2


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    searcher = Searcher(
        build_index(["Marble is found here.", "The marble floor.", "Mr. Morble left."])
    )
    assert searcher.search("mxrble")[0].item == 2


def test_the_beginning_of_a_word_comes_before_a_name_that_is_near() -> None:
    searcher = Searcher(
        build_index(["Mr. Stane left.", "High standards are kept.", "Mr. Sten came."])
    )
    assert searcher.search("stand")[0].item == 1


@pytest.mark.usefixtures("corpora")
def test_names_with_one_wrong_letter_are_found_first() -> None:
    """On the half of the names that the ranking was not tuned on."""
    passages = real_passages()
    queries = search_names.misspelt(passages, "held-out", 50, seed=2)
    rows, _ = search_names.measured(Searcher(build_index(passages)), passages, queries)
    assert search_names.share(rows["all"]) >= search_names.TARGET
    assert search_names.share(rows["one word"]) >= search_names.TARGET
