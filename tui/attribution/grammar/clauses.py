"""Where a clause ends that somebody says."""

from __future__ import annotations

from ..lexicon.function_words import SUBJECT_PRONOUNS, is_ing_form
from ..lexicon.verb_forms import VERB_FORMS
from ..sentences import Sentence


def clause_end(sentence: Sentence, first: int) -> int:
    """The last token of the clause that begins at `first`."""
    for at in range(first + 1, len(sentence)):
        word = sentence.word(at)
        if word == ";" or (word in ",—–" and _ends_report(sentence, at, first)):
            return at - 1
        if sentence.ends_with(at, ",") and _opens_adjunct(sentence, at + 1):
            return at
        if word == "according" and sentence.word(at + 1) == "to" and at > first + 2:
            return at - 1 - (sentence.word(at - 1) == ",")
    return len(sentence) - 1


def _opens_adjunct(sentence: Sentence, at: int) -> bool:
    """Whether a word after a comma opens the author's own words about a statement."""
    word, after = sentence.word(at), sentence.word(at + 1)
    if is_ing_form(word):
        return True
    if word in ("and", "but"):
        return after in SUBJECT_PRONOUNS
    return word in ("while", "when", "after", "before")


def _ends_report(sentence: Sentence, comma: int, first: int) -> bool:
    """Whether the author's own words follow a comma, as in ", but he did not say"."""
    word = sentence.word(comma + 1)
    form = VERB_FORMS.get(word)
    if word == "according" or (form and form.inflection == "ing"):
        return True
    if word not in ("but", "although", "though", "while", "whereas") or comma - first < 3:
        return False
    return sentence.is_clause(comma + 2)


def infinitive_end(sentence: Sentence, first: int) -> int:
    """The last token of an infinitive clause: before a comma with an -ing form, if any.

    What is announced ends there; its consequences are the author's words.
    """
    last = clause_end(sentence, first)
    for at in range(first, last):
        if sentence.word(at) == "," and is_ing_form(sentence.word(at + 1)):
            return at - 1
    return last
