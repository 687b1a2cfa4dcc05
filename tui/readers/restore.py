"""What an extractor leaves out of a page's article, put back in its place.

An extractor that drops captions, and the headings and lists of a short article, leaves no trace of
where they stood. So the page's own parts are gone through in order: those that are in the article
tell how far one is, and what is to be put back goes after the last of them that came before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .assemble import Part

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


@dataclass(slots=True)
class _Places:
    """The parts of an article as found so far, and what comes after each (-1: before all)."""

    parts: list[Part]
    at: int = -1
    waiting: list[Part] = field(default_factory=list)
    after: dict[int, list[Part]] = field(default_factory=dict)

    def put(self) -> None:
        """What was met since the last part of the article belongs after it."""
        self.after.setdefault(self.at, []).extend(self.waiting)
        self.waiting = []


def restored(page: Sequence[Part], article: Sequence[Part], *, to_end: bool) -> list[Part]:
    """The parts of an article, with what it lacks of the parts of its page.

    `to_end`: the page's parts are those of its article alone, so that what follows the last part
    found belongs to it too.
    """
    size = sum(len(part.text) for part in article)
    short = size < _SHORT
    bare = short and sum(len(part.text) for part in page) < _BARE * size
    keys = [_key(part.text) for part in article]
    known, places = "\n".join(keys), _Places(list(article))
    for part in page:
        key = _key(part.text)
        step = _find(keys, key, places.at)
        if step is not None:
            places.put()
            places.at = step
            _retype(places.parts, step, part, key == keys[step])
        elif places.at < 0 and part.kind == "heading" and part.level == 1:
            places.waiting = []  # what stands over the headline is the page's, not the article's
        elif key not in known and _is_wanted(part, short):
            known += f"\n{key}"
            places.waiting.append(part)
    if places.at >= 0 and (to_end or bare):
        places.put()
    first = places.after.get(-1, [])
    return first + [
        one for i, part in enumerate(places.parts) for one in (part, *places.after.get(i, ()))
    ]


def _is_wanted(part: Part, short: bool) -> bool:
    if part.kind == "caption":
        return " " in part.text and len(part.text) <= _LONGEST  # one word is no caption
    return short


def _retype(parts: list[Part], number: int, part: Part, equal: bool) -> None:
    """A paragraph that the page sets as something else is that; numbers of notes get brackets."""
    if not equal:
        return
    if _NOTE_MARK.sub(r"\1", part.text) == parts[number].text:
        parts[number] = replace(parts[number], text=part.text)
    if parts[number].kind == "paragraph" and part.kind != "paragraph":
        parts[number] = replace(part, text=parts[number].text)


def _find(keys: Sequence[str], key: str, at: int) -> int | None:
    """The number of the part, the one at hand or one soon after it, that holds a text."""
    if not key:
        return None
    first = max(0, at)
    for number in range(first, min(len(keys), first + _REACH)):
        if key == keys[number] or (len(key) > _CERTAIN and key in keys[number]):
            return number
    return None


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
