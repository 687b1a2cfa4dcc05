"""Restores content of an article that the extractor dropped, at its place.

An extractor that drops captions, lists inside tables and the like leaves no trace of their places,
and it joins what the page sets as separate blocks. The parts of the page are therefore compared
with those of the article in order. Each part of the page that is found in the article fixes a
position; a dropped part goes after the last position before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ...model.document import BlockKind
from ..kinds import kind_of
from ..parts import Part
from .elements import without_sign

_NOTE_MARK = re.compile(r"\[(\d{1,3})\]")
_LONGEST = 1_200
"""Longest caption, in code points."""
_SHORT = 400
"""Length of an article, in code points, below which everything on the page is restored."""
_BARE_PAGE_FACTOR = 2
"""Factor: a page with less text than so many times its
short article consists of the article only."""
_REACH = 40
"""Number of parts after the current position that are searched for the next match."""
_CERTAIN = 20
"""Length of a key, in code points, from which on a match inside a longer text is no coincidence."""
_LINKED = 0.5
"""Share of a text inside links from which on it is a list of links."""
_LONGEST_LEAD = 4
"""Paragraphs that may stand between the headline and the extracted text."""
_SENTENCE = 60
"""Length, in code points, below which a text is a label, whatever its punctuation."""
_PROSE_END = re.compile(r"[.!?…:;。！？；：؟۔।॥](?:[\"”’»)\]』」]|\[\d+\])*$")
_NO_KEY = re.compile(r"[\W_]+")
"""Characters that are neither letters nor digits."""
_PAGE_IS_RIGHT = (("heading", "caption"), ("quote", "paragraph"))
"""(kind from the extractor, kind from the page) for which the page is right."""
_SHINGLE = 4
"""Words in a shingle."""
_SPARSE = 0.6
"""Share of the page's text below which the extractor is assumed to have missed the rest."""
_KNOWN = 0.3
"""Share of a text's shingles in the article above which the text counts as present."""

_Shingles = frozenset[tuple[str, ...]]
"""The shingles of an article: all sequences of _SHINGLE words."""


@dataclass(slots=True)
class _Places:
    """The parts of an article, the current position in it, and the parts to insert.

    `after` maps a position to the parts inserted after it (-1: before the article). `waiting` are
    page parts seen since the last match. `tiles` are the page parts of which an article part was
    found to consist, `covered` the length of the key that they cover.
    """

    parts: list[Part]
    keys: list[str]
    at: int = -1
    last: BlockKind = "paragraph"
    waiting: list[Part] = field(default_factory=list)
    after: dict[int, list[Part]] = field(default_factory=dict)
    tiles: dict[int, list[Part]] = field(default_factory=dict)
    covered: dict[int, int] = field(default_factory=dict)

    def cover(self, number: int, part: Part, key: str) -> None:
        """Record that an article part continues, or begins, with a part of the page."""
        covered = self.covered.get(number, 0)
        if self.keys[number].startswith(key, covered):
            self.tiles.setdefault(number, []).append(part)
            self.covered[number] = covered + len(key)

    def whole(self, number: int) -> list[Part]:
        """An article part, or the page parts of which it consists if these are several."""
        tiles = self.tiles.get(number, [])
        if len(tiles) > 1 and self.covered[number] == len(self.keys[number]):
            return tiles
        return [self.parts[number]]


def restored(page: Sequence[Part], article: Sequence[Part], *, to_end: bool) -> list[Part]:
    """The parts of an article, with the parts of its page that it lacks.

    `to_end` states that the page parts are those of the article only, so that parts after the last
    match belong to it too.
    """
    places = _Places(list(article), [key_of(part.text) for part in article])
    size = sum(len(part.text) for part in article)
    short = size < _SHORT
    bare = short and sum(len(part.text) for part in page) < _BARE_PAGE_FACTOR * size
    shingles = _shingles_of(article)
    _match(places, page, shingles, everything=short)
    if places.at >= 0:
        is_whole = to_end or bare
        if not (is_whole and (short or _is_sparse(page, size))):
            items = list(takewhile(_is_item, places.waiting if places.last == "list" else ()))
            captions = filter(_is_caption, places.waiting if is_whole else ())
            places.waiting = [*items, *captions]
        _place_waiting(places, shingles, everything=short)
    first = places.after.get(-1, [])
    return first + [
        one
        for number in range(len(places.parts))
        for one in (*places.whole(number), *places.after.get(number, ()))
    ]


