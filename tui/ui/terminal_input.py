"""TerminalInput: the characters that a terminal sends, as keys, pastes and reports.

Escape is a key, and also the first character of the sequences that stand for arrows, function keys,
the mouse and reports. Textual's parser also takes Escape and any other character within 100 ms for
Alt and that character. No command here uses Alt, and over a slow line or from a script Escape and
the next key arrive together: so Escape begins a sequence only where a sequence's form follows.

Forms of sequences: ECMA-48 (CSI), XTerm Control Sequences (SS3, mouse, bracketed paste), rxvt and
the Linux console. What each sequence means is left to Textual.
"""

from __future__ import annotations

import re
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
_BEGUN = lazily("\x1b(?:O|\\[(?:\\[|M.{0,2}|[0-?]*[ -/]*))?", re.DOTALL)
"""A sequence of which the end is missing."""
_LIKE_KEYS = lazily(r"\x1b(?:O[ -~]?|\[(?:\[|M|\d)?[@-~]?)?")
"""What somebody may have typed within a moment: Escape and then `[` or `O`."""
_LONGEST = 100
"""Characters of the longest sequence; what has no end until then is none."""


class TerminalInput:
    """Turns characters into messages. A sequence may arrive in any number of parts."""

    def __init__(self, parser: XTermParser) -> None:
        self._parser = parser
        self._held = ""
        self._pasted: list[str] | None = None

    @property
    def is_ambiguous(self) -> bool:
        """Whether Escape was received that is a key of its own unless a sequence follows."""
        return self._pasted is None and bool(_LIKE_KEYS.fullmatch(self._held))

    def feed(self, text: str) -> Iterator[Message]:
        """The messages that some more characters complete."""
        self._held += text
        while self._held:
            if self._pasted is not None:
                paste = self._paste(self._pasted)
                if paste is None:
                    return
                yield paste
            elif not self._held.startswith(_ESCAPE):
                start = self._held.find(_ESCAPE)
                yield from self._parser.feed(self._taken(start if start > 0 else len(self._held)))
            elif found := _SEQUENCE.match(self._held):
                yield from self._sequence(self._taken(found.end()))
            else:
                begun = _BEGUN.match(self._held)
                length = begun.end() if begun else 1
                if length == len(self._held) and length < _LONGEST:
                    return
                yield from self._without_end(self._taken(length))

    def flush(self) -> Iterator[Message]:
        """The messages when nothing more came for a while: what may be keys, is."""
        if self.is_ambiguous:
            yield from self._without_end(self._taken(len(self._held)))

    def _taken(self, length: int) -> str:
        """Take so many characters from those that are held."""
        taken, self._held = self._held[:length], self._held[length:]
        return taken

    def _sequence(self, sequence: str) -> Iterator[Message]:
        """The messages of a whole sequence; one that Textual does not know has none."""
        if sequence == _PASTE_START:
            self._pasted = []
        elif _is_known(sequence):
            yield from self._parser.feed(sequence)
        else:
            yield from self._without_end(sequence)

    def _without_end(self, text: str) -> Iterator[Message]:
        """The keys that somebody typed, Escape first; nothing for a part of a sequence."""
        if _LIKE_KEYS.fullmatch(text):
            yield Key("escape", _ESCAPE)
            if text[1:]:
                yield from self._parser.feed(text[1:])

    def _paste(self, parts: list[str]) -> Paste | None:
        """Add what is held to a paste; its message once it ends."""
        end = self._held.find(_PASTE_END)
        if end < 0:
            lengths = range(len(_PASTE_END) - 1, -1, -1)
            kept = next(n for n in lengths if self._held.endswith(_PASTE_END[:n]))
            parts.append(self._taken(len(self._held) - kept))
            return None
        parts.append(self._taken(end))
        self._taken(len(_PASTE_END))
        self._pasted = None
        return Paste("".join(parts).replace("\0", ""))


def _is_known(sequence: str) -> bool:
    """Whether Textual knows a whole sequence: if not, its parser waits for the rest of it."""
    probe = XTermParser()
    list(probe.feed(sequence))
    return bool(list(probe.feed("a")))
