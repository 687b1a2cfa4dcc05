"""The encoding of a text that declares none: the one in which it reads most like a language.

Every encoding decodes the same bytes, so the costs of the texts can be compared: those of the
letters in the likeliest language (see `letters`), of signs that are no letters, of capitals in the
middle of words, and of the encoding itself, some being much commoner than others.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import regex

from . import letters
from .letters import BOUNDARY

_ENCODINGS = {
    0.0: "utf-8 cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874",
    0.5: "koi8-r",
    0.7: "koi8-u",
    1.5: "iso8859-1 iso8859-2 iso8859-5 iso8859-7 iso8859-9 iso8859-15",
    2.5: "mac-roman mac-cyrillic iso8859-3 iso8859-4 iso8859-6 iso8859-8 iso8859-10 iso8859-13 "
    "iso8859-16 cp437 cp850 cp852 cp866 cp932 gb18030 big5hkscs cp949 euc-jp",
    3.5: "mac-latin2 mac-greek mac-turkish mac-romanian cp857 cp737 cp862 cp775 cp1125 "
    "utf-16-le utf-16-be",
    5.0: "mac-farsi mac-arabic cp855 cp869 cp720",
}
"""Cost of an encoding -> the codecs that have it."""
CANDIDATES = {name: cost for cost, names in _ENCODINGS.items() for name in names.split()}
"""Codec, as `charsets.text_in` takes it -> cost in nats."""

_SAMPLE = 64 * 1024
"""Bytes of a text that are looked at."""
_ENOUGH = 4_000
"""Bytes of lines beyond ASCII that are judged."""
_SHORT = 200
"""Bytes of such lines that tell too little of their language by themselves."""
_WORDS = 0.8
"""Share of letters and spaces in a line of words."""
_FEW = 4
"""Letters: in fewer of them there is nothing to judge by."""
_USUAL = "cp1252"
_KEPT, _LIKELY = 28, 4
"""Encodings, and languages for each, that are judged more closely."""

_COMMON = frozenset("“”‘„‚«»–—،؛؟۔׳״\u200c\u200d\u200e\u200f\xa0")
_LESS_COMMON = frozenset("…•·°§©®€£™№¿¡")
_RARE = frozenset("‹›†‡‰¢¥¤¦¬¨¯´¸¹²³¼½¾×÷ªº±¶µ‾―")
_COSTS = ((7.0, _COMMON), (9.0, _LESS_COMMON), (11.0, _RARE))
_COST_ODD, _COST_CONTROL, _COST_WIDE, _COST_BLANK = 13.0, 20.0, 5.0, 1.0
_COST_TWICE = 6.0, 4.5
"""Cost of a sign of ASCII, and of a space, that is written with a byte beyond ASCII."""
_OTHER_LETTER = r"[\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Thai}]"
_SHAPES = (
    (6.0, r"\p{Ll}\p{M}*(?=\p{Lu})"),
    (0.4, r"(?V1)[\p{Lu}--A-Z](?=[\p{Lu}--A-Z])"),
    (0.7, r"(?V1)[\p{Lu}--A-Z](?=\p{Ll})"),
    (4.0, r"\p{Lu}(?=\p{Lu}\p{Ll})"),
    (4.0, r"(?<![\p{L}\p{M}\p{N}.])(?:[…·©®™†‡ƒˆ˜¨¯´¸‰¬¦¤×÷]|[°ªº](?![CF]\b))(?=\p{L})"),
    (2.5, r"(?<=\s)[–”](?=\p{L})|[€£¥](?=\p{L})|(?<=\s)\xa0|\xa0(?=\s)"),
    (2.5, r"(?<!\p{N})[¼½¾](?=\p{L})|[‚„](?=\s)"),
    (4.0, r"(?<=[ \t])[\u3001-\u303f\uff01-\uff60\uffe0-\uffe6](?=\s)"),
    (1.5, r"„(?![^“”\"]{0,200}[“”\"])"),
    (5.0, r"(?<=[\p{L}\p{M}])[^\p{L}\p{M}\p{N}\x00-\x7f\s’\u200c\u200d](?=\p{L})"),
    (6.0, r"[\u2500-\u259f](?=\p{L})|(?<=\p{L})[\u2500-\u259f]"),
    (6.0, rf"\p{{Latin}}(?={_OTHER_LETTER})|{_OTHER_LETTER}(?=\p{{Latin}})"),
)
"""(cost, pattern): a capital after a small letter; one beyond ASCII before another such one, and
before a small letter; two capitals before a small letter; a sign that begins no word, and one that
rarely does or is a second blank; a fraction that begins a word, and a low quotation mark before a
blank; a wide sign between narrow blanks; a quotation that is not closed; a sign inside a word; a
line of a box at a word; a word in two alphabets."""
_DOTTED, _DOTLESS, _COST_DOTTED = "İ", "ı", 6.0
"""A letter counted as "i", the letter of languages that have both, and its cost in the others."""
_TWICE = frozenset(("mac-arabic", "mac-farsi"))
"""Encodings that have ASCII's signs twice, once for each direction of writing."""


class Guess(NamedTuple):
    """An encoding, the language that speaks for it, and how much likelier it is than any other.

    `margin` is the difference of the costs to the best encoding that gives another text.
    """

    codec: str
    language: str
    margin: float


