"""The rules for the sentences of each language, read from the files in `sentences/`.

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
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..formats import toml
from ..model.patterns import lazily

FOLDER = Path(__file__).with_name("sentences")

ALIASES = {"nb": "no", "nn": "no", "bs": "hr", "sr": "hr"}
"""Language without rules of its own -> the language whose rules it shares."""

WORDS = ("joins", "numbered", "either", "units", "openers", "words", "lowercase", "stops")
"""The kinds of rules that are lists of words, and the fields of Rules that hold them."""


@dataclass(frozen=True, slots=True)
class Rules:
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
