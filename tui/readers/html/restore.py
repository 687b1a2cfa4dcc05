"""What an extractor leaves out of a page's article, put back in its place.

An extractor that drops captions, lists inside tables and the like leaves no trace of where they
stood, and it joins what a page sets as blocks of their own. So the parts of the page are compared
with those of the article, in order. Parts of the page that are in the article tell how far one is;
what is to be put back goes after the last of them that came before it.
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
"""Code points; a caption that is longer is none."""
_SHORT = 400
"""Code points of a text so short that the extractor kept nothing but its paragraphs."""
_BARE = 2
"""Times the text of its article that a page may hold which has nothing around the article."""
_REACH = 40
"""Parts ahead of the last one found among which the next is looked for."""
_CERTAIN = 20
"""Characters of a text that, once found inside another, is no coincidence."""
_LINKED = 0.5
"""Share of a text inside links from which on it is a list of links rather than text."""
_LEAD = 4
"""Paragraphs that may stand between the headline and the text that the extractor found."""
_SENTENCE = 60
"""Code points; a shorter text is a label, whatever it ends in."""
_PROSE_END = re.compile(r"[.!?…:;。！？；：؟۔।॥](?:[\"”’»)\]』」]|\[\d+\])*$")
_NO_KEY = re.compile(r"[\W_]+")
"""What is neither a letter nor a digit."""
_WRONG = (("heading", "caption"), ("quote", "paragraph"))
"""Kinds that an extractor gives to a part, and those that its page gives to it, which are right."""
_SHINGLE = 4
"""Words in a row that tell whether a text is in the article already."""
_SPARSE = 0.6
"""Share of a page's text below which the extractor is taken to have missed the rest."""
_KNOWN = 0.3
"""Share of the shingles of a text that are in the article from which on it counts as known."""

_Shingles = frozenset[tuple[str, ...]]
"""The shingles of an article."""


@dataclass(slots=True)
class _Places:
    """The parts of an article as found so far, and what comes after each (-1: before all).

    `tiles` are the parts of the page that an article's part was found to consist of.
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
        """Note that a part of the article goes on, or begins, with a part of the page."""
        covered = self.covered.get(number, 0)
        if self.keys[number].startswith(key, covered):
            self.tiles.setdefault(number, []).append(part)
            self.covered[number] = covered + len(key)

    def whole(self, number: int) -> list[Part]:
        """A part of the article, as the blocks of the page if it consists of several."""
        tiles = self.tiles.get(number, [])
        if len(tiles) > 1 and self.covered[number] == len(self.keys[number]):
            return tiles
        return [self.parts[number]]


def restored(page: Sequence[Part], article: Sequence[Part], *, to_end: bool) -> list[Part]:
    """The parts of an article, with what it lacks of the parts of its page.

    `to_end`: the page's parts are those of its article alone, so that what follows the last part
    found belongs to it too.
    """
    places = _Places(list(article), [key_of(part.text) for part in article])
    size = sum(len(part.text) for part in article)
    short = size < _SHORT
    bare = short and sum(len(part.text) for part in page) < _BARE * size
    shingles = _shingles_of(article)
    _walk(places, page, shingles, everything=short)
    if places.at >= 0:
        is_whole = to_end or bare
        if not (is_whole and (short or _is_sparse(page, size))):
            items = list(takewhile(_is_item, places.waiting if places.last == "list" else ()))
            captions = filter(_is_caption, places.waiting if is_whole else ())
            places.waiting = [*items, *captions]
        _put(places, shingles, everything=short)
    first = places.after.get(-1, [])
    return first + [
        one
        for number in range(len(places.parts))
        for one in (*places.whole(number), *places.after.get(number, ()))
    ]


def _walk(places: _Places, page: Sequence[Part], shingles: _Shingles, *, everything: bool) -> None:
    """Go through the parts of a page and place what stands before and between those found.

    What stands over the headline is the page's, not the article's; before an article whose page
    has no headline only captions belong to it.
    """
    known = {key for key in places.keys if key}
    joined, has_headline = "\n".join(places.keys), False
    for part in page:
        key = key_of(part.text)
        step = _find(places, key)
        if step is not None:
            if places.at < 0 and not has_headline:
                places.waiting = list(filter(_is_caption, places.waiting))
            _put(places, shingles, everything=everything)
            places.at, places.last = step, part.kind
            places.cover(step, part, key)
            _retype(places.parts, step, part, key == places.keys[step])
        elif places.at < 0 and part.kind == "heading" and part.level == 1:
            places.waiting, has_headline = [], True
        elif key not in known and key not in joined:
            places.waiting.append(part)
            known.add(key)


def _put(places: _Places, shingles: _Shingles, *, everything: bool) -> None:
    """Place the captions and the content among what was met since the last part of the article.

    `everything`: place what is no content too. Headings count as content if content follows them.
    Before the article there is a lead or none: a longer text there belongs to other articles.
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
        lead = sum(content) <= _LEAD and all(
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
    """Whether a part is the headline of another article, whose beginning follows it."""
    return part.kind == "heading" and part.linked > 1 - _LINKED


def _is_sparse(page: Sequence[Part], size: int) -> bool:
    """Whether an article of that size is less than most of the text of its page."""
    return size < _SPARSE * sum(len(part.text) for part in page if part.linked < _LINKED)


def _is_item(part: Part) -> bool:
    return part.kind == "list" and part.linked < _LINKED


def _is_caption(part: Part) -> bool:
    # One word is no caption.
    return part.kind == "caption" and " " in part.text and len(part.text) <= _LONGEST


def _is_content(part: Part, shingles: _Shingles) -> bool:
    """Whether a part is text that the article lacks: no list of links, and no other form of it."""
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


def _retype(parts: list[Part], number: int, part: Part, equal: bool) -> None:
    """A part becomes what the page sets it as, and numbers of notes in it get brackets."""
    if not equal:
        return
    if _NOTE_MARK.sub(r"\1", part.text) == parts[number].text:
        parts[number] = replace(parts[number], text=part.text)
    if without_sign(parts[number].text) == part.text:
        parts[number] = replace(parts[number], text=part.text)
    kinds = parts[number].kind, part.kind
    if kinds in _WRONG or (kinds[0] == "paragraph" != kinds[1]):
        parts[number] = replace(part, text=parts[number].text)


def _find(places: _Places, key: str) -> int | None:
    """The number of the part, the one at hand or one soon after it, that holds a text."""
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
    """The last of the next parts whose text a longer text holds."""
    found = None
    for number in range(first, min(len(keys), first + _REACH)):
        if len(keys[number]) > _CERTAIN and keys[number] in key:
            found = number
        elif found is not None:
            break
    return found


def key_of(text: str) -> str:
    """The letters and digits of a text, by which it is known again in another form."""
    return _NO_KEY.sub("", text.casefold())
