"""Transcripts and chats: the lines on which somebody begins to speak.

Known are `Name: words`, stamps of time or date before or after a name, exports of WhatsApp, Signal
and Telegram, chats of Zoom, Teams and Discord, logs of IRC, and scripts, where a name in capitals
stands on a line of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .document import Span
from .patterns import lazily

LINES = 5_000
"""Lines of a text that are looked at to find out whether it is a transcript."""
_LONGEST = 200
"""Code points of a line within which the words begin."""
_BEGINS = 80
"""Code points of a line within which there is a colon if it begins a turn."""
_NAME = 40
"""Code points of a name."""
_WRAPPED = 40
"""Code points of a line that goes on in the next one."""
_SENTENCE = 12
"""Lines within which a wrapped sentence ends."""
_SHARE = 0.4
"""Share of the turns, marked by a name alone, that end as sentences do in a transcript."""

_HALF = r"(?:[ \u202f\u00a0]?[AaPp]\.?[ \u202f\u00a0]?[Mm]\.?)?"
_CLOCK = rf"\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?{_HALF}"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_STAMP = rf"(?:{_DATE}(?:,|T|[ \t])[ \t]*)?{_CLOCK}"
_DAY = r"(?:\d{1,2}[ -][^\W\d_]{3,9}\.?(?:[ -]\d{2,4})?|[^\W\d_]{3,9}\.?[ ]\d{1,2}(?:,?[ ]\d{4})?)"
_BRACKETED = rf"(?:{_STAMP}|(?:{_DAY}|[^\W\d_]{{3,12}}),?[ ]{_CLOCK})"
"""A time between brackets, where the name of a month or a day may stand before it."""
_WORD = r"[^\W\d_][\w.'’&/-]*"
_PERSON = rf"(?:{_WORD}|\d{{1,4}}|#\d{{1,4}})(?:[ \t]+(?:{_WORD}|\d{{1,4}}|#\d{{1,4}})){{0,4}}"

_STAMPED = lazily(
    rf"[\u200e\u200f]?[ \t]*(?:[\[(](?P<a>{_BRACKETED})[\])]|(?P<b>{_STAMP}))"
    r"[ \t]*(?:[-–—|][ \t]+)?"
)
_DATED = lazily(rf"{_DATE}\D")
_NICK = lazily(
    r"[ \t]*<[@+%~& ]?(?P<name>[^<>\s!][^<>\n!]{0,39})(?:![^<>\s@]{1,80}@[^<>\s]{1,120})?>[ \t]*"
)
_CLOSING = lazily(r"</([^<>\s/][^<>\n]{0,39})>")
"""The end of an element of markup, whose beginning looks like somebody in a log of IRC."""
_ELEMENT = lazily(r"[ \t]*</?(?P<name>[^<>\s/][^<>\n]{0,39})>")
_TABBED = lazily(r"[@+%~&]?(?P<name>[^\W\d_][^\t\n:<>]{0,39})\t+(?=\S)")
_FROM = lazily(
    rf"[ \t]*From[ \t]+(?P<name>{_WORD}(?:[ \t]+(?:{_WORD}|\d{{1,4}})){{0,4}}?)"
    r"(?:[ \t]+to[ \t]+[^:\n]{1,80})?[ \t]*:(?=\s|$)[ \t]*"
)
_EVENT = lazily(r"(?:-!-|-->|<--|--|\*{1,3})[ \t]")
"""What stands in logs of IRC before what nobody says."""
_COLON = lazily(
    rf"[~\u200e\u200f\u202a]*[ \t\u202f]*(?P<name>{_PERSON})[\u202c]?(?:[ \t]*\([^()\n]{{1,40}}\))?"
    r"[ \t]*[:：](?=\s|$|(?<=：))[ \t]*"
)
_NUMBER = lazily(r"[ \t]*(?P<name>\+\d[\d \u00a0()-]{5,20}\d)[ \t]*:[ \t]+")
_SYMBOL = r"[^\w\s!-/:-@\[-`{-~“”‘’«»…–—]+"
_SYMBOLIC = rf"(?:{_WORD}|\d{{1,4}}|#\d{{1,4}}|{_SYMBOL})"
_WITH_SYMBOLS = lazily(
    rf"[~\u200e\u200f\u202a]*[ \t\u202f]*(?P<name>{_SYMBOLIC}(?:[ \t]+{_SYMBOLIC}){{0,4}})[\u202c]?"
    r"[ \t]*:(?=\s|$)[ \t]*"
)
_ALONE = lazily(rf"[ \t]*(?P<name>{_PERSON})(?:#\d{{4}})?[ \t]*$")
_QUESTION = lazily(r"[ \t]*(?P<name>[QA])\.[ \t]+(?=\S)")
_NAME_AND_TIME = lazily(
    rf"[ \t]*(?P<name>{_PERSON}),?(?:[ \t]+|[ \t]*[\[(])(?P<time>{_STAMP})[\])]?[ \t]*$"
)
_CAPITALS = lazily(
    r"[ \t]*(?P<name>[^\W\d_][^\n:.!?\[\]]{0,38}?)(?:[ \t]*\([^()\n]{1,20}\))*[ \t]*$"
)
_ENDS = lazily(
    r"[.!?…。！？؟।—–-][\"”’»)\]]*(?:[ \t]*(?:[#\[(][\d:.,-]{3,16}[#\])]|</[^<>\n]{1,40}>))*\s*$"
)
_words = str.split
_NO_NAMES = frozenset(
    _words(
        "author authors by byline caption cc copyright credit date email e-mail from http https"
        " image link media note notes photo photograph photos picture published read related see"
        " source subject tags time title to updated url video via warning website"
    )
)
"""Words before a colon, in lower case, that name nobody."""


_LINKING = frozenset(_words("of for and the to de la du des von van der den di da al y e"))
"""Words without a capital inside names and titles of people."""


class Opening(NamedTuple):
    """How a line begins with a speaker: the name and its span, a time, and where the words begin.

    `time` is as the line has it, "" for none. `is_sure` tells that the line is one of a transcript
    whatever its neighbours are; `is_alone` that nothing but the name follows a time, which may be a
    word that was said, too.
    """

    name: str
    span: Span
    words: int
    time: str = ""
    is_sure: bool = False
    is_alone: bool = False


def opening(line: str) -> Opening | None:
    """How a line begins a turn; None where it does not look like one."""
    head = line[:_LONGEST]
    begins = head[:_BEGINS]
    if ":" not in begins and "：" not in begins and head.lstrip()[:1] not in ("<", "Q", "A"):
        return None
    stamp = _STAMPED.match(head)
    if stamp:
        time = stamp["a"] or stamp["b"]
        # A date with a time of day, or brackets, stand before messages without a name, too.
        return _after_stamp(head, stamp.end(), time, bool(stamp["a"] or _DATED.match(time)))
    for pattern, is_sure in ((_NICK, True), (_NUMBER, False), (_COLON, False), (_QUESTION, False)):
        found = pattern.match(head)
        if found and _is_name(found["name"]):
            return Opening(found["name"], Span(*found.span("name")), found.end(), "", is_sure)
    ends_in_time = len(line) <= _LONGEST and line.rstrip()[-1:] in tuple("0123456789])mM")
    found = _NAME_AND_TIME.match(line) if ends_in_time else None
    if found and _is_name(found["name"]):
        return Opening(found["name"], Span(*found.span("name")), len(line), found["time"], True)
    return None


def _after_stamp(head: str, at: int, time: str, is_sure: bool) -> Opening | None:
    """A turn that begins with a time, whoever speaks; unless that is sure, it needs a name."""
    for pattern in (_NICK, _NUMBER, _FROM, _COLON, _TABBED, _WITH_SYMBOLS):
        found = pattern.match(head, at)
        if found:
            return Opening(found["name"], Span(*found.span("name")), found.end(), time, True)
    if not is_sure and not _EVENT.match(head, at):
        return None
    found = _ALONE.match(head, at)
    if found and _is_name(found["name"]):
        span = Span(*found.span("name"))
        return Opening(found["name"], span, found.end(), time, True, is_alone=True)
    return Opening("", Span(at, at), at, time, True)


def _is_name(name: str) -> bool:
    """Whether this may name somebody: it is short, and begins as names do."""
    if len(name) > _NAME or name.lower() in _NO_NAMES:
        return False
    words = name.split()
    return not words[0][0].islower() or len(words) == 1


@dataclass(frozen=True, slots=True)
class Transcript:
    """How turns begin in one text: the names that open them, and whether it is a script.

    `markup` holds the names between angle brackets that are those of tags.
    """

    names: frozenset[str]
    is_script: bool = False
    markup: frozenset[str] = frozenset()

    def opening(self, line: str) -> Opening | None:
        """How a line begins a turn; None where it does not."""
        if self.is_script:
            found = _CAPITALS.match(line) if len(line) <= _LONGEST else None
            if found and found["name"] in self.names:
                return Opening(found["name"], Span(*found.span("name")), len(line))
            return None
        opened = _past_tags(line, self.markup)
        if opened and opened.is_alone and opened.name not in self.names:
            at = opened.span.start
            return Opening("", Span(at, at), at, opened.time, True)
        return opened if opened and (opened.is_sure or opened.name in self.names) else None


@lru_cache(maxsize=4)
def transcript(text: str) -> Transcript | None:
    """How turns begin in a text, told from its first lines; None where it is no transcript."""
    head = text[: LINES * _LONGEST]
    lines = head.split("\n", LINES)[:LINES]
    markup = frozenset(_CLOSING.findall(head))
    found = {
        number: opened for number, line in enumerate(lines) if (opened := _past_tags(line, markup))
    }
    names = Counter(opened.name for opened in found.values() if opened.name)
    sure = sum(opened.is_sure for opened in found.values())
    if sure >= 2 or (_are_turns(names) and _are_spoken(lines, found, names)):
        alone = {opened.name for opened in found.values() if opened.is_alone}
        come_back = any(names[name] > 1 for name in alone)
        unsure = {name for name in alone if not (come_back and " " in name)}
        known = (
            name
            for name, count in names.items()
            if count > 1 or (name not in unsure and _is_capitalised(name))
        )
        return Transcript(frozenset(known), markup=markup)
    script = Counter(_script_names(lines))
    if _are_turns(script):
        return Transcript(frozenset(script), is_script=True)
    return None


def _past_tags(line: str, markup: Collection[str]) -> Opening | None:
    """How a line begins a turn behind the tags of elements that may stand before it."""
    at = 0
    while markup and (tag := _ELEMENT.match(line, at)) and tag["name"] in markup:
        at = tag.end()
    opened = opening(line[at:])
    if not opened or not at:
        return opened
    span = Span(opened.span.start + at, opened.span.end + at)
    return opened._replace(span=span, words=opened.words + at)


def _is_capitalised(name: str) -> bool:
    return not any(word[0].islower() for word in name.split() if word not in _LINKING)


def _are_turns(names: Counter[str]) -> bool:
    """Whether names come back as those of people who talk with each other do."""
    again = sum(count > 1 for count in names.values())
    return again >= 2 or (again == 1 and len(names) == 2 and names.total() >= 3)


def _are_spoken(lines: Sequence[str], found: Mapping[int, Opening], names: Counter[str]) -> bool:
    """Whether what follows the names are sentences, and not the values of a form."""
    turns = [(number, opened) for number, opened in found.items() if names[opened.name] > 1]
    ended = 0
    for number, opened in turns:
        line = lines[number]
        ends = _ENDS.search(line, opened.words) or not line[opened.words :].strip()
        wrapped = len(line) >= _WRAPPED and _goes_on(lines, found, number)
        ended += bool(ends or wrapped)
    return ended >= _SHARE * len(turns)


def _goes_on(lines: Sequence[str], found: Mapping[int, Opening], number: int) -> bool:
    """Whether the words of a line go on in the next ones, to the end of a sentence."""
    for after in range(number + 1, min(number + _SENTENCE, len(lines))):
        if after in found or not lines[after].strip():
            return False
        if _ENDS.search(lines[after]):
            return True
    return False


def _script_names(lines: Iterable[str]) -> Iterable[str]:
    """The lines in capitals that stand alone right before words, after a blank line."""
    before, name = "", ""
    for line in lines:
        if name and line.strip() and not line.isupper():
            yield name
        found = _CAPITALS.match(line) if len(line) <= _LONGEST and not before.strip() else None
        name = found["name"] if found and found["name"].isupper() else ""
        before = line


def turns(text: str, spans: Iterable[Span]) -> Iterable[tuple[int, Opening]]:
    """The turns among some spans of a text, such as its Blocks: the number of each span with the
    opening, whose offsets are those of the text.
    """
    known = transcript(text)
    for number, span in enumerate(spans if known else ()):
        end = text.find("\n", span.start, span.end)
        line = text[span.start : span.end if end < 0 else end]
        found = known.opening(line) if known else None
        if found:
            start = span.start
            shifted = Span(start + found.span.start, start + found.span.end)
            yield number, found._replace(span=shifted, words=start + found.words)
