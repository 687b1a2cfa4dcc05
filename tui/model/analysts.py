"""The analysts who annotated an article: their names, their initials, and a choice among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count, pairwise
from typing import NamedTuple

from . import graphemes
from .annotation import Annotation
from .document_state import DocumentState


class Whose(NamedTuple):
    """The analysts whose annotations are shown: `label` names them, "" if all are.

    An annotation is shown if its author is one of `authors`.
    """

    label: str = ""
    authors: frozenset[str] = frozenset()

    def shows(self, annotation: Annotation) -> bool:
        """Whether an annotation is shown."""
        return not self.label or annotation.author in self.authors


EVERYBODY = Whose()


def colleagues(state: DocumentState) -> list[str]:
    """The other analysts who annotated an article, by name.

    An annotation without an author counts as the user's own.
    """
    return sorted(name for name in +state.spans.authors if name not in ("", state.author))


def choices(state: DocumentState) -> list[Whose]:
    """The choices of whose annotations are shown: all, the user's own, those of each colleague."""
    mine = Whose("mine", frozenset(("", state.author)))
    others = [Whose(f"by {name}", frozenset((name,))) for name in colleagues(state)]
    return [EVERYBODY, mine, *others]


def initials_of_authors(state: DocumentState) -> Mapping[str, str]:
    """The initials of each author of an article's annotations; empty if there is only one.

    The user's own come first, those of an annotation without an author among them.
    """
    others, used = colleagues(state), +state.spans.authors
    own = [name for name in (state.author, "") if name in used]
    if len(others) + bool(own) < 2:
        return {}
    found = initials(dict.fromkeys([state.author or "me", *others]))
    mine = found[state.author or "me"]
    return {**dict.fromkeys(own, mine), **{name: found[name] for name in others}}


def initials(names: Iterable[str]) -> Mapping[str, str]:
    """Initials for each of some names, by name; those that would be equal get a number.

    They are the first letters of the first and the last word, or the first two letters of a single
    word.
    """
    found: dict[str, str] = {}
    for name in names:
        words = name.split()
        letters = [_letters(words[0]), _letters(words[-1])] if len(words) > 1 else []
        short = "".join(each[0] for each in letters) or "".join(_letters(name.strip())[:2]) or "?"
        spellings = (short if number == 1 else f"{short}{number}" for number in count(1))
        found[name] = next(one for one in spellings if one not in found.values())
    return found


def _letters(word: str) -> list[str]:
    """The first two grapheme clusters of a word."""
    beginning = word[:64]
    at = graphemes.boundaries(beginning)[:3]
    return [beginning[a:b] for a, b in pairwise(at)]
