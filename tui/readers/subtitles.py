"""Subtitles (.srt, .vtt, .sbv) -> a Document: sentences joined into paragraphs, with times.

Consecutive cues of one speaker without a pause become one paragraph; each cue adds a time such as
"00:01:14". Sources: https://www.w3.org/TR/webvtt1/; SubRip (.srt) and YouTube's format (.sbv) have
no standard, so their rules follow what video players accept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..model.document import Document, TimeStart
from ..model.errors import ReaderError
from ..model.reading_options import NO_CHOICES, ReadingOptions
from ..model.speaker_turns import opening
from . import reading_progress
from .decode import decoded
from .parts import Part, assemble, clean

READER = "subtitles 2"
"""Name and version of the reader: raised whenever it would produce another text from a file."""

_PAUSE = 3.0
"""Shortest pause, in seconds of silence."""
_LONG_PARAGRAPH = 600
"""Code points from which a paragraph counts as long; at twice the length it always ends."""
_LEAST_SIGNS = 2
"""How many of three signs end a paragraph: end of a sentence, a pause, or its length."""
_SHORTEST_CUE = 0.05
"""Seconds below which a cue is too short to be read: it only repeats the lines before it."""
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[,.:](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]*-+>[ \t]*{_TIME}(?:[ \t].*)?$")
_COMMA_TIMING = re.compile(r"(\d{1,2}):(\d\d):(\d\d)\.(\d{3}),(\d{1,2}):(\d\d):(\d\d)\.(\d{3})$")
"""The times of a cue in YouTube's format."""
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
    """The lines shown from one time to another; times in seconds."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


def read(data: bytes, stem: str, options: ReadingOptions = NO_CHOICES) -> Document:
    """Read a subtitle file as a Document; raises ReaderError if it contains no subtitles."""
    text, said = decoded(data, options.encoding)
    file = _File(is_vtt=text.lstrip("\ufeff").startswith("WEBVTT"))
    for line in reading_progress.track(text.split("\n")):
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
    """The state of reading a subtitle file line by line, and the cues found so far.

    `comments` and `stray` count comment lines and lines without a time; `lang` is the language that
    the file declares.
    """

    def __init__(self, *, is_vtt: bool) -> None:
        self.cues: list[_Cue] = []
        self.comments = self.stray = 0
        self.lang = ""
        self._is_vtt = is_vtt
        self._inside = "header" if is_vtt else ""
        self._before = ""

    def take(self, line: str) -> None:
        """Process the next line."""
        timing = _TIMING.match(line) or _COMMA_TIMING.match(line.strip())
        if timing:
            self._begin(timing)
        elif not line.strip():
            # In SubRip files, a blank line between two lines of one cue is a common mistake.
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
        """Begin a cue; the line before its timing line is its identifier, not text."""
        if self._inside == "cue" and self.cues[-1].lines:
            # In WebVTT a number here is text, unless the program that wrote the file numbered its
            # cues.
            number = self._before.strip()
            if number == str(len(self.cues) + 1) or (number.isdecimal() and not self._is_vtt):
                self.cues[-1].lines.pop()
        elif self._inside == "" and self._before.strip():
            self.stray -= 1
        self.cues.append(_Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])))
        self._inside = "cue"

    def _aside(self, line: str) -> None:
        """Process a line outside of cues."""
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
    """A spoken line; `is_turn` is true if another speaker begins here."""

    text: str
    start: float
    end: float
    is_turn: bool


def _spoken(cues: Iterable[_Cue]) -> Iterator[_Line]:
    """The lines of the cues; a line that roll-up captions repeat is returned once."""
    voice, before, was_timed = "", list[str](), False
    for cue in cues:
        lines = [(_voice(raw), _shown(raw)) for raw in cue.lines]
        texts = [text for _, text in lines if text]
        # Roll-up captions repeat the previous line above a new one, or while its words appear.
        stays = was_timed or cue.end - cue.start < _SHORTEST_CUE
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
    """The speaker of a line in a WebVTT voice tag, or ""."""
    named = _VOICE.search(raw)
    return clean(named[1]) if named else ""


def _shown(raw: str) -> str:
    """The text of a line without tags."""
    return " ".join(clean(html.unescape(_TAG.sub("", _VOICE.sub("", raw)))).split())


def _paragraphs(lines: Iterable[_Line]) -> Iterator[Part]:
    text, times, end = "", list[TimeStart](), 0.0
    for line in lines:
        ended = _ENDS.search(text) is not None
        signs = ended + (line.start - end > _PAUSE) + (len(text) > _LONG_PARAGRAPH)
        if text and (line.is_turn or signs >= _LEAST_SIGNS or len(text) > 2 * _LONG_PARAGRAPH):
            yield Part("paragraph", text, times=tuple(times))
            text, times = "", []
        at = len(text) + bool(text)
        if not times or times[-1].label != _label(line.start):
            times.append(TimeStart(at, _label(line.start)))
        text = f"{text} {line.text}" if text else line.text
        end = line.end
    yield Part("paragraph", text, times=tuple(times))
