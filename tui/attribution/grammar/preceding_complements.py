"""What somebody says, as the range of tokens before the words that report it."""

from __future__ import annotations

from ..lexicon.function_words import AUXILIARIES, PREPOSITIONS
from ..sentences import Sentence, TokenRange


def complement_before(sentence: Sentence, end: int) -> TokenRange | None:
    """The complement before a report that begins at `end`: "..., the mayor said"; None if none."""
    last = end - 1
    while sentence.word(last) in (",", "—", "–", "-"):
        last -= 1
    if last < 0 or (last == end - 1 and not sentence.is_quotation(last)):
        return None
    first = sentence.start_after((";", ":"), last)
    bracket = sentence.start_after(("(",), last)
    if first < bracket and sentence.find({")"}, bracket, last + 1) is None:
        first = bracket
    if sentence.word(first) in ("but", "and", "still", "however", "meanwhile") and first < last:
        first += 1 + (sentence.word(first + 1) == ",")
    return (first, last) if first <= last and _is_statement(sentence, first, last) else None


def _is_statement(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a range contains quoted speech or a clause of some length."""
    if any(first <= at <= last for at in sentence.speech):
        return True
    words = sentence.words(first, last)
    if words[0] in PREPOSITIONS and not any(word in AUXILIARIES for word in words):
        comma = sentence.find({","}, first, last)
        return comma is not None and sentence.is_clause(comma + 1, last + 1)
    return len(words) > 2 and (sentence.is_headline or sentence.is_clause(first, last + 1))
