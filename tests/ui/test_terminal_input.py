"""Tests of TerminalInput: the characters of keys, pastes and reports, split into any parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import AppBlur, AppFocus, Key, MouseDown, Paste, Resize
from textual.message import Message

from tui.ui.terminal_input import TerminalInput

SEQUENCES = [s for s in ANSI_SEQUENCES_KEYS if len(s) > 2 and s[:2] in ("\x1b[", "\x1bO")]
"""All sequences that Textual knows for keys."""


def received(*parts: str, pause: bool = True) -> list[Message]:
    """The messages for some parts, followed by a pause."""
    terminal = TerminalInput(XTermParser())
    found = [message for part in parts for message in terminal.feed(part)]
    return found + (list(terminal.flush()) if pause else [])


def keys(*parts: str) -> list[tuple[str, str | None]]:
    """The keys of some parts, followed by a pause, and the characters that they insert."""
    return [(m.key, m.character) for m in received(*parts) if isinstance(m, Key)]


def names(*parts: str) -> list[str]:
    return [name for name, _ in keys(*parts)]


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        ("\x1b", ["escape"]),
        ("\x1bj", ["escape", "j"]),
        ("\x1bjjk", ["escape", "j", "j", "k"]),
        ("\x1bG", ["escape", "G"]),
        ("\x1b1", ["escape", "1"]),
        ("\x1bb", ["escape", "b"]),
        ("\x1bf", ["escape", "f"]),
        ("\x1bé", ["escape", "é"]),
        ("\x1b ", ["escape", "space"]),
        ("\x1b\t", ["escape", "tab"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x7f", ["escape", "backspace"]),
        ("\x1b\x12", ["escape", "ctrl+r"]),
        ("\x1b]", ["escape", "right_square_bracket"]),
        ("\x1b[", ["escape", "left_square_bracket"]),
        ("\x1b[j", ["escape", "left_square_bracket", "j"]),
        ("\x1b[[", ["escape", "left_square_bracket", "left_square_bracket"]),
        ("\x1b[1", ["escape", "left_square_bracket", "1"]),
        ("\x1bO", ["escape", "O"]),
        ("\x1bOz", ["escape", "O", "z"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b\x1bj", ["escape", "escape", "j"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b[A\x1b[B", ["up", "down"]),
        ("a\x1b[Ab", ["a", "up", "b"]),
        ("quick\x1bj", ["q", "u", "i", "c", "k", "escape", "j"]),
        ("\x1b[\x1b[A", ["escape", "left_square_bracket", "up"]),
    ],
)
def test_escape_and_a_key_are_escape_and_that_key(sent: str, pressed: list[str]) -> None:
    assert names(sent) == pressed


@pytest.mark.parametrize("code", range(1, 128))
def test_escape_and_any_character_are_escape_and_that_character(code: int) -> None:
    alone = [(m.key, m.character) for m in XTermParser().feed(chr(code))] if code != 27 else None
    assert keys("\x1b" + chr(code)) == [("escape", "\x1b"), *(alone or [("escape", "\x1b")])]


def test_escape_is_known_at_once_when_a_key_follows() -> None:
    assert [m.key for m in received("\x1bj", pause=False) if isinstance(m, Key)] == ["escape", "j"]


def test_escape_alone_is_ambiguous_until_the_pause() -> None:
    terminal = TerminalInput(XTermParser())
    assert list(terminal.feed("\x1b")) == []
    assert terminal.is_ambiguous
    assert [m.key for m in terminal.flush() if isinstance(m, Key)] == ["escape"]
    assert not terminal.is_ambiguous
    assert list(terminal.flush()) == []


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_sequences_of_keys_mean_what_textual_says_wherever_they_are_split(sequence: str) -> None:
    meant = [(m.key, m.character) for m in XTermParser().feed(sequence) if isinstance(m, Key)]
    for at in range(len(sequence)):
        assert keys(sequence[:at], sequence[at:]) == meant
    assert keys(*sequence) == meant


@pytest.mark.parametrize(
    ("sequence", "pressed"),
    [
        ("\x1b[27u", ["escape"]),
        ("\x1b[106;;106u", ["j"]),
        ("\x1b[27u\x1b[106;;106u", ["escape", "j"]),
        ("\x1b[57417u", ["left"]),
        ("\x1b[1;2A", ["shift+up"]),
        ("\x1b[13;2u", ["shift+enter"]),
    ],
)
def test_keys_of_the_kitty_protocol_are_left_as_they_are(sequence: str, pressed: list[str]) -> None:
    assert names(sequence) == names(*sequence) == pressed


@pytest.mark.parametrize(
    ("code", "modifiers", "pressed"),
    [
        ("106", "3", ["escape", "j"]),
        ("106", "4", ["escape", "J"]),
        ("49", "3", ["escape", "1"]),
        ("93", "3", ["escape", "right_square_bracket"]),
        ("32", "3", ["escape", "space"]),
        ("1081", "3", ["escape", "й"]),
    ],
)
def test_a_character_with_alt_is_escape_and_that_character(
    code: str, modifiers: str, pressed: list[str]
) -> None:
    sequence = f"\x1b[{code};{modifiers}u"
    assert names(sequence) == names(*sequence) == pressed


@pytest.mark.parametrize(
    ("sequence", "pressed"),
    [
        ("\x1b[49;4u", ["alt+shift+1"]),
        ("\x1b[127;3u", ["alt+backspace"]),
        ("\x1b[57417;3u", ["alt+left"]),
        ("\x1b[1;3C", ["alt+right"]),
        ("\x1b[106;7u", ["alt+ctrl+j"]),
    ],
)
def test_other_keys_with_alt_are_left_as_they_are(sequence: str, pressed: list[str]) -> None:
    assert names(sequence) == names(*sequence) == pressed


@pytest.mark.parametrize("sequence", ["\x1b[106:74;4u", "\x1b[106;3:1u", "\x1b[999999;3u"])
def test_a_form_that_textual_cannot_read_does_not_end_the_input(sequence: str) -> None:
    assert names(sequence, "j")[-1:] == ["j"]


@pytest.mark.parametrize(
    ("sequence", "kind"),
    [
        ("\x1b[<0;10;5M", MouseDown),
        ("\x1b[I", AppFocus),
        ("\x1b[O", AppBlur),
        ("\x1b[48;24;80;480;800t", Resize),
    ],
)
def test_reports_arrive_wherever_they_are_split(sequence: str, kind: type[Message]) -> None:
    for at in range(len(sequence)):
        assert [type(m) for m in received(sequence[:at], sequence[at:])] == [kind]


@pytest.mark.parametrize(
    "sequence", ["\x1b[99;99z", "\x1b[M !!", "\x1b[?1u", "\x1b[?62;4c", "\x1b[>0;276;0c"]
)
def test_an_unknown_sequence_is_no_key(sequence: str) -> None:
    assert names(sequence, "j") == names(*sequence, "j") == ["j"]


def test_a_sequence_that_breaks_off_is_dropped() -> None:
    assert names("\x1b[<35;10", "\x1b[A", "j") == ["up", "j"]
    assert names("\x1b[12\rj") == ["enter", "j"]
    assert names("\x1b[" + "1;" * 500 + "1", "\rj")[-2:] == ["enter", "j"]


def test_a_report_of_the_mouse_is_waited_for() -> None:
    terminal = TerminalInput(XTermParser())
    first = [*terminal.feed("\x1b[<35;10"), *terminal.flush()]
    assert first == []
    assert [type(m).__name__ for m in terminal.feed(";20M")] == ["MouseMove"]


PASTED = "The mayor\nsaid \x1bj “yes”\x1b[A [201~ \x1b[20"


def test_a_paste_is_one_message_wherever_it_is_split() -> None:
    sent = f"\x1b[200~{PASTED}\x1b[201~j"
    for at in range(len(sent)):
        paste, key = received(sent[:at], sent[at:])
        assert isinstance(paste, Paste)
        assert paste.text == PASTED
        assert isinstance(key, Key)
        assert key.key == "j"


def test_nothing_in_a_paste_is_a_key() -> None:
    assert [type(m) for m in received(*"\x1b[200~\x1bq\x1b[A\0\x1b[201~")] == [Paste]
    assert received("\x1b[200~\x1bq", "\x1b") == []


PIECES = ["\x1b", "j", "[", "O", "\x1b[A", "\x1b[1;5C", "\x1bOP", "\x1b[<0;3;4M", "\x1b[200~", "x"]
PIECES += ["\x1b[201~", "é", "\r", "5", ";", "~", "$", "\0", "\x1b[[A", "\x1b[M", "\x1b[I"]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.data())
def test_how_the_input_is_split_changes_nothing(pieces: list[str], data: st.DataObject) -> None:
    sent = "".join(pieces)
    cuts = data.draw(st.lists(st.integers(0, len(sent)), max_size=6))
    parts = [sent[a:b] for a, b in pairwise(sorted([0, len(sent), *cuts]))]
    assert list(map(repr, received(*parts))) == list(map(repr, received(sent)))
