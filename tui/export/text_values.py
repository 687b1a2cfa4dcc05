"""Values as text for files that other programs open.

Nothing in such a text acts on its reader, reorders a line or hides; dates and times are ISO 8601.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from ..model import visible as unseen
from ..model.typography import join_divided_words

_INSIDE = re.compile(r" (?=¶)|(?<=\b\d) (?=[A-Z])|(?<=\b\d\d) (?=[A-Z])")
_ARTICLE = re.compile("(?:A|An|The)(?= )")
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with line breaks as LF, tabs kept, and every other unseen character shown."""
    return unseen.visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t")


def printable(text: str) -> str:
    """The visible text, with the characters replaced that XML and HTML do not allow."""
    return _NONCHARACTER.sub(unseen.PLACEHOLDER, visible(text))


def single_line(text: str) -> str:
    """The visible text on one line: words divided at line ends joined, white space collapsed."""
    return " ".join(visible(join_divided_words(text)).split())


def clip(text: str, most: int) -> str:
    """The text on one line, shortened with an ellipsis to at most `most` code points.

    It ends with a whole word, unless that would leave less than half of the room in use.
    """
    line = single_line(text)
    if len(line) <= most:
        return line
    words, _, _ = line[:most].rpartition(" ")
    return f"{(words if len(words) * 2 >= most else line[: most - 1]).rstrip()}…"


def unbroken(citation: str) -> str:
    """A citation on one line, in which no line will end before "¶" or inside "8 July"."""
    return _INSIDE.sub("\u00a0", single_line(citation))


def iso(moment: datetime | date | time | None) -> str | None:
    """A date or time in ISO 8601, with "Z" for UTC; None for None."""
    return None if moment is None else moment.isoformat().replace("+00:00", "Z")


def utc(moment: datetime | None) -> str:
    """A date and time in ISO 8601, converted to UTC; "" for None. Without an offset it is UTC."""
    if moment is None:
        return ""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return iso(known.astimezone(UTC)) or ""


def in_sentence(name: str) -> str:
    """A name as it stands inside a sentence: one that begins with an article begins small."""
    return name[0].lower() + name[1:] if _ARTICLE.match(name) else name


def without_article(name: str) -> str:
    """A name without the article it begins with, for sorting."""
    found = _ARTICLE.match(name)
    return name[found.end() + 1 :] if found else name
