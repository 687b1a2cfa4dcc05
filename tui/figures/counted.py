"""What a figure counts or measures: the noun phrase at its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .lexicon import word_set
from .lexicon.exclusion_words import DURATIONS
from .lexicon.number_words import SCALES, TENS, UNITS
from .lexicon.people_words import HUMAN_STATES, PEOPLE, STATES
from .lexicon.phrase_words import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_WORDS,
    MEASURE_ADJECTIVES,
    MEASURE_NOUNS,
    RISING,
)
from .lexicon.unit_words import MEASURES
from .number_tokens import DASHES, TokenList
from .phrases import Phrase

_MOST_WORDS = 4
"""Words of a noun phrase after the number."""

_EMPTY_NOUNS = ("figure", "number", "estimate", "count", "total", "average", "value")
"""Nouns for a value that do not tell what is counted."""

_LEAST_MONEY = 1_000_000
"""From "millions in sales" on, money is meant and not people."""

_AFTER_VAGUE = ("of", "more", "in", "for")
"""Words after "hundreds" and the like that leave open whether people are meant."""

_REACH = 9
"""Tokens before a number in which the noun for its value is looked for."""

_VALUE_LINKS = word_set("""
    of was is were are at to from by reached reaching hit stood rose fell passed
""")
"""Words between such a noun and its value."""

_GROUPS = word_set("army audience delegation force gang group party team union workforce")
"""Nouns for many people, as in "a 300-strong force"."""

_DETERMINERS = word_set("the its their all those these his her our my your a an")
_PLURAL_ENDINGS = ("s", "people", "men", "children")


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted ("civilians killed"), and whether people are.

    `state` is what happened to it ("killed", or ""); its word stands on that `side` of the number.
    """

    what: str = ""
    are_people: bool = False
    state: str = ""
    side: Literal["", "before", "after"] = ""


