"""Subtitles (.srt, .vtt, .sbv) -> a Document: sentences in paragraphs, with times.

Cues that go on without a pause, by the same speaker, are one paragraph; each cue is a place with a
time, as in "00:01:14". Sources: https://www.w3.org/TR/webvtt1/; for SubRip (.srt) and the format of
YouTube (.sbv), which have no standard, what players read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..model.document import Document, TimeStart
from ..model.errors import ReaderError
from ..model.reading_options import AS_USUAL, ReadingOptions
from ..model.speaker_turns import opening
from . import reading_progress
from .decode import decoded
from .parts import Part, assemble, clean

READER = "subtitles 2"
"""Name and version of what makes the text: it grows when the same file gives another one."""

_PAUSE = 3.0
"""Seconds of silence that are a pause."""
_LONG = 600
"""Code points of a paragraph that is long; it ends where it is twice as long."""
_ENOUGH = 2
"""How many of three signs end a paragraph: the end of a sentence, a pause, and its length."""
_INSTANT = 0.05
"""Seconds of a cue that nobody can read: it only keeps the lines of the one before."""
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[,.:](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]*-+>[ \t]*{_TIME}(?:[ \t].*)?$")
_COMMA_TIMING = re.compile(r"(\d{1,2}):(\d\d):(\d\d)\.(\d{3}),(\d{1,2}):(\d\d):(\d\d)\.(\d{3})$")
"""The times of a cue in the format of YouTube."""
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(
    r"</?(?:[biu]|s|font|c|v|lang|ruby|rt)(?:[ \t.][^<>]*)?>|<\d+:[\d:.]+>|\{\\[^{}]*\}"
)
_INNER_TIME = re.compile(r"<\d+:[\d:.]+>")
_DASH = re.compile(r"(?:>>|[-‐–—])[ \t]*(?=\S)")
_ENDS = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*$")
_ASIDE = re.compile(r"(NOTE|STYLE|Style|REGION):?(?:[ \t]+|$)")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z]{2,3})\b")


@dataclass(slots=True)
class _Cue:
    """What is shown from one time to another, line by line; times in seconds."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


def read(data: bytes, stem: str, options: ReadingOptions = AS_USUAL) -> Document:
    """The Document of a file of subtitles; ReaderError for one that has none."""
    text, said = decoded(data, options.encoding)
    file = _File(is_vtt=text.lstrip("\ufeff").startswith("WEBVTT"))
    for line in reading_progress.along(text.split("\n")):
        file.take(line)
    if text.strip() and not file.cues:
        raise ReaderError(
            "no subtitles inside, though named like some; rename it to .txt to read it"
        )
    left_out = (("of comments", file.comments), ("without a time", file.stray))
    return assemble(
        _paragraphs(_spoken(file.cues)),
        stem=stem,
        lang=file.lang,
        data={"reader": READER},
        remarks=(*said, *(f"lines {what} that are left out: {n:,}" for what, n in left_out if n)),
    )


class _File:
    """What was found in the lines of a file so far.

    `comments` and `stray` count lines of comments and lines without a time; `lang` is the language
    that the file says.
    """

    def __init__(self, *, is_vtt: bool) -> None:
        self.cues: list[_Cue] = []
        self.comments = self.stray = 0
        self.lang = ""
        self._is_vtt = is_vtt
        self._inside = "header" if is_vtt else ""
        self._before = ""

    def take(self, line: str) -> None:
        """Take in the next line."""
        timing = _TIMING.match(line) or _COMMA_TIMING.match(line.strip())
        if timing:
            self._begin(timing)
        elif not line.strip():
            # In SubRip, careless programs leave a blank line between two lines of a cue.
            self._inside = "cue" if self._inside == "cue" and not self._is_vtt else ""
        elif self._inside == "cue":
            self.cues[-1].lines.append(line)
        elif self._inside == "header":
            language = _LANGUAGE.match(line)
            self.lang = language[1].lower() if language else self.lang
        else:
            self._aside(line)
        self._before = line

    def _begin(self, timing: re.Match[str]) -> None:
        """Begin a cue; the line right before its time is its name or number."""
        if self._inside == "cue" and self.cues[-1].lines:
            # In WebVTT such a number belongs to the words, unless careless programs count cues.
            number = self._before.strip()
            if number == str(len(self.cues) + 1) or (number.isdecimal() and not self._is_vtt):
                self.cues[-1].lines.pop()
        elif self._inside == "" and self._before.strip():
            self.stray -= 1
        self.cues.append(_Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])))
        self._inside = "cue"

    def _aside(self, line: str) -> None:
        """Take in a line outside of cues."""
        found = _ASIDE.match(line) if self._is_vtt and not self._inside else None
        if found:
            self._inside, line = found[1].upper(), line[found.end() :]
        if self._inside == "NOTE":
            self.comments += line.strip() != ""
        elif not self._inside:
            self.stray += 1


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (int(group or 0) for group in groups)
    return hours * 3600 + minutes * 60 + seconds + fraction / 1000


def _label(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is spoken; `is_turn` where it begins the words of somebody else."""

    text: str
    start: float
    end: float
    is_turn: bool


def _spoken(cues: Iterable[_Cue]) -> Iterator[_Line]:
    """The lines of cues; those that captions roll up are there once."""
    voice, before, was_timed = "", list[str](), False
    for cue in cues:
        lines = [(_voice(raw), _shown(raw)) for raw in cue.lines]
        texts = [text for _, text in lines if text]
        # A line of the cue before comes again with a new one, or stays when its words are spoken.
        stays = was_timed or cue.end - cue.start < _INSTANT
        rolls = stays or not set(before) >= set(texts)
        was_timed = any(map(_INNER_TIME.search, cue.lines))
        for named, line in lines:
            if not line or (rolls and line in before):
                continue
            dash = _DASH.match(line)
            is_turn = dash is not None or opening(line) is not None
            if named and named != voice:
                voice, is_turn, line = named, True, f"{named}: {line}"
            yield _Line(line[dash.end() :] if dash else line, cue.start, cue.end, is_turn)
        before = texts or before


def _voice(raw: str) -> str:
    """Who speaks a line, where WebVTT says so."""
    named = _VOICE.search(raw)
    return clean(named[1]) if named else ""


def _shown(raw: str) -> str:
    """A line without tags."""
    return " ".join(clean(html.unescape(_TAG.sub("", _VOICE.sub("", raw)))).split())


def _paragraphs(lines: Iterable[_Line]) -> Iterator[Part]:
    text, times, end = "", list[TimeStart](), 0.0
    for line in lines:
        ended = _ENDS.search(text) is not None
        signs = ended + (line.start - end > _PAUSE) + (len(text) > _LONG)
        if text and (line.is_turn or signs >= _ENOUGH or len(text) > 2 * _LONG):
            yield Part("paragraph", text, times=tuple(times))
            text, times = "", []
        at = len(text) + bool(text)
        if not times or times[-1].label != _label(line.start):
            times.append(TimeStart(at, _label(line.start)))
        text = f"{text} {line.text}" if text else line.text
        end = line.end
    yield Part("paragraph", text, times=tuple(times))