class _Reading(NamedTuple):
    """What some bytes are in one encoding, and its cost apart from that of its letters."""

    codec: str
    text: str
    cost: float
    letters: Counter[str]


def guess(data: bytes) -> Guess:
    """The likeliest encoding of some bytes: UTF-8 only where few of them are damaged."""
    sample = _sample(data)
    if sum(byte > 127 or chr(byte).isalpha() for byte in sample) < _FEW:
        return Guess(_USUAL, "", 0)
    readings = sorted(_readings(sample, data[: _ENOUGH * 2]), key=_least)[:_KEPT]
    likely = [_likely(reading) for reading in readings]
    common = _of_plain_words(sample)
    judged = sorted(
        (cost, number, language)
        for number, reading in enumerate(readings)
        for cost, language in _judged(reading, common.union(likely[number]))
    )
    cost, number, language = judged[0]
    other = next((c for c, n, _ in judged if n != number), cost)
    return Guess(readings[number].codec, language, other - cost)


def _of_plain_words(sample: bytes) -> set[int]:
    """The numbers of the languages that bytes look most like by their letters of ASCII alone."""
    pairs = letters.pairs_of(sample.decode("ascii", "ignore"))
    found = sorted(
        (letters.cost_of_pairs(pairs, language), at)
        for at, language in enumerate(letters.languages())
    )
    return {at for _, at in found[:_LIKELY]}


def _likely(reading: _Reading) -> list[int]:
    """The numbers of the languages that a text looks most like by its single letters."""
    found = sorted(
        (letters.cost_of_letters(reading.letters, language), at)
        for at, language in enumerate(letters.languages())
    )
    return [at for _, at in found[:_LIKELY]]


def _judged(reading: _Reading, likely: Iterable[int]) -> Iterator[tuple[float, str]]:
    """The costs of a text in some languages, each with the name of the language."""
    pairs = letters.pairs_of(reading.text)
    dotted = _COST_DOTTED * reading.text.count(_DOTTED)
    for at in likely:
        language = letters.languages()[at]
        cost = reading.cost + letters.cost_of_pairs(pairs, language)
        yield cost + (dotted if language.is_rare(_DOTLESS) else 0), language.name


def _least(reading: _Reading) -> float:
    return reading.cost + sum(n * letters.least_cost(c) for c, n in reading.letters.items())


def _sample(data: bytes) -> bytes:
    """The first lines beyond ASCII, and where these are short the lines of words beside them."""
    lines = data[:_SAMPLE].splitlines(keepends=True)
    chosen: list[int] = []
    size = 0
    for at, line in enumerate(lines):
        if not line.isascii():
            chosen.append(at)
            size += len(line)
        if size >= _ENOUGH:
            break
    if size < _SHORT:
        beside = {at + step for at in chosen for step in (-1, 1)} - set(chosen)
        near = beside.intersection(range(len(lines)))
        chosen = sorted([*chosen, *(at for at in near if _is_of_words(lines[at]))])
    return b"".join(lines[at] for at in chosen)[: _ENOUGH * 2]


def _is_of_words(line: bytes) -> bool:
    """Whether a line in ASCII consists of words, and not of code, figures or an address."""
    return sum(chr(byte).isalpha() or byte == 32 for byte in line) >= _WORDS * len(line)


def _readings(sample: bytes, start: bytes) -> Iterator[_Reading]:
    """The texts that some bytes are in all encodings, each text once."""
    from .charsets import text_in

    seen: set[str] = set()
    for codec, cost in CANDIDATES.items():
        wide = codec.startswith("utf-16")
        text = text_in(start if wide else sample, codec)
        if text in seen:
            continue
        seen.add(text)
        if codec in _TWICE:
            doubled = (c for c, b in zip(text, sample, strict=True) if c.isascii() and b > 127)
            cost += sum(_COST_TWICE[character == " "] for character in doubled)
        yield _reading(codec, text, cost)


def _reading(codec: str, text: str, cost: float) -> _Reading:
    found: Counter[str] = Counter()
    for character, n in Counter(text).items():
        sign = _cost_of_sign(character)
        cost += n * sign
        if not sign:
            found[letters.fold(character)] += n
    cost += sum(one * len(pattern.findall(text)) for one, pattern in _shapes())
    return _Reading(codec, text, cost, found)


@cache
def _shapes() -> list[tuple[float, regex.Pattern[str]]]:
    return [(cost, regex.compile(pattern)) for cost, pattern in _SHAPES]


@cache
def _cost_of_sign(character: str) -> float:
    """The cost of what is no letter in any language; 0 for letters."""
    if character.isascii():
        if letters.fold(character) != BOUNDARY:
            return 0
        return _COST_BLANK if character >= " " or character in "\t\n\r" else _COST_CONTROL
    category = unicodedata.category(character)
    if category in ("Cc", "Cn", "Co", "Cs") or character == "\ufffd":
        return _COST_CONTROL
    for cost, signs in _COSTS:
        if character in signs:
            return cost
    if "\u3000" <= character < "\u3040" or "\uff00" <= character <= "\uff60":
        return _COST_WIDE
    return _COST_ODD if letters.fold(character) == BOUNDARY else 0
