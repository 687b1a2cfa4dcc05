"""Interprets the control words of RTF: groups, destinations, fonts, styles and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field

from ...model.document import Comment
from ..office import Tally
from ..office.styles import PRIVATE, UNKNOWN, symbol
from ..parts import Part, clean
from .flow import Flow, marker_of
from .styles import FontTable, RtfParagraph, Style, StyleSheet, codec_of_page
from .tokens import (
    CHARACTERS,
    COMMENT_PROPERTIES,
    DEFINITIONS,
    FURNITURE,
    INDEX_ENTRIES,
    LIST_MARKERS,
    READ_IF_STARRED,
    SEPARATE_FLOWS,
    SHAPE_PROPERTIES,
    SKIPPED,
    RtfToken,
    Text,
)

_SURROGATES = 0x10000


@dataclass(slots=True)
class _Group:
    """The state of a group in braces; when it ends, the state of the outer group applies again."""

    destination: str = ""
    is_read: bool = True
    is_new: bool = True
    is_starred: bool = False
    font: int = 0
    units: int = 1
    is_hidden: bool = False
    is_deleted: bool = False
    is_entry: bool = False
    is_property: bool = False
    is_object: bool = False
    paragraph: RtfParagraph = field(default_factory=RtfParagraph)


class RtfBody:
    """Converts RTF tokens to parts."""

    def __init__(self) -> None:
        self.tally: Tally = Tally()
        self.known: dict[str, str] = {}
        self.comments: dict[str, Comment] = {}
        self._groups = [_Group()]
        self._flows = [Flow(self.tally)]
        self._notes: list[Part] = []
        self._fonts = FontTable()
        self._styles = StyleSheet()
        self._style, self._style_name = Style(), Text()
        self._font = 0
        self._left = 0
        self._comment = {"author": "", "key": ""}

    def take(self, token: RtfToken) -> None:
        """Process the next token."""
        word = token.word
        if not word or word == "'":
            self._bytes(token.data)
        elif word in "{}":
            self._left = 0
            self._open() if word == "{" else self._close()
        else:
            self._left = 0
            self._control(word, token.value)

    def finished(self) -> list[Part]:
        """All parts, at the end of the file; unclosed groups are closed."""
        while len(self._groups) > 1:
            self._close()
        return [*self._flows[0].finished(), *self._notes]

    # Groups

    def _open(self) -> None:
        group = copy(self._groups[-1])
        group.paragraph = copy(group.paragraph)
        if group.destination == "upr":
            # The group contains its text twice: as bytes, which are skipped, and then in Unicode.
            self._groups[-1].destination = "ud"
            group.is_read = False
        group.is_new, group.is_starred = True, False
        if group.destination == "stylesheet":
            self._style, self._style_name = Style(), Text()
            group.destination = "style"
        elif group.destination != "fonttbl":
            group.destination = ""
        self._groups.append(group)

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        group = self._groups.pop()
        if not group.is_read:
            return
        if group.destination == "style":
            self._style.name = clean(self._style_name.take()).rstrip(";").strip()
            self._styles.add(self._style)
        elif group.destination in SEPARATE_FLOWS:
            self._end_flow(group.destination, self._flows.pop())

    def _control(self, word: str, value: int | None) -> None:
        group = self._groups[-1]
        is_new, group.is_new = group.is_new, False
        if word == "*":
            group.is_starred = is_new
            return
        starred, group.is_starred = group.is_starred, False
        if not group.is_read:
            return
        if self._is_destination(group, word, starred):
            return
        if group.destination in ("fonttbl", "style"):
            self._define(group, word, value)
        else:
            self._act(group, word, value)

    def _is_destination(self, group: _Group, word: str, starred: bool) -> bool:
        """Set the destination of a group; returns False if the word is no destination."""
        if starred and word not in READ_IF_STARRED and word not in SEPARATE_FLOWS:
            self.tally["formula"] += word == "mmath"
            group.is_read = False
            if group.destination == "style":
                group.destination = ""
        elif word in SKIPPED:
            group.is_read = False
            self.tally["object" if group.is_object else "picture"] += word == "pict"
        elif word in INDEX_ENTRIES:
            group.is_entry = True
        elif word in SHAPE_PROPERTIES:
            group.is_property = True
        elif word in SEPARATE_FLOWS:
            group.destination = word
            self._flows.append(Flow(self.tally))
            group.is_hidden = group.is_deleted = False
            group.paragraph = RtfParagraph()
        elif word in DEFINITIONS:
            group.destination = word
        else:
            return False
        return True

    def _define(self, group: _Group, word: str, value: int | None) -> None:
        """Set a property in the definition of a font or style."""
        if group.destination == "style":
            self._style.set(word, value)
        elif word == "f":
            group.font = value or 0
        else:
            self._fonts.define(group.font, word, value)

    # Text

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._left, len(data))
        self._left -= skipped
        data = data[skipped:]
        group = self._groups[-1]
        if not data or not group.is_read:
            return
        if group.destination == "fonttbl":
            self._fonts.add_name(group.font, data)
        elif group.destination == "style":
            self._style_name.add_bytes(data, self._fonts.codec)
        elif self._fonts.symbols_of(group.font):
            self._add_symbols(group, data)
        else:
            self._add_text(group, data)

    def _add_text(self, group: _Group, data: bytes) -> None:
        text = self._text(group)
        if text is not None:
            text.add_bytes(data, self._fonts.codec_of(group.font))

    def _add_symbols(self, group: _Group, codes: Iterable[int]) -> None:
        font = self._fonts.symbols_of(group.font)
        signs = "".join(symbol(code, font) for code in codes)
        if not any(each.destination in LIST_MARKERS for each in self._groups):
            self.tally["symbol"] += signs.count(UNKNOWN)
        self._add(group, signs)

    def _text(self, group: _Group) -> Text | None:
        if group.is_property or (group.is_entry and group.is_hidden):
            return None
        return self._flows[-1].text(is_hidden=group.is_hidden, is_deleted=group.is_deleted)

    def _add(self, group: _Group, characters: str) -> None:
        text = self._text(group)
        if text is not None:
            text.add(characters)

    # Control words in text

    def _act(self, group: _Group, word: str, value: int | None) -> None:
        if word in CHARACTERS:
            self._add(group, CHARACTERS[word])
        elif word == "u":
            unit = (value or 0) % _SURROGATES
            if unit in PRIVATE and self._fonts.symbols_of(group.font):
                self._add_symbols(group, [unit])
            else:
                self._add(group, chr(unit))
            self._left = group.units
        elif word in ("par", "sect", "\n", "\r"):
            self._end_paragraph(group.paragraph)
        elif word == "nestcell":
            self._flows[-1].end_nested_cell()
        elif word == "nestrow":
            self._flows[-1].end_nested_row()
        elif word == "cell":
            self._flows[-1].end_cell()
        elif word == "row":
            self._flows[-1].end_row()
        elif not self._set_text(group, word, value):
            group.paragraph.set(word, value)

    def _end_paragraph(self, paragraph: RtfParagraph) -> None:
        flow = self._flows[-1]
        kind, level = self._styles.kind(paragraph)
        if paragraph.is_item and kind == "paragraph" and not flow.marker:
            flow.marker = "•"
        flow.end_paragraph(kind, level, nesting=paragraph.nesting)

    def _set_text(self, group: _Group, word: str, value: int | None) -> bool:
        """Set a property of text or document; returns False if the word is no such property."""
        if word == "f":
            group.font = value or 0
        elif word == "uc":
            group.units = max(0, 1 if value is None else value)
        elif word == "object":
            group.is_object = True
        elif word == "v":
            group.is_hidden = value != 0
        elif word == "deleted":
            group.is_deleted = value != 0
        elif word == "plain":
            group.font, group.is_hidden, group.is_deleted = self._font, False, False
        elif word == "deff":
            self._font = group.font = value or 0
        elif word == "ansicpg":
            self._fonts.codec = codec_of_page(value) if value else "cp1252"
        elif word in ("mac", "pc", "pca"):
            self._fonts.codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word in ("yr", "mo", "dy") and group.destination == "creatim":
            date = self.known.get("date", "")
            self.known["date"] = f"{date}{'-' if date else ''}{value or 0:02}"
        else:
            return False
        return True

    # Destinations

    def _end_flow(self, destination: str, flow: Flow) -> None:
        """Use the text of a destination at its end."""
        outer = self._flows[-1]
        if destination in FURNITURE:
            self.tally["furniture"] += bool(flow.plain())
        elif destination in LIST_MARKERS:
            outer.marker = marker_of(flow.plain())
        elif destination == "footnote":
            self._notes.append(Part("list", flow.plain(), 1, f"{len(self._notes) + 1}."))
            self._add(self._groups[-1], f"[{len(self._notes)}]")
        elif destination in ("shptxt", "dptxbxtext"):
            outer.boxes.extend(flow.finished())
        elif destination == "annotation":
            self._end_comment(flow)
        elif destination in ("atrfstart", "atrfend"):
            outer.point(flow.plain())
        elif destination in COMMENT_PROPERTIES:
            self._comment[COMMENT_PROPERTIES[destination]] = flow.plain()
        else:
            self.known[destination] = flow.plain()

    def _end_comment(self, flow: Flow) -> None:
        text, key = flow.plain(), self._comment["key"] or f"at {len(self.comments)}"
        if key.startswith("at "):
            self._flows[-1].point(key)
        self.comments[key] = Comment(0, 0, text, self._comment["author"])
        self.tally["comment"] += 1
        self._comment = {"author": "", "key": ""}
