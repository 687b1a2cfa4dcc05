"""A search for copies after changes: what is known gives what a search from nothing gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sampling import sampled
from tui.copies import candidates, common_words
from tui.copies.common_words import CommonWords, ComparableText
from tui.library.collection import of_texts
from tui.library.known_texts import NOTHING_KNOWN, KnownTexts
from tui.library.shared_texts import SharedTexts, SharedTextSearch
from tui.readers import read_bytes

SENTENCES = [
    f"The {noun} of the {place} was {verb} by {who} on the {day} day of that {season}, they said."
    for noun, place, verb, who, day, season in zip(
        ("bridge", "harbour", "ferry", "mill", "tower", "market", "quarry", "school"),
        ("north", "island", "delta", "valley", "coast", "border", "plain", "capital"),
        ("closed", "mended", "burnt", "sold", "painted", "seized", "opened", "moved"),
        ("soldiers", "engineers", "nobody", "farmers", "pupils", "thieves", "monks", "clerks"),
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
        ("winter", "spring", "summer", "autumn", "war", "year", "month", "week"),
        strict=True,
    )
]
SENTENCES += [f"“{SENTENCES[0]}”", "It rained.", ""]
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("\n\n".join)
NAMES = st.sampled_from([f"{letter}.txt" for letter in "abcdefghijkl"])
CHANGES = st.lists(st.tuples(NAMES, st.none() | TEXTS), min_size=1, max_size=6)


def search(texts: Mapping[str, str], known: KnownTexts) -> tuple[SharedTexts, KnownTexts]:
    documents = [
        (name, read_bytes(text.encode(), stem=name)) for name, text in texts.items() if text
    ]
    one = SharedTextSearch(of_texts(documents), known)
    return one.result(), one.known


LIMITS = [(4, 5), (6, 50), (1000, 50)]


@pytest.mark.parametrize(("most_texts", "most_partners"), sampled(LIMITS, [(4, 5)]))
@settings(deadline=None, max_examples=50)
@given(st.dictionaries(NAMES, TEXTS, min_size=2), st.lists(CHANGES, max_size=5))
def test_after_changes_the_result_is_that_of_a_new_search(
    most_texts: int,
    most_partners: int,
    texts: dict[str, str],
    steps: list[list[tuple[str, str | None]]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "MOST_TEXTS", most_texts)
        patch.setattr(candidates, "MOST_PARTNERS", most_partners)
        _, known = search(texts, NOTHING_KNOWN)
        for changes in steps:
            for name, text in changes:
                if text is None:
                    texts.pop(name, None)
                else:
                    texts[name] = text
            found, known = search(texts, known)
            assert (found, known) == search(texts, NOTHING_KNOWN)


def test_only_what_a_changed_article_touches_is_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = {f"{number:02}.txt": f"Part {number}. " + SENTENCES[number % 8] for number in range(40)}
    _, known = search(texts, NOTHING_KNOWN)
    compared: list[int] = []
    compare = common_words.common_words

    def counting(a: ComparableText, b: ComparableText) -> CommonWords:
        compared.append(len(a.words))
        return compare(a, b)

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("all texts are looked at again")

    monkeypatch.setattr(common_words, "common_words", counting)
    monkeypatch.setattr(candidates, "candidate_pairs", refuse)
    del texts["17.txt"]
    texts["03.txt"] = SENTENCES[2]
    found, _ = search(texts, known)
    assert len(compared) == 5  # the third of every eight articles
    assert sum("03.txt" in (each.a, each.b) for each in found.shared) == 5


def test_boilerplate_that_is_no_longer_frequent_counts_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(candidates, "MOST_TEXTS", 4)
    texts = {f"{number}.txt": SENTENCES[number] + SENTENCES[7] for number in range(5)}
    found, known = search(texts, NOTHING_KNOWN)
    assert "taken for boilerplate" in found.remarks[0]
    assert found.shared == ()
    del texts["4.txt"]
    found, _ = search(texts, known)
    assert found.remarks == ()
    assert len(found.shared) == 6