def _match(places: _Places, page: Sequence[Part], shingles: _Shingles, *, everything: bool) -> None:
    """Match the page parts in order, and place the parts before and between the matches.

    Parts before the headline do not belong to the article. If the page has no headline, only
    captions before the article belong to it.
    """
    known = {key for key in places.keys if key}
    joined, has_headline = "\n".join(places.keys), False
    for part in page:
        key = key_of(part.text)
        step = _find(places, key)
        if step is not None:
            if places.at < 0 and not has_headline:
                places.waiting = list(filter(_is_caption, places.waiting))
            _place_waiting(places, shingles, everything=everything)
            places.at, places.last = step, part.kind
            places.cover(step, part, key)
            _correct_kind(places.parts, step, part, key == places.keys[step])
        elif places.at < 0 and part.kind == "heading" and part.level == 1:
            places.waiting, has_headline = [], True
        elif key not in known and key not in joined:
            places.waiting.append(part)
            known.add(key)


def _place_waiting(places: _Places, shingles: _Shingles, *, everything: bool) -> None:
    """Place the captions and the content among the parts seen since the last match.

    With `everything`, other parts are placed too. A heading counts as content if content follows
    it. Before the article only a short lead is placed: more text belongs to other articles.
    """
    met = places.waiting
    content = [
        _is_content(part, shingles) and not (number and _is_link(met[number - 1]))
        for number, part in enumerate(met)
    ]
    for number in reversed(range(len(met))):
        if met[number].kind == "heading" and not (number + 1 == len(met) or content[number + 1]):
            content[number] = False
    if places.at < 0:
        lead = sum(content) <= _LONGEST_LEAD and all(
            met[n].kind != "list" for n, c in enumerate(content) if c
        )
        content = content if lead else [False] * len(met)
    wanted = [
        part
        for part, is_content in zip(met, content, strict=True)
        if everything or is_content or _is_caption(part)
    ]
    places.after.setdefault(places.at, []).extend(wanted)
    places.waiting = []


def _is_link(part: Part) -> bool:
    """Whether a part is the linked headline of another article, whose teaser follows."""
    return part.kind == "heading" and part.linked > 1 - _LINKED


def _is_sparse(page: Sequence[Part], size: int) -> bool:
    """Whether an article of `size` code points is too small a share of the text of its page."""
    return size < _SPARSE * sum(len(part.text) for part in page if part.linked < _LINKED)


def _is_item(part: Part) -> bool:
    return part.kind == "list" and part.linked < _LINKED


def _is_caption(part: Part) -> bool:
    # A single word is not a caption.
    return part.kind == "caption" and " " in part.text and len(part.text) <= _LONGEST


def _is_content(part: Part, shingles: _Shingles) -> bool:
    """Whether a part is text that the article lacks, not links or a variant of present text."""
    if part.linked >= _LINKED or kind_of(part.text) == "related":
        return False
    if part.kind == "paragraph" and not (part.rowed or _is_prose(part.text)):
        return False
    own = list(_shingles(part.text))
    return sum(shingle in shingles for shingle in own) <= _KNOWN * len(own)


def _is_prose(text: str) -> bool:
    """Whether an unmarked text is a sentence rather than a label."""
    return len(text) >= _SENTENCE and _PROSE_END.search(text) is not None


def _shingles_of(parts: Iterable[Part]) -> _Shingles:
    return frozenset(shingle for part in parts for shingle in _shingles(part.text))


def _shingles(text: str) -> Iterable[tuple[str, ...]]:
    words = text.casefold().split()
    return zip(*(words[n:] for n in range(_SHINGLE)), strict=False)


def _correct_kind(parts: list[Part], number: int, part: Part, equal: bool) -> None:
    """Give an article part the kind from the page and brackets around its note numbers."""
    if not equal:
        return
    if _NOTE_MARK.sub(r"\1", part.text) == parts[number].text:
        parts[number] = replace(parts[number], text=part.text)
    if without_sign(parts[number].text) == part.text:
        parts[number] = replace(parts[number], text=part.text)
    kinds = parts[number].kind, part.kind
    if kinds in _PAGE_IS_RIGHT or (kinds[0] == "paragraph" != kinds[1]):
        parts[number] = replace(part, text=parts[number].text)


def _find(places: _Places, key: str) -> int | None:
    """The number of the article part, at or soon after the current one, that contains a text."""
    if not key:
        return None
    first = max(0, places.at)
    for number in range(first, min(len(places.keys), first + _REACH)):
        known = places.keys[number]
        if key == known or (len(key) > _CERTAIN and key in known):
            return number
    for number in range(first, min(len(places.keys), places.at + 2)):
        if places.keys[number].startswith(key, places.covered.get(number, 0)):
            return number
    return _last_within(places.keys, key, first)


def _last_within(keys: Sequence[str], key: str, first: int) -> int | None:
    """The last of the next article parts that are contained in a longer text."""
    found = None
    for number in range(first, min(len(keys), first + _REACH)):
        if len(keys[number]) > _CERTAIN and keys[number] in key:
            found = number
        elif found is not None:
            break
    return found


def key_of(text: str) -> str:
    """The letters and digits of a text in lower case: equal for different renderings of a text."""
    return _NO_KEY.sub("", text.casefold())
