"""Mailboxes: messages under headings, in their order."""

from __future__ import annotations

import pytest

from tui.model.document import Document
from tui.readers import read_bytes

TWO = (
    b"From a@example.org Mon Jun 01 10:00:00 2009\nFrom: Ann <a@example.org>\nSubject: One\n"
    b"Date: Mon, 1 Jun 2009 10:00:00 +0000\nContent-Transfer-Encoding: quoted-printable\n"
    b"Content-Type: text/plain; charset=utf-8\n\nCaf=C3=A9 at nine.\n>From here on it rained.\n\n"
    b"From b@example.org Mon Jun 01 11:00:00 2009\nFrom: Bob <b@example.org>\n\nSecond mail.\n"
)


def document(data: bytes, suffix: str = ".mbox") -> Document:
    return read_bytes(data, stem="box", suffix=suffix)


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("suffix", [".mbox", ""])
def test_each_message_stands_under_a_heading(suffix: str, end: bytes) -> None:
    found = document(TWO.replace(b"\n", end), suffix)
    assert texts(found, "heading") == ["One", "(no subject)"]
    assert texts(found, "byline") == ["From: Ann\nDate: 2009-06-01", "From: Bob"]
    assert texts(found, "paragraph") == [
        "Café at nine.",
        "From here on it rained.",
        "Second mail.",
    ]
    assert found.title == "box"


def test_one_message_is_a_mail() -> None:
    found = document(TWO[: TWO.index(b"From b@")])
    assert (found.title, found.data["author"]) == ("One", "Ann")


def test_messages_without_headers_keep_their_text() -> None:
    line = b"From somebody Mon Jun 01 10:00:00 2009\n\n"
    found = document(line + b"Note: it rained.\n\n" + line + b"It stopped.\n")
    assert texts(found, "paragraph") == ["Note: it rained.", "It stopped."]


def test_a_sentence_that_begins_with_from_is_no_new_message() -> None:
    found = document(TWO.replace(b"Second mail.", b"It stopped.\n\nFrom there on we walked."))
    assert texts(found, "paragraph")[-1] == "From there on we walked."


@pytest.mark.parametrize(
    "line",
    [
        b"From ann Mon Jun  1 10:00:00 2009",
        b"From ann Mon Jun  1 10:00:00 +0200 2009",
        b"From - Mon Jun 11 10:00:00 2009",
        b"From - ",
    ],
)
def test_messages_without_a_blank_line_between_them_are_apart(line: bytes) -> None:
    one = line + b"\nFrom: Ann\nSubject: One\nContent-Length: 11\n\nIt rained.\n"
    found = document(one + one.replace(b"One", b"Two") + one)
    assert texts(found, "heading") == ["One", "Two", "One"]


@pytest.mark.parametrize("line", [b"From there:\nRoad: shut.", b"From - \nthe road.", b"From: Bob"])
def test_lines_that_only_look_like_the_beginning_of_a_message_stay(line: bytes) -> None:
    found = document(TWO.replace(b"Second mail.", b"It stopped.\n" + line))
    assert len(texts(found, "heading")) == 2
    found = document(TWO.replace(b"Second mail.", b"It stopped.\n\n" + line))
    assert len(texts(found, "heading")) == 2
