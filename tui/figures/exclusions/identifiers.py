"""Numbers in names, addresses, telephone numbers, lists and references."""

from __future__ import annotations

from ..lexicon.exclusion_words import NAMING, STREETS
from ..lexicon.people_words import HUMAN_STATES, PEOPLE, STATES
from ..number_tokens import DASHES, TokenList
from ..phrases import Phrase

_JOINTS = ("/", ":", ".", ",", *DASHES)
_BEFORE_IDENTIFIERS = ("+", "#", "=", "_", "@", "\\", "&", "*")
_AFTER_IDENTIFIERS = ("_", "@", "\\", "=")
_GROUPS = ("group", "gang", "league")
"""As in "Group of 7"."""

_PARENTHESIS = 30
"""Tokens before a closing parenthesis in which its opening one is looked for."""

_OPENERS = (".", "!", "?", ":", "“", '"', "‘", "—", "–", "|", "•", "(", "…", "*")
"""Marks after which a sentence may begin, so that a capital letter tells no name."""


def is_part_of_number(tokens: TokenList, found: Phrase) -> bool:
    """Part of a telephone number, a version, a fraction, a time or a score: "555-1234", "3.2.1"."""
    end, start = found.number_end, found.number
    if not found.is_digits:
        return False
    if tokens.is_number(end) and not found.has_scale:
        return True
    if tokens.is_number(start - 1) and found.first == start:
        return True
    if tokens.is_joint(end):
        if tokens.key(end) in _AFTER_IDENTIFIERS:
            return True
        if tokens.key(end) in _JOINTS and tokens.is_number(end + 1):
            return True
    return tokens.touches(found.first) and _joins_back(tokens, found.first - 1)


def is_inside_chain(tokens: TokenList, at: int) -> bool:
    """Whether a number stands between two others without spaces: "1-800-555", "3.2.1"."""
    return (
        tokens.is_joint(at)
        and tokens.is_number(at - 2)
        and tokens.is_number(at + 2)
        and tokens.is_joint(at - 1)
        and tokens.is_joint(at + 1)
    )


def _joins_back(tokens: TokenList, mark: int) -> bool:
    """Whether a mark directly before a number belongs to a number, a name or an address."""
    if tokens.key(mark) in _BEFORE_IDENTIFIERS:
        return True
    is_after_number = tokens.is_number(mark - 1) and tokens.key(mark) in _JOINTS
    return tokens.touches(mark) and (is_after_number or tokens.key(mark) in DASHES)


def is_named(tokens: TokenList, found: Phrase) -> bool:
    """Part of a name or an ordinal: "Flight 370", "B12", "22nd", "No. 5", "10 Downing Street"."""
    if found.unit:
        return False
    end, first = found.number_end, found.number
    if found.is_digits and tokens.is_word(end) and tokens.touches(end):
        return True
    if found.is_digits and tokens.is_word(first - 1) and tokens.touches(first):
        return True
    before = tokens.key(first - 1)
    if before in ("#", "№", "§", "¶") or (before == "." and tokens.key(first - 2) in NAMING):
        return True
    if before == "of" and tokens.key(first - 2) in _GROUPS and tokens.is_name(first - 2):
        return True
    is_modified = found.first != first
    return _is_address(tokens, found) or (before in NAMING and not is_modified)


def _is_address(tokens: TokenList, found: Phrase) -> bool:
    """Whether the name of a street follows: "10 Downing Street"."""
    end = found.number_end
    return tokens.is_name(end) and any(
        tokens.key(at) in STREETS and tokens.is_name(at) for at in range(end + 1, end + 4)
    )


def follows_name(tokens: TokenList, found: Phrase) -> bool:
    """After a word with a capital letter, unless people are counted: "Apollo 11", "iPhone 6"."""
    at = found.number - 1
    is_plain = found.is_digits and not found.has_scale and not found.unit
    if not is_plain or found.first != found.number or at < 1 or not tokens.is_name(at):
        return False
    if tokens.key(at - 1) in _OPENERS:
        return False
    after = tokens.key(found.end)
    return after not in PEOPLE and STATES.get(after) not in HUMAN_STATES


def is_capitalized(tokens: TokenList, found: Phrase) -> bool:
    """A number in words that is written as a name inside a sentence: "Group of Seven"."""
    if found.is_digits or found.unit or found.first < 1:
        return False
    return tokens.is_name(found.first) and tokens.key(found.first - 1) not in _OPENERS


def is_list_mark(tokens: TokenList, found: Phrase) -> bool:
    """The number of an item or a reference: "1.", "(2)", "[3]"."""
    if not found.is_digits or found.unit or found.has_scale:
        return False
    start, end = found.number, found.number_end
    opens, closes = tokens.key(start - 1), tokens.key(end)
    if opens in ("[", "(") and closes in ("]", ")"):
        return True
    if closes == ")" and all(tokens.key(at) != "(" for at in range(start - _PARENTHESIS, start)):
        return True
    is_first = start == 0 or (start == 1 and opens in ("(", "["))
    return is_first and closes in (".", ")", ":", "]") and end + 1 < len(tokens)
