"""What is said: where the words begin and end that belong to a cue."""

from __future__ import annotations

from .bag import bag
from .clauses import THROUGH, clause_end, infinitive_end, is_clause
from .cues import DIRECTIVE, INFINITIVE, KNOW, NAMING, OBJECT, SAY, SHOW, TELL, THINK
from .units import Unit
from .words import (
    AUXILIARIES,
    COORDINATORS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBJECTS,
    TIMES,
    WH,
    is_adverb,
)

Range = tuple[int, int]
"""The numbers of the first and the last token, both in it."""

_HEARER = bag("tell inform remind assure notify convince persuade")
_FREE = bag("say think believe insist claim argue admit hope suspect reckon")
_CLAUSAL = SAY | THINK | SHOW | TELL | INFINITIVE | DIRECTIVE | OBJECT | NAMING
_ASKING = bag("ask wonder know say tell understand explain see determine decide learn")


def right(unit: Unit, verb: int, lemma: str) -> Range | None:
    """The complement behind a verb, to the end of its clause; None where there is none."""
    at = verb + 1
    if lemma in ("point", "go") and unit.word(at) in ("out", "on"):
        at += 1
    elif lemma == "point":
        return None
    if lemma == "call":
        if unit.word(at) in ("on", "upon") and "to" in {unit.word(n) for n in range(at, at + 10)}:
            return at + 1, infinitive_end(unit, at, clause_end(unit, at))
        if unit.word(at) == "for" and unit.word(at + 1) not in ("", "at", "about"):
            return at + 1, infinitive_end(unit, at, clause_end(unit, at))
    first = _named(unit, at) if lemma in NAMING else None
    if first is None and not (lemma in _HEARER and _tells(unit, at)):
        first = _beginning(unit, at, lemma)
    if first is None and lemma in TELL | {"announce", "explain", "say", "tweet"}:
        hearer = _behind_hearer(unit, at)
        if hearer > at:
            first = _beginning(unit, hearer, lemma, True)
            first = _behind_adverbials(unit, hearer, lemma) if first is None else first
    if first is None:
        first = _behind_adverbials(unit, at, lemma)
    if first is None or (lemma not in _CLAUSAL and not _quoted(unit, first)):
        return None
    last = clause_end(unit, first)
    if lemma in INFINITIVE and unit.word(first) == "to":
        last = infinitive_end(unit, first, last)
    return (first, last) if last >= first else None


def _quoted(unit: Unit, first: int) -> bool:
    """Whether a complement is a quotation or follows a colon."""
    return unit.tokens[first].quote is not None or unit.word(first - 1) == ":"


def _tells(unit: Unit, at: int) -> bool:
    """Whether the one who is told comes first."""
    token = unit.tokens[at] if at < len(unit.tokens) else None
    return bool(token and token.is_word and token.word not in WH | {"that", "to"})


def _beginning(unit: Unit, at: int, lemma: str, told: bool = False) -> int | None:
    """Where a complement begins at the token `at`, or right behind a comma or colon there."""
    if at >= len(unit.tokens):
        return None
    token = unit.tokens[at]
    word = token.word
    speaking = lemma in SAY | SHOW | TELL or lemma in ("begin", "go", "put", "conclude")
    if token.quote:
        return at if speaking and (token.quote.speech or lemma in _FREE) else None
    if word == ":" or (word == "," and at + 1 < len(unit.tokens) and unit.tokens[at + 1].quote):
        return at + 1 if at + 1 < len(unit.tokens) and (speaking or word == ":") else None
    if word == "," and unit.word(at + 1) in ("that",):
        return at + 1
    if word == "that":
        return at if is_clause(unit, at + 1) or lemma in _FREE else None
    if word in WH and lemma not in KNOW and word not in ("which", "who", "when", "where", "if"):
        return at
    if word in WH and lemma in _ASKING and is_clause(unit, at + 1):
        return at
    if word == "to" and lemma in INFINITIVE:
        return at
    if lemma in DIRECTIVE - {"call"} and "to" in {unit.word(n) for n in range(at + 1, at + 10)}:
        return at if word not in PREPOSITIONS | {","} else None
    if lemma in OBJECT and (word in DETERMINERS or word.endswith("ing")):
        return at
    return at if (told or lemma in SAY | THINK | SHOW) and _bare(unit, at, lemma) else None


def _bare(unit: Unit, at: int, lemma: str) -> bool:
    """Whether a clause without `that` begins here."""
    token = unit.tokens[at]
    word = token.word
    if not token.is_word or word in COORDINATORS or word in DAYS or lemma in KNOW:
        return False
    if word in RELATIVES - {"that"} or word in AUXILIARIES:
        return False
    if word in ("if", "although", "though", "while", "because", "when", "after", "as"):
        return (
            lemma in _FREE and word not in ("after", "as", "when", "while") and is_clause(unit, at)
        )
    if word in ("about", "around", "over", "nearly") and unit.word(at + 1)[:1].isdigit():
        return True
    if word in PREPOSITIONS or (is_adverb(word) and word not in ("there", "both", "all", "only")):
        return False
    if word in SUBJECTS or word == "there":
        return at + 1 < len(unit.tokens) and unit.tokens[at + 1].is_word
    if lemma in INFINITIVE and not is_clause(unit, at + 1, _joint(unit, at), True):
        return False
    return is_clause(unit, at + 1, strict=lemma not in _FREE)


