"""Resolution of names, pronouns and descriptions to the speakers of an article."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model.document import Span
from ..attributions import Speaker
from ..lexicon import word_set
from ..lexicon.function_words import (
    DETERMINERS,
    POSSESSIVE_ENDINGS,
    POSSESSIVE_PRONOUNS,
    WEEKDAYS,
    begins_with_pronoun,
)
from ..lexicon.source_words import PERSON_NOUNS, QUANTIFIERS, TITLES
from .documents import authored_document
from .name_index import NameIndex
from .proper_names import (
    describes_person,
    fold,
    head_of,
    is_plural,
    kind_of,
    split_name,
    without_article,
    without_possessive,
)
from .roles import best_role, describes_group, is_counted, is_joined, is_role

_FIRST_PERSON = {"i": Speaker("I", kind="unnamed"), "we": Speaker("we", kind="collective")}
"""The author, and a group to which the author belongs; other pronouns never refer to them."""

_GENDERS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_MASCULINE = word_set("mr king prince spokesman sheikh chairman father brother sir lord")
_FEMININE = word_set("mrs ms miss queen princess spokeswoman chairwoman sister lady")
_FUNCTION_WORDS = word_set("of in at for the a an and from to with by on who which")
_REFLEXIVE = re.compile(r" (?:him|her|it|them)sel(?:f|ves)$")
_PART_OF_THEM = re.compile(r"(\w+) of (?:them|these|those)$")
_DEFINITE = ("the", "this", "that", "these", "those")
_LONGEST_ROLE = 16
"""Words of the longest role before a name."""

_MOST_MENTIONED = 40
"""Speakers among whom the referent of a pronoun or a description is looked for."""


class SpeakerResolver:
    """Resolves the source of each report, in the order of the text, to a speaker.

    Pronouns and descriptions refer to the speaker mentioned last whom they fit.
    """

    def __init__(self, text: str, span: Span) -> None:
        """Begin a document; names are collected from the part `span` (code points) of its text."""
        self._names = NameIndex(text, span)
        self._mentioned: list[Speaker] = []
        self._by_name: dict[str, Speaker] = {}
        self._genders: dict[str, str] = {}

    def resolve(self, phrase: str, role: str = "", opens_sentence: bool = False) -> Speaker:
        """The speaker to whom a noun phrase refers.

        `role` is the apposition to the phrase. A capital letter does not make a name of the first
        word of a sentence.
        """
        phrase = _REFLEXIVE.sub("", phrase)
        authored = authored_document(phrase)
        if authored:
            author = self.resolve(authored.author, role)
            return replace(author, via=authored.document)
        referent = self._pronoun(phrase.casefold())
        if referent:
            return referent
        found = self._named(phrase, role)
        is_described = found is None or found.kind == "collective"
        may_describe = is_described or without_article(phrase) != phrase
        if role and may_describe and _is_name_of(role, phrase):
            found = self._named(role, phrase if is_role(phrase) else "")
        return self._mention(found or self._described(phrase, role, opens_sentence))

    def _pronoun(self, word: str) -> Speaker | None:
        """The speaker to whom a pronoun refers, also one with its verb; None for other words."""
        if begins_with_pronoun(word):
            word = re.split("['’]", word)[0]
        if word in _GENDERS:
            return self._person(_GENDERS[word])
        if word in ("they", "their"):
            return self._last("collective") or Speaker("they", kind="collective")
        if word in _FIRST_PERSON:
            return _FIRST_PERSON[word]
        if word in ("it", "its"):
            return self._last("collective", "document", "medium") or Speaker("it")
        if word in ("who", "that", "which"):
            return Speaker()
        part = _PART_OF_THEM.match(word)
        return self._part_of_them(part[1]) if part else None

    def _part_of_them(self, number: str) -> Speaker:
        """Some of the group mentioned last: "two of them"; they where none has been mentioned."""
        group = self._last("collective")
        if group is None:
            return Speaker("they", kind="collective")
        kind = "unnamed" if number == "one" else "collective"
        return Speaker(f"{number} of the {group.name}", kind=kind)

    def mention(self, phrase: str) -> None:
        """Let later pronouns refer to a person whom the text mentions without a statement."""
        found = self._named(phrase, "")
        if found is None and fold(head_of(phrase.split())) in TITLES | PERSON_NOUNS:
            self._mention(self._described(phrase, "", False))
        elif (
            found
            and found.kind == "named"
            and (" " in found.name or fold(found.name) in self._by_name)
        ):
            self._mention(found)

    def _mention(self, speaker: Speaker) -> Speaker:
        """The speaker with the role that is known already; it becomes the last one mentioned."""
        known = self._by_name.get(fold(speaker.name))
        if known:
            speaker = replace(known, role=known.role or speaker.role)
        self._by_name[fold(speaker.name)] = speaker
        if speaker in self._mentioned:
            self._mentioned.remove(speaker)
        self._mentioned.append(speaker)
        del self._mentioned[:-_MOST_MENTIONED]
        return speaker

    def _last(self, *kinds: str) -> Speaker | None:
        """The last speaker mentioned of some kinds."""
        return next((each for each in reversed(self._mentioned) if each.kind in kinds), None)

    def _person(self, gender: str) -> Speaker:
        """The last person mentioned who may have a gender ("m" or "f")."""
        for speaker in reversed(self._mentioned):
            if speaker.kind in ("named", "unnamed"):
                known = self._genders.setdefault(speaker.name, _gender(speaker) or gender)
                if known == gender:
                    return self._mention(speaker)
        return Speaker("he" if gender == "m" else "she", kind="unnamed")

    def _named(self, phrase: str, role: str) -> Speaker | None:
        """The speaker whose proper name a phrase contains; None where it contains none."""
        words = phrase.split()
        place = split_name(words)
        if place is None:
            return None
        first, last = place
        if words[first].casefold() == "the" and last - first > 1:
            first += 1
        parts = [word.strip(",") for word in words[first:last]]
        if {word.casefold() for word in parts} <= QUANTIFIERS | WEEKDAYS:
            return None
        if is_counted(words[0]) and is_plural(parts[-1]):
            return None
        may_be_common = parts[0].casefold().endswith("s") or parts[0].casefold() in TITLES
        if len(words) == 1 and may_be_common and not self._names.has_surname(parts[0]):
            return None
        name, kind = self._name_and_kind(words, first, parts)
        if is_joined(words, first):
            joined = phrase[5:] if phrase[:5].casefold() == "both " else phrase
            return Speaker(_cleaned(without_article(joined)), role, "collective")
        role = without_article(role) if kind == "named" or describes_group(role) else ""
        before = without_article(" ".join(words[:first]) + " ") if first < _LONGEST_ROLE else ""
        if last < len(words):
            before, role = " ".join([*before.split(), *words[last:]]), ""
        known = self._names.role(parts[-1]) if kind == "named" else ""
        return Speaker(name, best_role(role, before, known), kind)

    def _name_and_kind(self, words: list[str], first: int, parts: list[str]) -> tuple[str, str]:
        """The fullest name and the kind for the name `parts`, which begin at the word `first`."""
        name, kind = _cleaned(" ".join(parts)), kind_of(parts, True)
        if kind == "medium" and first and words[first - 1] in ("The", "the"):
            return f"The {name}", kind
        if kind == "named":
            name = self._names.full_name(parts, name)
            kind = kind_of(name.split(), True)
        if kind == "named" and first < 2:
            has_article = "the" in (words[0].casefold(), words[first - 1].casefold())
            kind = "collective" if has_article else kind
        return name, kind

    def _described(self, phrase: str, role: str, opens_sentence: bool) -> Speaker:
        """The speaker to whom a phrase without a name refers, or a new one."""
        words = phrase.split()
        if words[0].casefold() in _DEFINITE:
            known = self._referent(words[1:])
            if known:
                return known
        name = _cleaned(without_article(phrase))
        if opens_sentence and self._begins_with_common_word(name):
            name = name[:1].lower() + name[1:]
        return Speaker(name, without_article(role), kind_of(words, False))

    def _begins_with_common_word(self, name: str) -> bool:
        """Whether a capital letter is only that of the first word of a sentence."""
        first = name.split(" ")[0]
        word = first.casefold()
        return first[:1].isupper() and (
            (first == name and is_plural(word))
            or word in DETERMINERS | QUANTIFIERS
            or self._names.has_lower_case(word)
        )

    def _referent(self, words: list[str]) -> Speaker | None:
        """The speaker with all words of a description such as "militia leader" in name and role."""
        wanted = {fold(word) for word in words} - _FUNCTION_WORDS
        noun = fold(head_of(words))
        for speaker in reversed(self._mentioned):
            if is_plural(noun) and speaker.kind in ("named", "unnamed"):
                continue
            described = {fold(word) for word in f"{speaker.name} {speaker.role}".split()}
            nouns = {fold(head_of(text.split())) for text in (speaker.name, speaker.role)}
            if wanted and wanted <= described and noun in nouns:
                return speaker
        found = None if is_plural(noun) else self._names.name_and_role(wanted, noun)
        return Speaker(*found, "named") if found else None


def _is_name_of(apposition: str, phrase: str) -> bool:
    """Whether an apposition names whom a phrase describes: "the mayor, Col. Ida Ruiz".

    One word is a name only after a relation: "his wife, Ida".
    """
    words = apposition.split()
    place = split_name(words)
    if place is None or place[1] < len(words):
        return False
    if len(words) == 1:
        first = phrase.split()[0].casefold()
        return phrase[-1:].islower() and (
            first in POSSESSIVE_PRONOUNS or first.endswith(POSSESSIVE_ENDINGS)
        )
    return place[0] == 0 or describes_person(words[place[0] - 1])


def _cleaned(name: str) -> str:
    """A name without an "'s" and without punctuation and white space around it."""
    return without_possessive(" ".join(name.split()).strip(" ,;:.-–—"))


def _gender(speaker: Speaker) -> str:
    """The gender ("m" or "f") that the role of a speaker shows, or ""."""
    words = {fold(word) for word in speaker.role.split()}
    return "m" if words & _MASCULINE else "f" if words & _FEMININE else ""
