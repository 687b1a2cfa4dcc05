"""Messages of Outlook. outlook.msg is from the tests of python-oxmsg (MIT)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.readers import read, read_bytes
from tui.readers.rtf_packed import unpacked

FILE = Path(__file__).parent / "formats" / "outlook.msg"


def test_a_message_has_its_subject_its_text_and_its_sender() -> None:
    found = read(FILE)
    assert found.title == "This is the subject"
    assert found.text == "This is the subject\n\nThis is a message"
    assert found.data["author"] == "peterpan@neverland.com"


@pytest.mark.parametrize("suffix", ["", ".txt", ".msg"])
def test_a_message_is_known_by_its_content(suffix: str) -> None:
    found = read_bytes(FILE.read_bytes(), stem="s", suffix=suffix)
    assert found.title == "This is the subject"


def test_a_mail_of_the_usual_form_may_have_the_suffix() -> None:
    found = read_bytes(b"From: Ann\nSubject: One\n\nIt rained.\n", stem="s", suffix=".msg")
    assert (found.title, found.data["author"]) == ("One", "Ann")


@pytest.mark.parametrize("length", [600, 2_000, 5_000])
def test_a_message_that_is_cut_short_is_refused_or_read(length: int) -> None:
    with suppress(ReaderError):
        read_bytes(FILE.read_bytes()[:length], stem="s", suffix=".msg")


def test_packed_rtf_is_unpacked() -> None:
    # The first example of [MS-OXRTFCP].
    packed = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    )
    assert unpacked(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


@pytest.mark.parametrize("data", [b"", b"\0" * 8 + b"LZFu" + b"\0" * 40, b"\xff" * 64])
def test_packed_rtf_that_is_damaged_ends(data: bytes) -> None:
    with suppress(ReaderError):
        unpacked(data)
