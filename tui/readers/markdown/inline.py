"""Markdown's inline syntax as marks with offsets, which markdown-it does not provide.

Each rule of markdown-it's inline parser is wrapped to record its position when it matches. All
offsets refer to the content of one inline token.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from ...model.document import MarkStyle

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Found = tuple[int, int, MarkStyle]

_KEY = "marks"
_STYLES: dict[str, MarkStyle] = {"em": "emphasis", "strong": "strong"}


@dataclass(slots=True)
class _Record:
    """The marks found in one content; `delimiters` are candidates that may turn out to be text."""

    marks: list[Found] = field(default_factory=list)
    delimiters: list[tuple[int, int, Token]] = field(default_factory=list)

    def hide(self, start: int, end: int) -> None:
        if start < end:
            self.marks.append((start, end, "hidden"))


@cache
def parser() -> MarkdownIt:
    """A parser of CommonMark with tables and strikethrough; `marks_of` parses inline content."""
    from markdown_it import MarkdownIt, rules_inline

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.disable("inline")
    wrapped: dict[str, tuple[Callable[[StateInline, bool], bool], _Note]] = {
        "newline": (rules_inline.newline, _newline),
        "escape": (rules_inline.escape, _escape),
        "backticks": (rules_inline.backtick, _code),
        "strikethrough": (rules_inline.strikethrough.tokenize, _delimiters),
        "emphasis": (rules_inline.emphasis.tokenize, _delimiters),
        "link": (rules_inline.link, _link),
        "image": (rules_inline.image, _image),
        "autolink": (rules_inline.autolink, _autolink),
        "html_inline": (rules_inline.html_inline, _html),
        "entity": (rules_inline.entity, _entity),
    }
    for name, (rule, note) in wrapped.items():
        markdown.inline.ruler.at(name, _noting(rule, note))
    return markdown


def marks_of(content: str, env: dict[str, Any], children: list[Token]) -> list[Found]:
    """The sorted marks of an inline token's content; its child tokens are added to `children`.

    `env` holds the link references that the block parser found.
    """
    markdown = parser()
    record = _Record()
    markdown.inline.parse(content, markdown, {**env, _KEY: record}, children)
    return sorted([*record.marks, *_pairs(record.delimiters)])


_Note = Callable[["StateInline", int, int, _Record], None]
"""Arguments: state after the rule, start offset, tokens before the rule, record to extend."""


def _noting(
    rule: Callable[[StateInline, bool], bool], note: _Note
) -> Callable[[StateInline, bool], bool]:
    def run(state: StateInline, silent: bool) -> bool:
        record: _Record | None = state.env.get(_KEY)
        if silent or record is None:
            return rule(state, silent)
        start, count = state.pos, len(state.tokens)
        if note is _image:
            # The text of an image is parsed separately, so its offsets refer to another content.
            state.env[_KEY] = None
        done = rule(state, silent)
        state.env[_KEY] = record
        if done:
            note(state, start, count, record)
        return done

    return run


def _newline(state: StateInline, start: int, count: int, record: _Record) -> None:
    record.hide(start + 1, state.pos)


def _escape(state: StateInline, start: int, count: int, record: _Record) -> None:
    token = state.tokens[-1]
    if token.type == "hardbreak" or token.content != token.markup:
        record.hide(start, start + 1)
    if token.type == "hardbreak":
        record.hide(start + 2, state.pos)


def _code(state: StateInline, start: int, count: int, record: _Record) -> None:
    token = state.tokens[-1] if len(state.tokens) > count else None
    if token is None or token.type != "code_inline":
        return  # unmatched backticks are text
    a, b = start + len(token.markup), state.pos - len(token.markup)
    inner = state.src[a:b].replace("\n", " ")
    if len(token.content) + 2 == len(inner):
        a, b = a + 1, b - 1
    record.hide(start, a)
    record.marks.append((a, b, "code"))
    record.hide(b, state.pos)


def _delimiters(state: StateInline, start: int, count: int, record: _Record) -> None:
    end = state.pos
    for token in reversed(state.tokens[count:]):
        if end <= start:
            break
        record.delimiters.append((end - len(token.content), end, token))
        end -= len(token.content)


def _pairs(delimiters: list[tuple[int, int, Token]]) -> Iterator[Found]:
    open_ends: list[int] = []
    for start, end, token in sorted(delimiters, key=lambda item: item[0]):
        # Of the two characters of "**", markdown-it makes the inner one the token and the outer one
        # empty text.
        width = len(token.markup)
        if token.nesting == 1:
            open_ends.append(end)
            yield end - width, end, "hidden"
        elif token.nesting == -1 and open_ends:
            yield start, start + width, "hidden"
            opened = open_ends.pop()
            style = _STYLES.get(token.tag)
            if style and opened < start:
                yield opened, start, style


def _link(state: StateInline, start: int, count: int, record: _Record) -> None:
    label = state.md.helpers.parseLinkLabel(state, start, True)
    _labelled(start, start + 1, label, state.pos, record)


def _image(state: StateInline, start: int, count: int, record: _Record) -> None:
    label = state.md.helpers.parseLinkLabel(state, start + 1, False)
    _labelled(start, start + 2, label, state.pos, record)


def _labelled(start: int, label: int, label_end: int, end: int, record: _Record) -> None:
    record.hide(start, label)
    if label < label_end:
        record.marks.append((label, label_end, "link"))
    record.hide(label_end, end)


def _autolink(state: StateInline, start: int, count: int, record: _Record) -> None:
    _labelled(start, start + 1, state.pos - 1, state.pos, record)


def _html(state: StateInline, start: int, count: int, record: _Record) -> None:
    record.hide(start, state.pos)


def _entity(state: StateInline, start: int, count: int, record: _Record) -> None:
    if state.src[start : state.pos] == "&amp;":
        record.hide(start + 1, state.pos)
