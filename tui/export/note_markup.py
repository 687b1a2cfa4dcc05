"""Note markup: the Markdown of the analyst's notes as blocks of runs, which renderers write.

Notes may come with a received folder, so they are parsed strictly: HTML stays text, a link leads to
the web or to a mail address or stays text, no picture is fetched. A line break stays one, as notes
are typed line by line. Source: https://spec.commonmark.org/0.31.2/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from .text_values import visible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST = 50_000
"""Code points of a note that is parsed; a longer one is shown as plain paragraphs."""
_DEEPEST = 12
"""How deep lists and quotations may be nested; what lies deeper is text."""
_MARKUP = re.compile(r"[\\`*_\[\]<>&#~]|^\s*(?:[-+]|\d+[.)])(?:\s|$)|^\s*-{3,}", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
# Setext headings, indented code and definitions of links would change notes that are plain text.
_OFF = ("html_block", "html_inline", "code", "lheading", "reference", "image")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; a line feed is a line break. `address` is where they link to, or ""."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class NoteParagraph:
    """A paragraph of a note; a heading is one of strong words."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class NoteList:
    """A list; `start` is the number of its first item, None for a list with bullets."""

    items: tuple[tuple[NoteBlock, ...], ...]
    start: int | None


@dataclass(frozen=True, slots=True)
class NoteQuote:
    """What the analyst quotes in a note."""

    blocks: tuple[NoteBlock, ...]


@dataclass(frozen=True, slots=True)
class NoteCode:
    """Literal text whose lines and spaces are kept."""

    text: str


NoteBlock = NoteParagraph | NoteList | NoteQuote | NoteCode


def parse(note: str) -> tuple[NoteBlock, ...]:
    """The blocks of a note; empty for a blank one. Unseen characters are made visible."""
    text = visible(note).strip()
    if len(text) > _LONGEST or not _MARKUP.search(text):
        parts = _BLANK_LINES.split(text) if text else []
        return tuple(NoteParagraph((Run(part),)) for part in parts)
    return tuple(_blocks(iter(_parser().parse(text)), ""))


def plain_text(note: str) -> str:
    """A note as text without markup, with a blank line between its blocks."""
    return "\n\n".join(map(_plain_block, parse(note)))


def _plain_block(block: NoteBlock) -> str:
    match block:
        case NoteParagraph():
            return "".join(run.text for run in block.runs)
        case NoteList():
            return "\n".join(
                ("- " if block.start is None else f"{number}. ")
                + "\n".join(map(_plain_block, item))
                for number, item in enumerate(block.items, block.start or 0)
            )
        case NoteQuote():
            return "\n\n".join(map(_plain_block, block.blocks))
        case NoteCode():
            return block.text


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).disable(_OFF)
    parser.validateLink = _is_address  # type: ignore[method-assign, assignment]
    return parser


def _is_address(address: str) -> bool:
    return bool(_ADDRESS.fullmatch(address))


def _blocks(tokens: Iterator[Token], end: str) -> Iterator[NoteBlock]:
    """The blocks up to the token of type `end`, which is taken too."""
    is_heading = False
    for token in tokens:
        match token.type:
            case "inline":
                runs = _joined(_runs(token.children or []))
                if is_heading:
                    runs = tuple(replace(run, strong=True) for run in runs)
                if runs:
                    yield NoteParagraph(runs)
            case "heading_open" | "heading_close":
                is_heading = token.type == "heading_open"
            case "bullet_list_open":
                yield NoteList(tuple(_items(tokens, "bullet_list_close")), None)
            case "ordered_list_open":
                start = int(token.attrs.get("start", 1))
                yield NoteList(tuple(_items(tokens, "ordered_list_close")), start)
            case "blockquote_open":
                yield NoteQuote(tuple(_blocks(tokens, "blockquote_close")))
            case "fence":
                lines = token.info.strip(), token.content.rstrip("\n")
                yield NoteCode("\n".join(filter(None, lines)))
            case "hr":
                yield NoteParagraph((Run("* * *"),))
        if token.type == end:
            return


def _items(tokens: Iterator[Token], end: str) -> Iterator[tuple[NoteBlock, ...]]:
    for token in tokens:
        if token.type == "list_item_open":
            yield tuple(_blocks(tokens, "list_item_close"))
        elif token.type == end:
            return


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with neighbours of the same style as one."""
    alike = groupby(runs, lambda run: replace(run, text=""))
    return tuple(replace(style, text="".join(run.text for run in each)) for style, each in alike)


def _runs(tokens: list[Token]) -> Iterator[Run]:
    style = Run("")
    for token in tokens:
        match token.type:
            case "text":
                if token.content:
                    yield replace(style, text=token.content)
            case "code_inline":
                yield replace(style, text=token.content, code=True)
            case "softbreak" | "hardbreak":
                yield replace(style, text="\n")
            case "strong_open" | "strong_close":
                style = replace(style, strong=token.nesting == 1)
            case "em_open" | "em_close":
                style = replace(style, emphasis=token.nesting == 1)
            case "link_open":
                style = replace(style, address=str(token.attrs.get("href", "")))
            case "link_close":
                style = replace(style, address="")
