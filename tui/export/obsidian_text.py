"""Text of an Obsidian vault: Markdown in which no text acts, links between notes, front matter.

Sources: https://help.obsidian.md/obsidian-flavored-markdown, https://help.obsidian.md/properties.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from . import markdown_text
from .markdown_text import note_markdown
from .note_markup import NoteParagraph, parse
from .text_values import single_line

_ACTIVE = re.compile(
    r"\\.|(?P<ticks>`+).*?(?<!`)(?P=ticks)(?!`)|[#$^]|%(?=%)|(?<=%)%|=(?==)|(?<==)=",
    re.DOTALL,
)
"""An escape, code, or a character with which Obsidian's own markup begins: tags, formulas, ids of
blocks, comments and highlights. Links and embedded notes begin with a bracket, which is always
escaped. In code nothing is markup."""
_NOT_IN_LABELS = re.compile(r"[\[\]|\\`*_<>$%=#^~]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Values = Mapping[str, str | Sequence[str]]
"""Properties of a note: texts and lists of texts."""


def escape(text: str) -> str:
    """The text escaped so that Obsidian shows it literally; line breaks are kept."""
    return _literal(markdown_text.escape(text))


def inline(text: str) -> str:
    """The text escaped and on one line."""
    return _literal(markdown_text.inline(text))


def lines(text: str) -> str:
    """The text escaped, with every line break kept in the rendering too."""
    return _literal(markdown_text.lines(text))


def note(text: str, label: str) -> str:
    """A note after a label, with its Markdown as far as reports render it; "" for an empty one.

    The label may be "".
    """
    blocks = parse(text)
    if not blocks:
        return ""
    between = " " if isinstance(blocks[0], NoteParagraph) else "\n\n"
    start = f"**{label}**{between}" if label else ""
    return start + _literal(note_markdown(blocks))


def link(note: str, label: str, block: str = "") -> str:
    """A link to a note, given its path without suffix, or to a block in it."""
    shown = single_line(_NOT_IN_LABELS.sub(" ", label)) or "passage"
    return f"[[{note}{f'#^{block}' if block else ''}|{shown}]]"


def front_matter(values: Values) -> str:
    """Properties as YAML; empty ones are left out. A text is quoted, except for a date."""
    held = {key: value for key, value in values.items() if value}
    listed = "\n".join(f"{key}: {_yaml(value)}" for key, value in held.items())
    return f"---\n{listed}\n---" if held else ""


def _yaml(value: str | Sequence[str]) -> str:
    if not isinstance(value, str):
        return f"[{', '.join(map(_quoted, value))}]"
    return value if _DATE.fullmatch(value) else _quoted(value)


def _quoted(text: str) -> str:
    # A string of JSON is one of YAML too: https://yaml.org/spec/1.2.2/, section 1.3.
    return json.dumps(single_line(text), ensure_ascii=False)


def _literal(escaped: str) -> str:
    """Markdown with the markup of Obsidian escaped that is not yet."""
    return _ACTIVE.sub(lambda each: each[0] if each[0][0] in "\\`" else f"\\{each[0]}", escaped)
