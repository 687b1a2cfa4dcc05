"""How likely two names of sources mean the same source.

A person is known by the last name and by a given name that does not contradict: another spelling
of it, its initial, a short form, or none. An organization is known by all its words, in any order,
or by its initials. Words are other spellings of each other if they have the same skeleton and most
of their letters in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from ..model import folding
from ..model.annotation import Source
from ..model.dossier_changes import are_apart
from .lexicon import word_set
from .lexicon.given_names import SHORT_FORMS
from .lexicon.source_words import GROUP_NOUNS, OUTLETS, PORTFOLIOS, TITLES

LIKELY = 0.7
"""The least similarity at which two names are proposed as names of one source."""

_MOST_NAMES = 5000
_MOST_ALIKE = 300
_STOP_WORDS = word_set("a an the of for and in on at to de del la le & von van")
_ARTICLES = word_set("al el ul ur as ash ad an ar at az")
"""The Arabic article before a name, as it is spelled with a hyphen or a space."""
_SUFFIXES = word_set("jr sr junior senior ii iii iv phd md esq")
_PATERNAL = word_set("ben bin bint ibn abu umm")
"""Words that say whose child or parent somebody is, which are no names themselves."""
_SPELLINGS = {
    "defence": "defense", "centre": "center", "organisation": "organization", "labour": "labor",
    "dept": "department", "govt": "government", "gov": "government", "intl": "international",
    "american": "us", "usa": "us", "british": "uk", "britain": "uk",
}  # fmt: skip
_SAME_LETTER = str.maketrans("qyw", "kiv")


class NameParts(NamedTuple):
    """The words of a name without titles and articles, folded, in order.

    `is_group` says whether it is the name of an organization, `is_phrase` whether it is no name but
    a description such as "a U.S. official"; `initials` are those of its words.
    """

    words: tuple[str, ...]
    is_group: bool
    is_acronym: bool
    is_phrase: bool
    initials: tuple[str, str]


class Duplicate(NamedTuple):
    """Two names that are likely to mean one source, and how similar they are (0 to 1)."""

    one: str
    other: str
    score: float


@lru_cache(maxsize=_MOST_NAMES)
def parts(name: str) -> NameParts:
    """The parts of a name."""
    before, comma, after = name.partition(",")
    is_office = bool(comma) and {*folding.keys(folding.fold(before).text)} <= TITLES
    if comma and "," not in after and not is_office:
        name = f"{after} {before}"
    plain = folding.fold(name).text.replace("-", " ").replace("/", " ")
    every = folding.keys(plain)
    group = [word for word in every if word in GROUP_NOUNS or word in OUTLETS]
    content = [word for word in every if word not in _STOP_WORDS]
    is_acronym = (
        len(every) == 1 and 1 < len(every[0]) < 7 and name.strip(" .").replace(".", "").isupper()
    )
    initials = "".join(w[0] for w in content), "".join(w[0] for w in every)
    is_group = not is_office and bool(group or is_acronym or {*every[:1]} & PORTFOLIOS)
    if is_group:
        words = tuple(_SPELLINGS.get(word, word) for word in content)
        return NameParts(words, True, is_acronym, False, initials)
    if is_office or (name.split() and name.split()[-1].islower()):
        return NameParts(tuple(content), False, False, True, initials)
    left_out = TITLES | _ARTICLES | _SUFFIXES
    bare = [word for word in every if word not in left_out]
    return NameParts(tuple(bare or every), False, False, False, initials)


def similarity(one: str, other: str) -> float:
    """How likely two names mean one source, from 0 to 1; LIKELY and above is worth asking."""
    first, second = parts(one), parts(other)
    if not first.words or not second.words:
        return 0.0
    is_ordered = not _PATERNAL.isdisjoint(first.words)  # A bin B is no B bin A
    if first.words == second.words or (
        sorted(first.words) == sorted(second.words) and not is_ordered
    ):
        return 1.0
    if first.is_phrase or second.is_phrase:
        return 0.0
    if first.is_group or second.is_group:
        return _similarity_of_groups(first, second)
    return _similarity_of_persons(first.words, second.words)


def _similarity_of_groups(one: NameParts, other: NameParts) -> float:
    for short, whole in ((one, other), (other, one)):
        if short.is_acronym and not whole.is_acronym:
            if {*whole.words} - {*short.words} <= OUTLETS and short.words[0] in whole.words:
                return 0.8
            return 0.85 if short.words[0] in whole.initials and len(whole.words) > 1 else 0.0
    small, large = sorted((one.words, other.words), key=len)
    left = list(large)
    for word in small:
        found = next((each for each in left if _is_same_in_group(word, each)), None)
        if found is None:
            return 0.0
        left.remove(found)
    if not left:
        return 0.95
    is_of_country = len(left) == 1 and len(small) > 1 and _is_country(left[0])
    return 0.72 if is_of_country else 0.4


def _is_country(word: str) -> bool:
    """Whether a word may say of which country an organization is: "Iraqi", "Polish", "US"."""
    endings = ("i", "an", "ish", "ese", "us", "uk", "ch", "ean")
    return word.endswith(endings) and word not in PORTFOLIOS and word not in GROUP_NOUNS


def _is_same_in_group(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    is_form = len(short) > 3 and long.startswith(short) and long[len(short) :] in ("s", "i", "n")
    if is_form or one == other:
        return True
    # An office and the ministry that it heads are spelled alike.
    return min(len(one), len(other)) > 5 and Indel.normalized_similarity(one, other) >= 0.9


def _similarity_of_persons(one: Sequence[str], other: Sequence[str]) -> float:
    small, large = sorted((one, other), key=len)
    if not is_respelled(small[-1], large[-1]):
        return 0.1
    exact = 0.0 if small[-1] == large[-1] else 0.03
    if len(small) == 1:
        return 0.75 - exact
    first = _similarity_of_given(small[0], large[0])
    if not first:
        # Some are called by a middle name.
        middles = [_similarity_of_given(small[0], word) for word in large[1:-1] if len(word) > 1]
        first = 0.75 if max(middles, default=0.0) >= 0.9 else 0.0
    if not first or _contradict(small[1:-1], large[1:-1]):
        return 0.2
    return first - exact


def _contradict(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two persons have middle names and one of them has a name that the other lacks."""
    small, large = sorted(
        ([w for w in side if w not in _PATERNAL] for side in (one, other)), key=len
    )
    return not all(any(_similarity_of_given(word, each) for each in large) for word in small)


