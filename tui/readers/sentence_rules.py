"""The rules for the sentences of each language, and what they say about a full stop.

The rules are read from the files in `sentences/`.

A file is named after its language (ISO 639-1) and holds `[[rule]]` tables. Each has a `kind`, an
`example` (its sentences are separated by " | "), and `words` separated by white space.
Abbreviations are written without the full stop at their end. The kinds:

- `joins`: abbreviations after which a sentence goes on, as before a name ("Dr").
- `numbered`: abbreviations after which a sentence goes on if a number follows ("p").
- `either`: abbreviations that may end a sentence ("Inc"); they do before one of the `openers`.
- `units`: abbreviations that after a number end a sentence before a capital letter ("в 1970 г."),
  unless they are among its first words ("В 1970 г. Москва ...").
- `openers`: words that, with a capital letter, are taken to begin a sentence.
- `words`: what looks like an abbreviation but is a word ("I").
- `ordinals`: in this language a number with a full stop is an ordinal number. It may end a
  sentence as the abbreviations of `either` do. No words.
- `dashes`: in this language a full stop and a dash stand between two sentences even if a small
  letter follows, as in lists and in what several people say. No words.
- `lowercase`: in this language a sentence may begin with a small letter. The words are
  abbreviations of three and more letters after which it does not.
- `stops`: further marks that end a sentence.
- `reporting`: `pattern`, a regular expression that matches what follows a closing quotation mark
  if the sentence goes on ("said Anna").

An abbreviation in small letters also stands for itself with a capital letter, except in `units`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..formats import toml
from ..model.patterns import lazily

FOLDER = Path(__file__).with_name("sentences")

ALIASES = {"nb": "no", "nn": "no", "bs": "hr", "sr": "hr"}
"""Language without rules of its own -> the language whose rules it shares."""

WORDS = ("joins", "numbered", "either", "units", "openers", "words", "lowercase", "stops")
"""The kinds of rules that are lists of words, and the fields of Rules that hold them."""


class Rules(NamedTuple):
    """The rules of one language; the description of this module says what each field is."""

    joins: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    lowercase: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    has_ordinals: bool = False
    has_dashes: bool = False
    reporting: re.Pattern[str] | None = None


def rules_of(lang: str) -> Rules:
    """The rules of a language (a tag such as "pt" or "pt-BR"); no rules if it has no file."""
    return _rules(lang.lower().replace("_", "-").partition("-")[0])


def tables(lang: str) -> list[dict[str, Any]]:
    """The `[[rule]]` tables in the file of a language; FileNotFoundError if it has none."""
    source = (FOLDER / f"{lang}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = toml.loads(source)["rule"]
    return found


@cache
def _rules(base: str) -> Rules:
    # The language may come from a document, so that only letters may become a file name.
    if not (base.isascii() and base.isalpha() and len(base) <= 8):
        return Rules()
    try:
        rules = tables(ALIASES.get(base, base))
    except FileNotFoundError:
        return Rules()
    sets: dict[str, set[str]] = {kind: set() for kind in WORDS}
    for rule in rules:
        if rule["kind"] in sets:
            sets[rule["kind"]].update(rule["words"].split())
    for kind in ("joins", "numbered", "either"):
        sets[kind].update([word[0].upper() + word[1:] for word in sets[kind]])
    patterns = [rule["pattern"] for rule in rules if rule["kind"] == "reporting"]
    return Rules(
        **{kind: frozenset(words) for kind, words in sets.items()},
        has_ordinals=any(rule["kind"] == "ordinals" for rule in rules),
        has_dashes=any(rule["kind"] == "dashes" for rule in rules),
        reporting=lazily("|".join(patterns)) if patterns else None,
    )


_LOOK_BACK = 48
"""Code points before a full stop that are searched for the word it belongs to."""
_FIRST_WORDS = 4
"""Number of words at the start of a sentence after which an abbreviation of `units` may end it."""
_WORD_LENGTH = 3
"""Shortest word, in letters, that may end a sentence before a small letter;
shorter words are looked up in the lists."""
_ORDINAL = 3
"""Most digits of an ordinal number; a year has more."""

_WORD = lazily(r"\w+")
_INITIALS = lazily(r"(?:[^\W\d_]{1,3}[.·]-?)+[^\W\d_]{1,3}")
_ROMAN = lazily(r"[IVXLC]{1,6}")
_LIST_NUMBER = lazily(r"[:;]\s+(?:\d{1,3}\.)*\d{1,3}$")
_DASH = lazily("[–—-]")
_AND = lazily(r"\b[A-Z]{1,3}\s*&\s*$")
_PARTS = lazily(r"[’'/‑–—]")
_OPENING = "([{“\"«‘„‚'»¿¡*_–—-"
_CLOSING = ("”", "»", ")", "]", "’", '"', "'", "“")


class FullStop(NamedTuple):
    """The offsets of a full stop, of the start of its sentence, and of the next word."""

    at: int
    sentence: int
    following: int


def ends(text: str, stop: FullStop, rules: Rules) -> bool:
    """Whether a full stop ends a sentence, given that no small letter follows."""
    before = text[max(0, stop.at - _LOOK_BACK) : stop.at]
    if not before or before[-1].isspace():
        return True
    word = before.split()[-1].lstrip(_OPENING)
    if word[-1:] in _CLOSING:
        return True  # as in "(1990)."; an abbreviation has its full stop inside
    for part in _candidates(word):
        known = _by_list(text, stop, part, rules)
        if known is not None:
            return known
    if _is_initial(word, before) or _is_ordinal(word, before, rules):
        return _is_opener(text, stop.following, rules)
    return not _LIST_NUMBER.search(before)


def ends_before_small_letter(text: str, stop: FullStop, rules: Rules) -> bool:
    """Whether a full stop ends a sentence, given that a small letter follows."""
    before = text[max(0, stop.at - _LOOK_BACK) : stop.at].split()
    word = before[-1].lstrip(_OPENING) if before else ""
    if word[-1:] in _CLOSING:
        return True
    if not word.isalpha() or not word[1:].islower():
        return False
    if len(word) < _WORD_LENGTH:
        return word.capitalize() in rules.openers
    lists = (rules.lowercase, rules.joins, rules.numbered, rules.either, rules.units)
    return not any(word in words or word.lower() in words for words in lists)


def _candidates(word: str) -> list[str]:
    """A word and, if it is compound, its last part: "l'art" and "art", "dr.phil" and "phil"."""
    found = [word]
    for part in (_PARTS.split(word)[-1], word.rpartition(".")[2]):
        # One letter after an apostrophe is a suffix ("King's"), not an abbreviation.
        if part not in found and len(part) > 1:
            found.append(part)
    return found


def _by_list(text: str, stop: FullStop, word: str, rules: Rules) -> bool | None:
    """The decision of the first list that contains the word; None if no list decides."""
    if word in rules.words:
        return True
    if word in rules.units and _follows_number(text, stop.at - len(word)):
        return _ends_after_unit(text, stop, rules)
    if word in rules.joins:
        return False
    if word in rules.numbered:
        if _is_number(text, stop.following):
            return False
        if len(word) > 1:
            return True
    if word in rules.either:
        return _is_opener(text, stop.following, rules)
    return None


def _follows_number(text: str, at: int) -> bool:
    words = text[max(0, at - _LOOK_BACK) : at].split()
    return bool(words) and (words[-1][-1].isdigit() or bool(_ROMAN.fullmatch(words[-1])))


def _ends_after_unit(text: str, stop: FullStop, rules: Rules) -> bool:
    if _is_number(text, stop.following) or _DASH.search(text, stop.at, stop.following):
        return False
    sentence = text[max(stop.sentence, stop.at - _LOOK_BACK) : stop.at]
    return len(sentence.split()) > _FIRST_WORDS or _is_opener(text, stop.following, rules)


def _is_number(text: str, at: int) -> bool:
    if text[at : at + 1].isdigit() or text[at : at + 1] in ("§", "№", "#"):
        return True
    word = _WORD.match(text, at)
    return bool(word and _ROMAN.fullmatch(word[0]))


def _is_opener(text: str, at: int, rules: Rules) -> bool:
    word = _WORD.match(text, at)
    if not word or word[0] not in rules.openers:
        return False
    return len(word[0]) > 1 or text[word.end() : word.end() + 1] != "."


def _is_initial(word: str, before: str) -> bool:
    """Whether a word consists of single letters or short groups of them ("J. Smith", "U.S.")."""
    if _INITIALS.fullmatch(word):
        return True
    if len(word) != 1 or not word.isalpha() or before[-2:-1] in ("’", "'", "°", "º"):
        return False
    if _AND.search(before[:-1]):
        return False  # the end of a name such as "AT & T"
    # Of the scripts without capitals, only Hebrew and Arabic abbreviate names to one letter.
    return word.lower() != word.upper() or "\u05d0" <= word <= "\u06ff"


def _is_ordinal(word: str, before: str, rules: Rules) -> bool:
    if not rules.has_ordinals:
        return False
    if _ROMAN.fullmatch(word):
        return True
    if not word.isdigit() or len(word) > _ORDINAL:
        return False
    words = before.split()
    if len(words) < 2:
        return True
    # "p. 15." and "11 000." end in cardinal numbers.
    return words[-2].rstrip(".") not in rules.numbered and not words[-2].isdigit()
