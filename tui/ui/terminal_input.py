"""TerminalInput: parses the characters that a terminal sends into keys, pastes and mouse events.

Escape is a key, and also the first character of the sequences for arrows, function keys, the mouse
and reports. Textual's parser reads Escape and another character within 100 ms as Alt with that
character. No command here uses Alt, and over a slow line or from a script Escape and the next key
arrive together. Here, Escape therefore begins a sequence only if the form of one follows. A
character with Alt is Escape and that character in every terminal, also in one whose kitty keyboard
protocol names Alt.

Sources of the forms: ECMA-48 (CSI), XTerm Control Sequences (SS3, mouse, bracketed paste), rxvt,
the Linux console and the kitty keyboard protocol. Textual's parser decides what else each sequence
means.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from textual.events import Key, Paste
from textual.message import Message

from ..model.patterns import lazily
from .textual_private import XTermParser

_ESCAPE = "\x1b"
_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"

_SEQUENCE = lazily(
    "\x1b(?:"
    r"O[ -~]"  # SS3: arrows, function keys, number pad
    r"|\[\[[ -~]"  # function keys of the Linux console
    r"|\[M.{3}"  # mouse, as X10 reports it
    r"|\[\d+\$"  # keys with Shift of rxvt
    r"|\[[0-?]+[ -/]*[@-~]"  # CSI with parameters
    r"|\[[ -/]*[@-LN-Z\\-~]"  # CSI without parameters
    ")",
    re.DOTALL,
)
_INCOMPLETE = lazily("\x1b(?:O|\\[(?:\\[|M.{0,2}|[0-?]*[ -/]*))?", re.DOTALL)
"""The beginning of a sequence."""
_POSSIBLE_KEYS = lazily(r"\x1b(?:O[ -~]?|\[(?:\[|M|\d)?[@-~]?)?")
"""What a user may have typed quickly: Escape, or Escape followed by `[` or `O`."""
_ALT = lazily(r"\x1b\[(\d{2,6});([34])u")
"""A key with Alt, or with Alt and Shift, in the kitty keyboard protocol."""
_LONGEST_SEQUENCE = 100
"""Characters; a longer beginning without an end is no sequence."""


class TerminalInput:
    """Parses characters, which may arrive in any number of parts, into messages for Textual."""

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._buffer = ""
        self._paste_parts: list[str] | None = None
        """The text of a paste whose end has not been received yet; None outside a paste."""

    @property
    def is_ambiguous(self) -> bool:
        """Whether the buffered characters are keys or, if more characters follow, a sequence."""
        return self._paste_parts is None and bool(_POSSIBLE_KEYS.fullmatch(self._buffer))

    def feed(self, text: str) -> Iterator[Message]:
        """Parse more characters, and yield the messages that are complete."""
        self._buffer += text
        while self._buffer:
            if self._paste_parts is not None:
                paste = self._read_paste(self._paste_parts)
                if paste is None:
                    return
                yield paste
            elif not self._buffer.startswith(_ESCAPE):
                start = self._buffer.find(_ESCAPE)
                yield from self._parser.feed(self._take(start if start > 0 else len(self._buffer)))
            elif found := _SEQUENCE.match(self._buffer):
                yield from self._read_sequence(self._take(found.end()))
            else:
                incomplete = _INCOMPLETE.match(self._buffer)
                length = incomplete.end() if incomplete else 1
                if length == len(self._buffer) and length < _LONGEST_SEQUENCE:
                    return
                yield from self._read_keys(self._take(length))

    def flush(self) -> Iterator[Message]:
        """Yield ambiguous characters as keys; called when no others have followed for a while."""
        if self.is_ambiguous:
            yield from self._read_keys(self._take(len(self._buffer)))

    def _take(self, length: int) -> str:
        """Remove some characters from the start of the buffer, and return them."""
        taken, self._buffer = self._buffer[:length], self._buffer[length:]
        return taken

    def _read_sequence(self, sequence: str) -> Iterator[Message]:
        """Yield the messages of a complete sequence; none if Textual does not know the sequence."""
        if sequence == _PASTE_START:
            self._paste_parts = []
        elif character := _character_with_alt(sequence):
            yield Key("escape", _ESCAPE)
            yield from self._parser.feed(character)
        elif _is_known(sequence):
            yield from self._parser.feed(sequence)
        else:
            yield from self._read_keys(sequence)

    def _read_keys(self, text: str) -> Iterator[Message]:
        """Yield Escape and the keys after it; nothing if nobody can have typed the characters."""
        if _POSSIBLE_KEYS.fullmatch(text):
            yield Key("escape", _ESCAPE)
            if text[1:]:
                yield from self._parser.feed(text[1:])

    def _read_paste(self, parts: list[str]) -> Paste | None:
        """Move the buffer to the parts of a paste; return the Paste if its end was received."""
        end = self._buffer.find(_PASTE_END)
        if end < 0:
            lengths = range(len(_PASTE_END) - 1, -1, -1)
            kept = next(n for n in lengths if self._buffer.endswith(_PASTE_END[:n]))
            parts.append(self._take(len(self._buffer) - kept))
            return None
        parts.append(self._take(end))
        self._take(len(_PASTE_END))
        self._paste_parts = None
        return Paste("".join(parts).replace("\0", ""))


def _character_with_alt(sequence: str) -> str:
    """The character of a key that was pressed with Alt in the kitty protocol; "" for others."""
    found = _ALT.fullmatch(sequence)
    if found is None or (code := int(found[1])) > sys.maxunicode:
        return ""
    character = chr(code)
    if found[2] == "4":
        # Which sign a key has with Shift depends on the keyboard, unless it is a letter.
        character = character.upper() if character.isalpha() else ""
    return character if len(character) == 1 and character.isprintable() else ""


def _is_known(sequence: str) -> bool:
    """Whether Textual knows a complete sequence; its parser waits for more after an unknown one."""
    probe = XTermParser()
    try:
        list(probe.feed(sequence))
    except ValueError:  # its parser expects one number where the kitty protocol allows several
        return False
    return bool(list(probe.feed("a")))
