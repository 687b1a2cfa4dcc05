"""Weights: every number that decides how hits are ranked.

They were set by hand, on the queries of `tests/benchmarks/search.py` and `search_names.py`, so
that a surer way of matching a word outranks a looser way of matching the same word.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Qualities and shares from 0 to 1, unless a line says otherwise."""

    # The quality of a match between a word of the query and a word of a text.
    exact: float = 1.0  # the same word
    typing: float = 0.93  # a longer word, while its beginning is still being typed
    joined: float = 0.9  # two words in a row that spell one, on either side
    inside: float = 0.82  # a word that holds a word of five letters or more
    inside_4: float = 0.7  # a word that holds a word of four letters
    inside_3: float = 0.6  # a word that holds or ends with a shorter word
    longer: float = 0.8  # a longer word than one typed whole
    initials: float = 0.6  # words in a row with these initials: "pmu"
    typo: float = 0.95  # a misspelt word, before its typos are subtracted
    typo_cost: float = 1.4  # subtracted for each typo, divided by the letters of the word
    typo_most: float = 0.81  # a misspelt word, at most: below a word that holds the query's
    sound: float = 0.5  # a word with the same skeleton; more by `sound_likeness`
    sound_likeness: float = 0.3  # times the likeness of the letters, added to `sound`
    sound_least: float = 0.4  # likeness of the letters below which the skeleton is chance
    vague: float = 0.7  # the most similar words, times their likeness, where nothing else matches
    vague_least: float = 0.62  # likeness of the letters below which even those are left out

    # A query of one word: without neighbours, the match itself must tell which word was meant.
    single_name: float = 0.08  # added for a word that texts write with a capital letter
    single_left_out: float = 0.03  # added if the query leaves out a letter
    single_swapped: float = 0.05  # added if the query swaps two letters
    single_other_start: float = -0.03  # added if the first letters differ
    single_two_typos: float = -0.04  # added to the quality of one typo: the most for two or more
    single_longer_by_1: float = 0.95  # a word with one letter more than the query
    single_longer: float = 0.9  # a word with several letters more
    single_inside: float = 0.6  # a word that holds the query after its beginning, at most
    single_inside_one_text: float = 0.96  # the same, if only one text has such words

    # The score of a text: coverage of the query's words, their order, likeness of the letters.
    coverage_least: float = 0.45  # share of the best coverage below which a text is no hit
    order: float = 0.2  # of the order of the words; coverage has the rest
    likeness: float = 0.3  # of the likeness of the letters; coverage and order have the rest
    stop_below: float = 0.95  # share of the best score: texts that cannot reach it are not compared
    verbatim: float = 0.9  # scores above it belong to texts that hold the query word for word
    verbatim_edge: float = 0.015  # added for each end of the query that is the end of a word
    verbatim_typed: float = 0.03  # added if case, marks and punctuation are as typed
    verbatim_coverage: float = 0.03  # times coverage and order, among texts that hold it
    brevity: int = 4000  # code points: a text of this length counts half as much
    weak_below: float = 0.5  # score below which a hit is weak

    # Highlighting: a term that matches in several places of a text.
    place_quality: float = 0.25  # a match up to this much worse is preferred when it is closer
    place_distance: int = 10  # words of distance that a whole 1.0 of quality is worth
    place_farthest: int = 8  # words of distance at which more distance costs no more


WEIGHTS = Weights()
