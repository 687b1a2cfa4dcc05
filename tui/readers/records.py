"""Detect stretches of plain text whose lines are records: logs, delimited values, tables.

Their lines must not be joined to paragraphs. Each test takes time in proportion to the stretch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ..model.patterns import lazily

_SAMPLE = 8
"""Lines at the beginning of a stretch that decide whether the others are looked at."""
LEAST_LINES = 3
"""Lines that a stretch of records has at least."""
_MOST_OTHERS = 0.15
"""Share of lines of delimited values that may have another number of delimiters."""
_LOGGED = 0.6
"""Least share of the lines of a log that begin like a record; the others continue one."""
_ALIGNED = 0.75
"""Least share of the lines of a table in which a cell begins, or ends, in the same column."""

LEVELS = frozenset(
    (
        *("trace", "debug", "info", "notice", "warn", "warning", "error", "err", "severe"),
        *("critical", "crit", "fatal", "alert", "emerg", "panic"),
    )
)
"""Levels of log records, in lower case."""

_DAY = r"(?:\d{4}[-/.]\d{2}[-/.]\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}/[A-Z][a-z]{2}/\d{4})"
_CLOCK = r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?"
_LEVEL = r"[\[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERR(?:OR)?|SEVERE|CRIT(?:ICAL)?|FATAL)\b"
_RECORD = lazily(
    rf"(?:<\d{{1,3}}>\d?\s?)?\[?(?:{_DAY}[T :,]{{1,2}}{_CLOCK}|{_CLOCK}\]?[ \t]+{_LEVEL}"
    rf"|(?:[A-Z][a-z]{{2}} )?[A-Z][a-z]{{2}} [ \d]\d {_CLOCK}"  # Jul  9 04:00:11
    r"|\d{9,10}\.\d{3}\b"  # seconds since 1970
    r"|\d{1,3}(?:\.\d{1,3}){3}\s)"  # an address, as in the log of a web server
    rf"|{_LEVEL}[\]: |-]"
)
_LEVELED = lazily(rf"\[?(?:{_DAY}[T :,]{{1,2}})?{_CLOCK}.{{0,40}}?[^\w'’]{_LEVEL}[^'’]")
"""Matches a record that has a time and, soon after it, a level."""
_QUOTED = lazily(r'"[^"\n]*"')
_RULED = " \t|+=:─━═┼│-"
_RULE = lazily(rf"[{_RULED}]*")
"""Matches a line that only separates the head of a table from its body."""
_GAP = lazily(r"(?<![.!?:…][\"”’)])(?<![.!?:…\s]) {2,}")
"""Spaces between two cells; those after a sentence are not meant."""
_ITEM = lazily(r"(?:[-*•‣◦▪+]|\(?(?:\d{1,3}|[a-z])[.)])\s")


def are_records(text: str) -> bool:
    """Whether the lines of a stretch without blank lines are records, each of which is one line."""
    return _all_of(text, lambda lines: _are_logged(lines, _RECORD) or _are_rows(lines))


def is_log(text: str) -> bool:
    """Whether the lines of a stretch are records of a log with the level of each."""
    return _all_of(text, lambda lines: _are_logged(lines, _LEVELED))


def _all_of(text: str, test: Callable[[Sequence[str]], bool]) -> bool:
    """Whether a test holds for the lines of a text, and for the first of them, to save time."""
    lines = text.split("\n", _SAMPLE)
    if len(lines) < LEAST_LINES or not test(lines[:_SAMPLE]):
        return False
    return len(lines) <= _SAMPLE or test(text.split("\n"))


def _are_logged(lines: Sequence[str], pattern: re.Pattern[str]) -> bool:
    if not any(pattern.match(line.lstrip()) for line in lines[:2]):
        return False
    return _count(pattern.match(line.lstrip()) for line in lines) >= _LOGGED * len(lines)


def _are_rows(lines: Sequence[str]) -> bool:
    """Whether lines are the rows of a table, and not a list of items."""
    rows = [line for line in lines if not (line[:1] in _RULED and _RULE.fullmatch(line))]
    if len(rows) < LEAST_LINES or not (_are_delimited(rows) or _are_aligned(rows)):
        return False
    return _count(_ITEM.match(line.lstrip()) for line in rows) * 2 <= len(rows)


def _count(found: Iterable[object]) -> int:
    return sum(each is not None for each in found)


def _are_delimited(lines: Sequence[str]) -> bool:
    """Whether (nearly) all lines have as many tabs, bars, semicolons or commas."""
    for sign, least in (("\t", 1), ("|", 2), (";", 2), (",", 2)):
        if not all(line.count(sign) >= least for line in lines[:LEAST_LINES]):
            continue
        bare = [_QUOTED.sub("", line.strip()) for line in lines]
        number, times = Counter(line.count(sign) for line in bare).most_common(1)[0]
        if number < least or times < (1 - _MOST_OTHERS) * len(lines):
            continue
        # In prose a space follows a comma, and three lines may by chance have as many of them.
        spaced = sum(line.count(f"{sign} ") for line in bare)
        is_close = spaced * 2 < number * len(lines)
        if sign in "\t|" or is_close or (number > 2 and len(lines) > 4):
            return True
    return False


def _are_aligned(lines: Sequence[str]) -> bool:
    """Whether wide gaps divide the lines into cells that begin or end in the same columns."""
    if not any("   " in line or "\t" in line for line in lines):
        return False
    columns: Counter[tuple[bool, int]] = Counter()
    wide = 0
    for line in lines:
        shown = line.rstrip().expandtabs()
        inner = len(shown) - len(shown.lstrip())
        gaps = [gap.span() for gap in _GAP.finditer(shown, inner)]
        columns.update({(True, end) for _, end in gaps} | {(False, start) for start, _ in gaps})
        # Justified prose has gaps too, but hardly any of three spaces.
        wide += any(end - start > 2 for start, end in gaps)
    most = max(columns.values(), default=0)
    return wide * 2 >= len(lines) and most >= max(LEAST_LINES, _ALIGNED * len(lines))
