"""Detect the lines of transcripts and chats on which a speaker's turn begins.

Recognized forms are `Name: words`, a time or date before or after a name, exports of WhatsApp,
Signal and Telegram, chats of Zoom, Teams and Discord, IRC logs, and scripts, in which a name in
capitals is on a line of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .document import Span
from .patterns import lazily

LINES = 5_000
"""Number of lines examined to decide whether a text is a transcript."""
_LONGEST = 200
"""Code points of a line within which the speaker's words must begin."""
_BEGINS = 80
"""Code points of a line within which the colon after a name must be."""
_NAME = 40
"""Maximum length of a name in code points."""
_WRAPPED = 40
"""Minimum length, in code points, of a line that can continue on the next one."""
_SENTENCE = 12
"""Lines within which a wrapped sentence must end."""
_RAREST = 20
"""Lines with text for each turn of a conversation in which only one speaker has a second turn."""
_SHARE = 0.4
"""Minimum share of turns, marked by a name alone, that end like a sentence in a transcript."""

_HALF = r"(?:[ \u202f\u00a0]?[AaPp]\.?[ \u202f\u00a0]?[Mm]\.?)?"
_CLOCK = rf"\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?{_HALF}"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_STAMP = rf"(?:{_DATE}(?:,|T|[ \t])[ \t]*)?{_CLOCK}"
_DAY = r"(?:\d{1,2}[ -][^\W\d_]{3,9}\.?(?:[ -]\d{2,4})?|[^\W\d_]{3,9}\.?[ ]\d{1,2}(?:,?[ ]\d{4})?)"
_BRACKETED = rf"(?:{_STAMP}|(?:{_DAY}|[^\W\d_]{{3,12}}),?[ ]{_CLOCK})"
"""A time in brackets, optionally after the name of a month or weekday."""
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
"""The end tag of a markup element, whose start tag looks like a nickname in an IRC log."""
_ELEMENT = lazily(r"[ \t]*</?(?P<name>[^<>\s/][^<>\n]{0,39})>")
_TABBED = lazily(r"[@+%~&]?(?P<name>[^\W\d_][^\t\n:<>]{0,39})\t+(?=\S)")
_FROM = lazily(
    rf"[ \t]*From[ \t]+(?P<name>{_WORD}(?:[ \t]+(?:{_WORD}|\d{{1,4}})){{0,4}}?)"
    r"(?:[ \t]+to[ \t]+[^:\n]{1,80})?[ \t]*:(?=\s|$)[ \t]*"
)
_EVENT = lazily(r"(?:-!-|-->|<--|--|\*{1,3})[ \t]")
"""The prefixes of lines in IRC logs that report events instead of speech."""
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
"""Words in lower case that precede a colon but are not names of speakers."""


_LINKING = frozenset(_words("of for and the to de la du des von van der den di da al y e"))
"""Words that are written in lower case inside names and titles of people."""


class Opening(NamedTuple):
    """The beginning of a speaker's turn: the name, its span, and the offset of the first word.

    `time` is the time as written in the line, or "". `is_sure` says that the line belongs to a
    transcript whatever the other lines are. `is_alone` says that the line has only a time and one
    name, which could also be the words spoken.
    """

    name: str
    span: Span
    words: int
    time: str = ""
    is_sure: bool = False
    is_alone: bool = False


def opening(line: str) -> Opening | None:
    """The beginning of a turn on this line; None if the line does not look like a turn."""
    head = line[:_LONGEST]
    begins = head[:_BEGINS]
    if ":" not in begins and "：" not in begins and head.lstrip()[:1] not in ("<", "Q", "A"):
        return None
    stamp = _STAMPED.match(head)
    if stamp:
        time = stamp["a"] or stamp["b"]
        # A date with a time, or a time in brackets, can precede a message without a name.
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
    """The turn that begins with a time; if it is not `is_sure`, a name must follow the time."""
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
    """Whether a text may be a name: it is short and does not begin in lower case unless alone."""
    if len(name) > _NAME or name.lower() in _NO_NAMES:
        return False
    words = name.split()
    return not words[0][0].islower() or len(words) == 1


class Transcript(NamedTuple):
    """The speakers of one text, and whether it is a script.

    `markup` contains the names in angle brackets that are element names instead of speakers.
    """

    names: frozenset[str]
    is_script: bool = False
    markup: frozenset[str] = frozenset()

    def opening(self, line: str) -> Opening | None:
        """The beginning of a turn on this line; None if the line does not begin a turn."""
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
    """Detect from the first lines of a text how turns begin; None if it is not a transcript."""
    head = text[: LINES * _LONGEST]
    lines = head.split("\n", LINES)[:LINES]
    markup = frozenset(_CLOSING.findall(head))
    found = {
        number: opened for number, line in enumerate(lines) if (opened := _past_tags(line, markup))
    }
    names = Counter(opened.name for opened in found.values() if opened.name)
    sure = sum(opened.is_sure for opened in found.values())
    if sure >= 2 or (_are_turns(names, lines) and _are_spoken(lines, found, names)):
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
    if _are_turns(script, lines):
        return Transcript(frozenset(script), is_script=True)
    return None


def _past_tags(line: str, markup: Collection[str]) -> Opening | None:
    """The beginning of a turn on a line, after any markup tags at its start."""
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


def _are_turns(names: Counter[str], lines: Sequence[str]) -> bool:
    """Whether names recur as often as those of speakers in a conversation.

    Three turns of two speakers are few: they must not be rare among the lines with text.
    """
    again = sum(count > 1 for count in names.values())
    if again >= 2:
        return True
    written = sum(bool(line.strip()) for line in lines)
    is_frequent = names.total() >= 3 and names.total() * _RAREST >= written
    return again == 1 and len(names) == 2 and is_frequent


def _are_spoken(lines: Sequence[str], found: Mapping[int, Opening], names: Counter[str]) -> bool:
    """Whether the names are followed by sentences, not by the values of a form."""
    turns = [(number, opened) for number, opened in found.items() if names[opened.name] > 1]
    ended = 0
    for number, opened in turns:
        line = lines[number]
        words = line[opened.words :].strip()
        is_number = bool(words) and not any(map(str.isalpha, words))
        ends = not is_number and (_ENDS.search(line, opened.words) or not words)
        wrapped = len(line) >= _WRAPPED and _goes_on(lines, found, number)
        ended += bool(ends or wrapped)
    return ended >= _SHARE * len(turns)


def _goes_on(lines: Sequence[str], found: Mapping[int, Opening], number: int) -> bool:
    """Whether the words of a line continue on the next lines to the end of a sentence."""
    for after in range(number + 1, min(number + _SENTENCE, len(lines))):
        if after in found or not lines[after].strip():
            return False
        if _ENDS.search(lines[after]):
            return True
    return False


def _script_names(lines: Iterable[str]) -> Iterable[str]:
    """The lines in capitals that follow a blank line and directly precede other text."""
    before, name = "", ""
    for line in lines:
        if name and line.strip() and not line.isupper():
            yield name
        found = _CAPITALS.match(line) if len(line) <= _LONGEST and not before.strip() else None
        name = found["name"] if found and found["name"].isupper() else ""
        before = line


def turns(text: str, spans: Iterable[Span]) -> Iterable[tuple[int, Opening]]:
    """The turns that begin at spans of a text, such as its Blocks.

    Yields the number of the span with the Opening, whose offsets are relative to the whole text.
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
