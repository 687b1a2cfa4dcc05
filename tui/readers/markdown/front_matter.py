"""Parses front matter of Markdown: YAML between "---", TOML between "+++", Pandoc's "% Title"."""

from __future__ import annotations

import re
from typing import Any

from ...formats import toml

_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\n(?:(.*?)\n)?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINES = r"[^\n]*(?:\n[ \t]+\S[^\n]*)*"
_TITLE_BLOCK = re.compile(
    rf"%[ \t]+(\S{_LINES})(?:\n%[ \t]*({_LINES}))?(?:\n%[ \t]*({_LINES}))?(?:\n(?=[ \t]*\n)|\n?\Z)"
)
"""Title, authors and date, each after "%", before a blank line; continuation lines are indented."""
_LONGEST = 65_536
"""Longest front matter, in code points."""
_PAIR = re.compile(r"([\w-]+)[ \t]*:[ \t]+(\S.*)")
_ENTRY = re.compile(r"^([\w-]+)[ \t]*:(?:[ \t]+(.*))?$((?:\n(?:[ \t-].*)?$)*)", re.MULTILINE)
"""A key, the value on its line, and the lines below that belong to it."""
_ITEM = re.compile(r"^[ \t]*-[ \t]+(?:name[ \t]*:[ \t]+)?(\S.*)$", re.MULTILINE)
_TEXTS = ("|", "|-", "|+", ">", ">-", ">+")
"""YAML indicators of a block scalar: the text is on the lines below."""
_KEYS = {
    "title": "title", "author": "author", "authors": "author", "by": "author", "byline": "author",
    "date": "date", "published": "date", "publisher": "publisher", "publication": "publisher",
    "source": "publisher", "url": "url", "link": "url", "canonical": "url", "lang": "lang",
    "language": "lang",
}  # fmt: skip
"""Key of front matter in lower case -> key in Document.data."""


def front_matter(text: str) -> tuple[int, dict[str, str]]:
    """The length of the front matter at the start of a text (0 if it has none), and its data."""
    block = _TITLE_BLOCK.match(text, 0, _LONGEST)
    if block:
        title, authors, date = (group or "" for group in block.groups())
        names = filter(None, map(_words, re.split(r"[;\n]", authors)))
        data = {"title": _words(title), "author": ", ".join(names), "date": _words(date)}
        return block.end(), {key: value for key, value in data.items() if value}
    match = _FENCED.match(text, 0, _LONGEST)
    # A "---" at the start of a text without any key is a horizontal rule.
    if not match or (match[1] == "---" and not _PAIR.search(match[2] or "")):
        return 0, {}
    pairs = _toml(match[2] or "") if match[1] == "+++" else _yaml(match[2] or "")
    found: dict[str, str] = {}
    for key, value in pairs.items():
        name = _KEYS.get(key.lower())
        if name and _words(value):
            found.setdefault(name, _words(value))
    return match.end(), found


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    try:
        return "" if isinstance(value, dict) else " ".join(str(value).split())
    except ValueError:  # a number of thousands of digits
        return ""


def _toml(source: str) -> dict[str, Any]:
    try:
        return toml.loads(source)
    except (ValueError, RecursionError):
        return {}  # invalid front matter is ignored so that the text still opens


def _yaml(source: str) -> dict[str, Any]:
    """Parse the subset of YAML that front matter uses: pairs, lists and block scalars.

    It is lenient: a title with a colon, which is invalid YAML, is accepted.
    """
    found: dict[str, Any] = {}
    for key, value, below in _ENTRY.findall(source):
        value = value.strip()
        if not value:
            found[key] = [_unquoted(item.strip()) for item in _ITEM.findall(below)]
        elif value in _TEXTS:
            found[key] = below
        elif value[0] == "[" and value[-1] == "]":
            found[key] = [_unquoted(item) for item in value[1:-1].split(",")]
        else:
            found[key] = _unquoted(value)
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value.partition(" #")[0].rstrip()