def _joint(unit: Unit, at: int) -> int:
    """Where a coordinator stands behind a token, or the end of the Unit."""
    for number in range(at, len(unit.tokens)):
        if unit.word(number) in COORDINATORS:
            return number
    return len(unit.tokens)


def _behind_hearer(unit: Unit, at: int) -> int:
    """Behind the one who is told: "the press", "GB News", "him", "to reporters"."""
    first = at
    if unit.word(at) == "to":
        at += 1
    elif unit.word(at) in PREPOSITIONS:
        return at
    if unit.word(at) in PRONOUNS:
        return at + 1
    if unit.word(at) in DETERMINERS:
        at += 1
    while at < len(unit.tokens) and at - first < 12:
        token = unit.tokens[at]
        if token.quote or not token.is_word or token.word in ("that", "to"):
            break
        before = unit.tokens[at - 1]
        lower = not token.cap and token.word not in ("of", "and", "for", "'s")
        if at > first and (token.word in SUBJECTS or token.word in DETERMINERS):
            break
        if at > first and before.cap and lower and token.word in PREPOSITIONS | PRONOUNS:
            break
        at += 1
    return at


def _behind_adverbials(unit: Unit, at: int, lemma: str) -> int | None:
    """A complement behind "on Monday", "in a statement", "through his lawyer"."""
    for _ in range(3):
        word = unit.word(at)
        if word in DAYS or word in ("last", "this", "late", "earlier", "next") or is_adverb(word):
            end = at + 1
            while unit.word(end) in DAYS | TIMES or unit.word(end).isdigit():
                end += 1
        elif word == "to" and (lemma not in SAY or not _hears(unit, at + 1)):
            return None
        elif word in PREPOSITIONS and unit.tokens[at].is_word:
            end = _behind_preposition(unit, at)
        elif word == "," and unit.word(at + 1) in PREPOSITIONS:
            end = _behind_preposition(unit, at + 1)
            if unit.word(end) != ",":
                return None
        else:
            return None
        if end >= len(unit.tokens):
            return None
        if unit.word(end) == "," and unit.word(end - 1) in DAYS and _bare(unit, end + 1, lemma):
            return end + 1
        first = _beginning(unit, end, lemma)
        if first is not None and (lemma in _FREE or _marked(unit, first)):
            return first
        at = end
    return None


def _hears(unit: Unit, at: int) -> bool:
    """Whether somebody stands behind "to", and no verb."""
    return unit.word(at) in DETERMINERS | PRONOUNS | {"reporters", "journalists"} or (
        at < len(unit.tokens) and unit.tokens[at].cap
    )


def _marked(unit: Unit, first: int) -> bool:
    """Whether a word or mark of its own opens a complement."""
    token = unit.tokens[first]
    return token.quote is not None or token.word == "that" or unit.word(first - 1) in (":", ",")


def _behind_preposition(unit: Unit, at: int) -> int:
    """Behind a phrase with a preposition: at most a noun phrase with what depends on it."""
    end = at + 1
    while end < len(unit.tokens) and end - at < 14:
        token = unit.tokens[end]
        word = token.word
        if (not token.is_word and word not in (".", "-", "/", "&")) or word in ("that",):
            break
        if end > at + 1 and word in SUBJECTS:
            break
        before = unit.word(end - 1)
        dated = before in DAYS or before.isdigit()
        if dated and word not in PREPOSITIONS and word not in DAYS and not word.isdigit():
            break
        if end > at + 2 and word in DETERMINERS and before not in PREPOSITIONS:
            break
        end += 1
    return end


def _named(unit: Unit, at: int) -> int | None:
    """Where a name in quotation marks is given to something: from what is named on."""
    for number in range(at, min(at + 14, len(unit.tokens))):
        token = unit.tokens[number]
        if token.quote:
            return at if number > at else None
        if token.word in THROUGH or token.word == "that":
            return None
    return None


def left(unit: Unit, end: int) -> Range | None:
    """What is said before an attribution whose first token is `end`; None where nothing is."""
    last = end - 1
    while last >= 0 and unit.word(last) in (",", "—", "–", "-"):
        last -= 1
    if last < 0 or (last == end - 1 and not unit.tokens[last].quote):
        return None
    first = last
    while first > 0 and unit.word(first - 1) not in (";", ":"):
        first -= 1
    if unit.word(first) in ("but", "and", "still", "however", "meanwhile") and first < last:
        first += 1 + (unit.word(first + 1) == ",")
    return (first, last) if first <= last and _said(unit, first, last) else None


def _said(unit: Unit, first: int, last: int) -> bool:
    """Whether a stretch says something: a quotation, or a clause of some length."""
    tokens = unit.tokens[first : last + 1]
    if any(token.quote and token.quote.speech for token in tokens):
        return True
    if unit.word(first) in PREPOSITIONS and not any(t.word in AUXILIARIES for t in tokens):
        return False
    headline = unit.kind in ("title", "heading")
    return last - first >= 2 and (headline or is_clause(unit, first, last + 1))
