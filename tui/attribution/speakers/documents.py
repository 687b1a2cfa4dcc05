"""Documents with an author: "a tweet by Bell", "a letter from the ministry", "Bell's memo"."""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon.function_words import DATE_WORDS, TIME_NOUNS
from ..lexicon.source_words import DOCUMENT_NOUNS, MESSAGE_NOUNS, PUBLISHING_PARTICIPLES
from .proper_names import fold, head_of, without_article, without_possessive


class AuthoredDocument(NamedTuple):
    """A document and who says what it says; both as written, the document without an article."""

    document: str
    author: str


def authored_document(phrase: str) -> AuthoredDocument | None:
    """The document and the author that a noun phrase names; None where it does not name both."""
    words = phrase.split()
    for at in range(1, len(words) - 1):
        if words[at] in ("by", "from"):
            return _named_after(words, at)
    return _named_before(words)


def _named_after(words: list[str], preposition: int) -> AuthoredDocument | None:
    """The author after "by" or "from": what is from a place and no message has no author."""
    places = (
        at
        for at in range(1, preposition)
        if words[at] in PUBLISHING_PARTICIPLES or words[at + 1].casefold() in DATE_WORDS
    )
    end = next(places, preposition)
    noun = fold(head_of(words[:end]))
    if noun not in (DOCUMENT_NOUNS if words[preposition] == "by" else MESSAGE_NOUNS):
        return None
    document = without_article(" ".join(words[:end]))
    return AuthoredDocument(document, " ".join(words[preposition + 1 :]))


def _named_before(words: list[str]) -> AuthoredDocument | None:
    """The author as the owner of a message: "Bell's letter", "her tweet"."""
    last = words[-1]
    if fold(last) not in MESSAGE_NOUNS or not last.islower():
        return None
    if len(words) == 2 and words[0].casefold() in ("his", "her"):
        return AuthoredDocument(last, words[0])
    for at, word in enumerate(words[:-1]):
        if word.endswith(("'s", "’s")):
            owner = without_possessive(" ".join(words[: at + 1]))
            is_time = fold(word) in DATE_WORDS | TIME_NOUNS
            return None if is_time else AuthoredDocument(" ".join(words[at + 1 :]), owner)
    return None