def _similarity_of_given(one: str, other: str) -> float:
    if one == other:
        return 0.97
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return 0.8 if long.startswith(short) else 0.0
    if is_respelled(one, other):
        return 0.92
    names = [SHORT_FORMS.get(word, frozenset()) | {word} for word in (short, long)]
    if names[0] & names[1]:
        return 0.88
    return 0.86 if len(short) > 2 and long.startswith(short) else 0.0


def is_respelled(one: str, other: str) -> bool:
    """Whether two words are spellings of one name: "Kazimi" and "Kadhimi"."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    skeletons = [folding.skeletons(word) for word in (one, other)]
    if skeletons[0] != skeletons[1] or not folding.has_skeleton(one):
        return False
    letters = [word.translate(_SAME_LETTER) for word in (one, other)]
    least = 0.75 if len(skeletons[0]) < 4 else 0.65
    return Indel.normalized_similarity(*letters) >= least


def likely_duplicates(
    names: Iterable[str], is_apart: Callable[[str, str], bool] = lambda one, other: False
) -> list[Duplicate]:
    """The pairs of names that are likely to mean one source, the most similar first.

    A name that could mean several of the others, such as a last name alone, is not proposed.
    `is_apart` says of which pairs it is known that they are different. At most 5,000 names are
    compared, and at most 300 that share a last name or a word.
    """
    found: list[Duplicate] = []
    for one, other in _candidates(list(dict.fromkeys(names))):
        score = similarity(one, other)
        if score >= LIKELY:
            found.append(Duplicate(one, other, round(score, 2)))
    kept = [each for each in found if not _is_ambiguous(each, found)]
    kept = [each for each in kept if not is_apart(each.one, each.other)]
    return sorted(kept, key=lambda each: (-each.score, each.one, each.other))


def duplicate_sources(sources: Iterable[Source]) -> list[Duplicate]:
    """The pairs of names of sources that are likely to be one, the most similar first.

    Pairs that the analyst said are different are left out.
    """
    known = {source.name: source for source in sources}
    return likely_duplicates(known, lambda one, other: are_apart(known[one], known[other]))


def _is_ambiguous(pair: Duplicate, found: Sequence[Duplicate]) -> bool:
    """Whether the shorter name of a pair is also similar to a name that means somebody else."""
    for name, other in ((pair.one, pair.other), (pair.other, pair.one)):
        if len(parts(name).words) != 1 or parts(name).is_group:
            continue
        for each in found:
            if name in each[:2]:
                third = each.other if each.one == name else each.one
                if third != other and similarity(third, other) < LIKELY:
                    return True
    return False


def _candidates(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of names that share a key, each once, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names[:_MOST_NAMES]):
        for key in _keys(parts(name)):
            places[key].append(number)
    alike = (numbers[:_MOST_ALIKE] for numbers in places.values())
    pairs = {pair for numbers in alike for pair in combinations(numbers, 2)}
    return ((names[a], names[b]) for a, b in sorted(pairs))


def _keys(name: NameParts) -> set[str]:
    """Keys of which names of one source share at least one."""
    if name.is_phrase:
        return {f"phrase {min(name.words, default='')}"}
    if not name.is_group:
        return {f"person {folding.skeletons(name.words[-1])}"} if name.words else set()
    keys = {f"initials {each}" for each in name.initials if len(each) > 1}
    if name.is_acronym:
        return {f"initials {name.words[0]}", f"word {name.words[0][:4]}"}
    telling = [word for word in name.words if word not in GROUP_NOUNS and word not in OUTLETS]
    return keys | {f"word {word[:4]}" for word in telling or name.words}
