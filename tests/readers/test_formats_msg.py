"""Messages of Outlook, made by a writer of its container."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.readers.ole import compound
from tui.model.errors import ReaderError
from tui.readers import read_bytes
from tui.readers.mail.outlook import unpacked

FIELDS = {
    "0037": "Harbour closed",
    "1000": "The harbour is closed.\r\n\r\nNobody said why.",
    "0C1A": "Ada Berg",
    "0C1F": "ada@port.example",
    "0E04": "The desk",
}
STREAMS = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in FIELDS.items()}
MESSAGE = compound({**STREAMS, "__properties_version1.0": bytes(32)})


def test_a_message_has_its_subject_its_text_and_its_sender() -> None:
    found = read_bytes(MESSAGE, stem="s", suffix=".msg")
    assert found.title == "Harbour closed"
    assert found.text == "Harbour closed\n\nThe harbour is closed.\n\nNobody said why."
    assert found.data["author"] == "Ada Berg"


@pytest.mark.parametrize("suffix", ["", ".txt", ".msg"])
def test_a_message_is_known_by_its_content(suffix: str) -> None:
    assert read_bytes(MESSAGE, stem="s", suffix=suffix).title == "Harbour closed"


def test_a_mail_of_the_usual_form_may_have_the_suffix() -> None:
    found = read_bytes(b"From: Ann\nSubject: One\n\nIt rained.\n", stem="s", suffix=".msg")
    assert (found.title, found.data["author"]) == ("One", "Ann")


@pytest.mark.parametrize("length", [600, 2_000, 5_000])
def test_a_message_that_is_cut_short_is_refused_or_read(length: int) -> None:
    with suppress(ReaderError):
        read_bytes(MESSAGE[:length], stem="s", suffix=".msg")


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
