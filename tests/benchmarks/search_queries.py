"""Passages to search and damaged queries with the passage each one means.

Passages are the sentences of the real articles and speeches; beyond their number, sentences with
all longer words exchanged. A query is some words in a row of one passage, damaged as memory and
fingers do it; the words in a row, undamaged, stand in no other passage.
"""

from __future__ import annotations

import os
import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.readers import read

ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"\w+(?:['’]\w+)*")
NEAR = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioposdfghjklkxcvbnmn", strict=True))
"""The key to the right of each letter."""

Damage = Callable[[random.Random, list[str]], list[str] | None]
"""The words of a query -> the words damaged, or None where they give no occasion."""


@dataclass(frozen=True)
class Query:
    """A query, the kind of its damage, and the number of the passage it means."""

    kind: str
    text: str
    passage: int


def real_passages() -> list[str]:
    """The different sentences of the articles and speeches of READER_CORPORA, as single lines."""
    folder = Path(os.environ.get("READER_CORPORA", ROOT.parent / "shared")) / "corpora"
    found: dict[str, None] = {}
    for path in sorted([*folder.glob("wikinews/*.txt"), *folder.glob("state_union/*.txt")]):
        document = read(path)
        for _, passage in document.all_passages():
            text = " ".join(document.text[passage.start : passage.end].split())
            if len(text) > 15:
                found[text] = None
    return list(found)


def sample(real: list[str], size: int) -> list[str]:
    """So many different passages: real ones first, then such with longer words exchanged."""
    rng = random.Random(size)
    if size <= len(real):
        return rng.sample(real, size)
    words = [word for text in real for word in WORD.findall(text) if len(word) > 3]
    found = dict.fromkeys(real)
    while len(found) < size:
        text = rng.choice(real)
        found[WORD.sub(lambda m: rng.choice(words) if len(m[0]) > 3 else m[0], text)] = None
    return list(found)


