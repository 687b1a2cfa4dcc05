"""An index of the persons' names in a text: full names and roles by surname."""

from __future__ import annotations

import re

from ...model.document import Span
from ..lexicon import word_set
from ..lexicon.function_words import (
    ADVERBS,
    COORDINATORS,
    DETERMINERS,
    INTERROGATIVES,
    PREPOSITIONS,
    SUBORDINATORS,
)
from ..lexicon.source_words import NAME_PARTICLES, TITLES
from .appositions import is_apposition
from .offices import is_office
from .proper_names import fold, head_of, split_name, without_article, without_possessive

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Gen|Brig|Maj|Lt|Col|Sen|Rep|Gov|St)\."
_ARABIC = r"(?:al|el|as|ad|ar|an|at|ash)-[A-Z][\w’'-]*"
_CAPITALIZED = rf"(?:{_TITLE}|(?:[A-Z]\.)+|[A-Z][\w’'-]*|{_ARABIC})"
_PARTICLES = rf"(?:(?:{'|'.join(sorted(NAME_PARTICLES))}) ){{0,2}}"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITALIZED}(?: {_PARTICLES}{_CAPITALIZED}){{1,5}}")
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")
_ROLE = re.compile(
    rf", ((?:an? |the )?[a-z](?:{_TITLE}|[^,.;:“”\"()\n]){{3,160}})(?=[,.;:“”\"()\n]|$)"
)
_OFFICE = re.compile(r"([\w’'-]+) (?:of|to|for) $")
"""An office with a preposition, before the name of what it is for."""

_OFFICE_REACH = 40
"""Code points before a name among which an office is looked for."""

_SENTENCE_REACH = 200
"""Code points before a name among which the beginning of its sentence is looked for."""

_LEADING_WORDS = (
    TITLES
    | ADVERBS
    | COORDINATORS
    | DETERMINERS
    | INTERROGATIVES
    | PREPOSITIONS
    | SUBORDINATORS
    | word_set("said says asked added maybe")
)
"""Words that are no part of a name when they begin a sentence or stand before the name."""

_MOST_NAMES = 9
"""Full names that are kept for one surname."""


class NameIndex:
    """The full names and roles in a part of a text, and its words in lower case."""

    def __init__(self, text: str, span: Span) -> None:
        """Index the part `span` (code points) of a text."""
        self._names: dict[str, list[str]] = {}
        self._roles: dict[str, str] = {}
        self._surnames_by_noun: dict[str, list[str]] = {}
        self._lower_case = frozenset(match.group() for match in _LOWER_CASE.finditer(text, *span))
        for match in _NAME.finditer(text, *span):
            self._add(text, match)

    def _add(self, text: str, match: re.Match[str]) -> None:
        words = match.group().split(" ")
        office = _OFFICE.search(text, max(0, match.start() - _OFFICE_REACH), match.start())
        if office and is_office(office[1]):
            words = [office[1], "of", *words]
        first, last = split_name(words) or (0, 0)
        words = words[first:last] or [""]
        while len(words) > 1 and words[0].casefold().strip(".") in _LEADING_WORDS:
            words = words[1:]
        surname = fold(words[-1])
        if 1 < len(words) < 5 and not words[-1].endswith(("'s.", "’s.")):
            name = without_possessive(" ".join(words).rstrip("."))
            known = self._names.setdefault(surname, [])
            if name not in known and len(known) < _MOST_NAMES:
                known.append(name)
        role = _ROLE.match(text, match.end())
        if role and surname not in self._roles and _is_role(text, match, role):
            self._roles[surname] = role[1]
            self._surnames_by_noun.setdefault(fold(head_of(role[1].split())), []).append(surname)

    def has_lower_case(self, word: str) -> bool:
        """Whether a word stands in the text in lower case."""
        return word in self._lower_case

    def has_surname(self, word: str) -> bool:
        """Whether a word is the surname of somebody with a full name in the text."""
        return fold(word) in self._names

    def full_name(self, words: list[str], name: str) -> str:
        """The longest form that the text has of a person's name; `name` where it has no other.

        `words` are the words of the name.
        """
        known = self._names.get(fold(words[-1]), [])
        if len(words) == 1:
            return known[0] if known else name
        for full in known:
            if fold(full.split()[0]) == fold(words[0]) and len(full) > len(name):
                return full
        return name

    def role(self, surname: str) -> str:
        """The role that the text gives with a surname, without an article; "" if it gives none."""
        return without_article(self._roles.get(fold(surname), ""))

    def name_and_role(self, words: set[str], noun: str) -> tuple[str, str] | None:
        """The name and role of the first person whose role is described by a noun and some words.

        The words are folded, and so is the noun.
        """
        for surname in self._surnames_by_noun.get(noun, ()):
            role, names = self._roles[surname], self._names.get(surname)
            if names and words <= {fold(word) for word in role.split()} | {surname}:
                return names[0], without_article(role)
        return None


def _is_role(text: str, name: re.Match[str], phrase: re.Match[str]) -> bool:
    """Whether the phrase behind a name says who its bearer is."""
    before = text[max(0, name.start() - _SENTENCE_REACH) : name.start()]
    return is_apposition(
        phrase[1], before, text[phrase.end() : phrase.end() + 1] in ("", ".", "\n")
    )