class CountedFinder:
    """Finds what the figures in one list of tokens count."""

    def __init__(self, tokens: TokenList) -> None:
        self._tokens = tokens

    def counted(self, found: Phrase) -> Counted:
        """What a figure counts, measures or pays for; "" if the words beside it do not tell."""
        if self._tokens.key(found.end - 1) == "strong":
            return self._strength(found)
        nouns, end = self._nouns_after(found)
        if found.is_vague and not found.unit and self._tokens.key(found.end) not in _AFTER_VAGUE:
            nouns, end = [], found.end
        if found.unit and found.unit != "%":
            of_noun = self._tokens.key(found.first - 1) == "of" and self._noun_before(found)
            return Counted(of_noun or " ".join(nouns) or self._noun_before(found), False)
        if not nouns and self._tokens.key(found.first - 1) in MEASURE_NOUNS:
            return Counted(self._noun_before(found), False)
        after, before = self._state_after(end), self._state_before(found.first)
        state = after or before
        if not nouns and not state and not found.is_vague:
            noun = self._noun_before(found)
            return Counted(noun, _tells_people(noun))
        are_people = not found.unit and self._are_people(nouns, state, found)
        if not nouns and are_people:
            nouns = ["people"]
        if state and (not nouns or nouns[-1] != state):
            nouns = [*nouns, state]
        side: Literal["", "before", "after"] = "after" if after else "before" if before else ""
        return Counted(" ".join(nouns), are_people, state, side)

    def _strength(self, found: Phrase) -> Counted:
        """Whose strength a figure tells: people, or another noun after "30-strong"."""
        is_attribute = self._tokens.key(found.end - 2) in DASHES and self._is_noun(found.end)
        noun = self._noun(found.end) if is_attribute else "people"
        return Counted(noun, noun in PEOPLE or noun in _GROUPS)

    def _nouns_after(self, found: Phrase) -> tuple[list[str], int]:
        """The words of the noun phrase after the number, and the token after it."""
        at = found.end
        if "magnitude" in (self._tokens.key(at), self._tokens.key(at + 1)):
            return ["magnitude"], at + 2
        while self._tokens.key(at) in ("more", "other"):
            at += 1
        links = ("of", "in", "for", "worth") if found.unit else ("of",)
        if self._tokens.key(at) == "in" and self._tokens.is_name(at + 1):
            return [], at
        if found.unit == "%" and self._tokens.key(at) in _DETERMINERS:
            at += 1
        elif self._tokens.key(at) in links:
            at += 1
            at += self._tokens.key(at - 1) == "worth" and self._tokens.key(at) == "of"
            while self._tokens.key(at) in _DETERMINERS:
                at += 1
        elif found.unit in ("%",):
            return [], at
        if found.unit and self._tokens.key(at) in MEASURE_ADJECTIVES:
            return [], at
        words: list[str] = []
        while self._tokens.is_word(at) and len(words) < _MOST_WORDS and not self._ends(at, words):
            words.append(self._noun(at))
            at += 1
            if self._joins_adjectives(at):
                words.append("and")
                at += 1
            elif self._tokens.key(at) in ("-", "‑") and self._tokens.is_word(at + 1):
                words[-1] += f"-{self._noun(at + 1)}"
                at += 2
        return words, at

    def _is_crowd(self, found: Phrase) -> bool:
        """Whether a number such as "hundreds" stands alone, so that it counts people."""
        is_money = self._tokens.key(found.end) in ("in", "for") and (found.low or 0) >= _LEAST_MONEY
        return found.is_vague and not is_money

    def _joins_adjectives(self, at: int) -> bool:
        """Whether "and" at a token joins two adjectives: "state and local taxes"."""
        if self._tokens.key(at) != "and" or self._tokens.key(at - 1).endswith(_PLURAL_ENDINGS):
            return False
        return self._is_noun(at + 1) and self._is_noun(at + 2)

    def _are_people(self, nouns: Sequence[str], state: str, found: Phrase) -> bool:
        """Whether a noun phrase ([] if none) with what happened to it counts people."""
        if not nouns:
            is_human = state in HUMAN_STATES or (found.has_scale and state != "")
            return is_human or self._is_crowd(found)
        last = nouns[-1]
        if last[0].isupper():
            is_nation = last.endswith(("ans", "ese", "is")) or last.lower() in PEOPLE
            return state in HUMAN_STATES or is_nation
        return any(word.lower() in PEOPLE for word in nouns[-2:])

    def _noun(self, at: int) -> str:
        """A word of a noun phrase: in lower case unless it is a name."""
        token = self._tokens[at]
        is_name = token.text[:1].isupper() and (at > 0 or token.text.isupper())
        return token.text.replace("’", "'") if is_name else token.key

    def _ends(self, at: int, words: Sequence[str]) -> bool:
        """Whether the noun phrase ends before a token."""
        key = self._tokens.key(at)
        if not words and key in ("recorded", "reported"):
            return False
        if key in CLAUSE_WORDS or key.endswith("ly"):
            return True
        if key in STATES and not (words == [] and self._qualifies(at)):
            return True
        if words and words[-1].lower() in PEOPLE and words[-1].endswith("s"):
            return True
        if key in PEOPLE:
            return False
        if (words and key in MEASURE_ADJECTIVES) or (not words and key in DURATIONS):
            return True
        if key in UNITS or key in TENS or key in SCALES:
            return True
        if key.endswith("ed"):
            return bool(words) or not self._is_noun(at + 1)
        return bool(words) and key.endswith("ing") and words[-1].endswith(_PLURAL_ENDINGS)

    def _qualifies(self, at: int) -> bool:
        """Whether a state stands before its noun: "25 wounded people", "30 deaths"."""
        after = self._tokens.key(at + 1)
        return self._tokens.is_word(at + 1) and (after in PEOPLE or after.endswith("s")) and (
            after not in AUXILIARIES and after not in CLAUSE_WORDS
        )  # fmt: skip

    def _state_after(self, at: int) -> str:
        """What happened to what is counted: "were killed", "dead", "have fled"."""
        for _ in range(5):
            key = self._tokens.key(at)
            if key in STATES:
                return STATES[key]
            is_pronoun = key in ("who", "whom", "that", "which", "of")
            if key not in AUXILIARIES and key not in ADVERBS and not is_pronoun and key != "more":
                return ""
            at += 1
        return ""

    def _state_before(self, first: int) -> str:
        """The verb before the number: "killed 20", "injuring at least 30", "left 30 injured"."""
        at = first - 1
        while self._tokens.key(at) in ("another", "a", "further", "all", "the", "some", "of"):
            at -= 1
        key = self._tokens.key(at)
        if key in ("deaths", "death"):
            return "dead"
        return STATES.get(key, "") if key not in ("dead", "missing", "homeless", "fled") else ""

    def _noun_before(self, found: Phrase) -> str:
        """The noun of which the number is the value: "a magnitude of 6.3", "turnout was 52 %"."""
        start = found.first - 1
        link = self._tokens.key(start)
        if link in MEASURE_NOUNS:
            return self._measure_noun(start)
        if link not in _VALUE_LINKS and link not in RISING:
            return ""
        for at in range(start - 1, max(start - 2 if link == "of" else start - _REACH, -1), -1):
            key = self._tokens.key(at)
            if key in MEASURE_NOUNS:
                return "" if key in _EMPTY_NOUNS else self._measure_noun(at)
            if key in PEOPLE and self._tokens.key(at - 1) == "the":
                return key
            if key in (".", ";", ":", "“", '"') or (key == "," and at < start - 2):
                break
        at = start - (link not in RISING)
        while self._tokens.key(at) in RISING or self._tokens.key(at) in AUXILIARIES:
            at -= 1
        return self._noun(at) if self._is_noun(at) else ""

    def _measure_noun(self, at: int) -> str:
        """The noun at a token, together with the noun before it ("tax rate")."""
        key, before = self._tokens.key(at), self._tokens.key(at - 1)
        is_noun = self._is_noun(at - 1) and before not in _DETERMINERS and before != "total"
        is_noun = is_noun and len(before) > 2 and not before.endswith("'s")
        return f"{before} {key}" if is_noun else key

    def _is_noun(self, at: int) -> bool:
        """Whether a token may be a noun."""
        key = self._tokens.key(at)
        is_other = key in CLAUSE_WORDS or key in _VALUE_LINKS or key in MEASURES or key in DURATIONS
        return self._tokens.is_word(at) and not is_other and not key.endswith(("ed", "ing", "oken"))


def _tells_people(noun: str) -> bool:
    """Whether a noun for a value counts people: "death toll"."""
    return any(word in PEOPLE for word in noun.split(" "))