def _slip(rng: random.Random, word: str) -> str:
    """One wrong key: a letter left out, swapped, doubled or hit beside."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at] + word[at:],
            word[:at] + NEAR.get(word[at].lower(), "e") + word[at + 1 :],
        ]
    )


def _change(
    rng: random.Random, words: list[str], least: int, change: Callable[[str], str], most: int = 1
) -> list[str] | None:
    """Up to `most` words of at least so many letters, changed."""
    places = [at for at, word in enumerate(words) if len(word) >= least and word.isalpha()]
    chosen = rng.sample(places, min(most, len(places)))
    changed = [change(word) if at in chosen else word for at, word in enumerate(words)]
    return changed if changed != words else None


def typo(rng: random.Random, words: list[str]) -> list[str] | None:
    return _change(rng, words, 4, lambda word: _slip(rng, word))


def dropped(rng: random.Random, words: list[str]) -> list[str] | None:
    if len(words) < 4:
        return None
    at = rng.randrange(1, len(words) - 1)
    return words[:at] + words[at + 1 :]


def reordered(rng: random.Random, words: list[str]) -> list[str] | None:
    other = rng.sample(words, len(words))
    return other if other != words else None


SPELLINGS = [
    ("ei", "ai"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ph", "f"), ("kh", "k"), ("ck", "k"),
    ("c", "k"), ("q", "k"), ("y", "i"), ("i", "y"), ("e", "a"), ("o", "u"), ("u", "o"), ("v", "w"),
    ("ss", "s"), ("ll", "l"), ("mm", "m"), ("l", "ll"), ("s", "ss"), ("a", "e"),
]  # fmt: skip


def transliterated(rng: random.Random, words: list[str]) -> list[str] | None:
    """A name spelt another way."""

    def change(word: str) -> str:
        fitting = [(old, new) for old, new in SPELLINGS if old in word[1:]]
        for old, new in rng.sample(fitting, min(2, len(fitting))):
            word = word[0] + word[1:].replace(old, new, 1)
        return word

    names = [at for at, word in enumerate(words) if word[0].isupper() and len(word) > 4]
    if not names:
        return None
    at = rng.choice(names)
    return [*words[:at], change(words[at]), *words[at + 1 :]]


def marks(rng: random.Random, words: list[str]) -> list[str] | None:
    """Other quotes, apostrophes left out, a capital or a comma more."""
    changed = [re.sub("['’]", rng.choice(["", "´", "‘"]), word) for word in words]
    at = rng.randrange(len(words))
    changed[at] = rng.choice(["“{}”", "'{}", "{},", "({})", "{}…"]).format(changed[at].upper())
    return changed


def joined(rng: random.Random, words: list[str]) -> list[str] | None:
    at = rng.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1], *words[at + 2 :]]


def split(rng: random.Random, words: list[str]) -> list[str] | None:
    def change(word: str) -> str:
        at = rng.randrange(2, len(word) - 1)
        return f"{word[:at]} {word[at:]}"

    return _change(rng, words, 6, change)


def initials(rng: random.Random, words: list[str]) -> list[str] | None:
    """Three words in a row by their first letters only, and at least one other word whole."""
    if len(words) < 5:
        return None
    at = rng.randrange(len(words) - 2)
    letters = [word[0].lower() for word in words[at : at + 3]]
    return [*words[:at], rng.choice(["", " ", "."]).join(letters), *words[at + 3 :]]


def prefix(rng: random.Random, words: list[str]) -> list[str] | None:
    """The last word is being typed."""
    last = words[-1]
    return [*words[:-1], last[: rng.randrange(1, len(last))]] if len(last) > 3 else None


def infix(rng: random.Random, words: list[str]) -> list[str] | None:
    """Begins and ends inside a word."""
    if len(words[0]) < 5 or len(words[-1]) < 5:
        return None
    return [words[0][rng.randrange(1, 3) :], *words[1:-1], words[-1][: -rng.randrange(1, 3)]]


def inside(rng: random.Random, words: list[str]) -> list[str] | None:
    """The longest words only, without their ends."""
    long = [word[1:-1] for word in words if len(word) > 6]
    return long if len(long) > 1 else None


def skeleton(rng: random.Random, words: list[str]) -> list[str] | None:
    """Long words without their vowels."""
    return _change(rng, words, 5, lambda word: word[0] + re.sub("[aeiou]", "", word[1:]), 2)


def vowels(rng: random.Random, words: list[str]) -> list[str] | None:
    """Two long words with other vowels."""

    def change(word: str) -> str:
        return word[0] + re.sub("[aeiou]", lambda m: rng.choice("aeiou"), word[1:])

    return _change(rng, words, 5, change, 2)


def two_faults(rng: random.Random, words: list[str]) -> list[str] | None:
    for fault in rng.sample([typo, dropped, reordered, transliterated, joined, split, prefix], 2):
        changed = fault(rng, words)
        if changed is None:
            return None
        words = changed
    return words


def two_typos(rng: random.Random, words: list[str]) -> list[str] | None:
    return _change(rng, words, 4, lambda word: _slip(rng, word), 2)


def keywords(rng: random.Random, words: list[str]) -> list[str] | None:
    """Only the long words, one of them mistyped."""
    long = [word for word in words if len(word) > 4]
    return typo(rng, long) if 2 < len(long) < len(words) else None


def exact(rng: random.Random, words: list[str]) -> list[str] | None:
    return words


ORDINARY: tuple[Damage, ...] = (
    exact, typo, keywords, dropped, reordered, transliterated, marks, joined, split, initials,
    prefix,
)  # fmt: skip
HARD: tuple[Damage, ...] = (two_faults, two_typos, infix, inside, skeleton, vowels)


def damaged(passages: list[str], each: int, seed: int = 1) -> Iterator[Query]:
    """So many queries of each kind."""
    lines = "\n".join(passages).casefold()
    for damage in (*ORDINARY, *HARD):
        rng = random.Random(f"{damage.__name__}{seed}")
        left = each
        while left:
            number = rng.randrange(len(passages))
            fragment = _fragment(rng, passages[number])
            if fragment is None or lines.count(fragment.casefold()) != 1:
                continue
            words = damage(rng, WORD.findall(fragment))
            if words and _means_one(passages, lines, damage, words, number):
                left -= 1
                yield Query(damage.__name__, " ".join(words), number)


def _means_one(
    passages: list[str], lines: str, damage: Damage, words: list[str], number: int
) -> bool:
    """Whether no other passage holds the query itself, or all its words where order is lost."""
    text, own = " ".join(words).casefold(), passages[number].casefold()
    if lines.count(text) > own.count(text):
        return False
    if damage not in (reordered, inside):
        return True
    left = (line for line in lines.split("\n") if all(w.casefold() in line for w in words))
    return sum(1 for _ in left) < 2


def _fragment(rng: random.Random, passage: str) -> str | None:
    """Three to seven words in a row, two of them long."""
    words = list(WORD.finditer(passage))
    count = rng.randint(3, 7)
    if len(words) < count:
        return None
    first = rng.randrange(len(words) - count + 1)
    chosen = words[first : first + count]
    if sum(len(word[0]) > 4 for word in chosen) < 2:
        return None
    return passage[chosen[0].start() : chosen[-1].end()]


def by_hand(passages: list[str]) -> Iterator[Query]:
    """The queries of queries.toml whose passage is among these."""
    written = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))
    for text, words in written["queries"]:
        for number in (number for number, passage in enumerate(passages) if words in passage):
            yield Query("by hand", text, number)
            break
