"""What Outlook packs into winmail.dat, and messages that are attached as files."""

from __future__ import annotations

import base64
from contextlib import suppress

import pytest

from tests.readers.test_read_mail import HEAD, PLAIN, mail, multipart, texts
from tui.model.errors import ReaderError
from tui.readers import read_bytes
from tui.readers.foreign import TNEF

TEXT = "The dam will fail in May. Nobody has been told of it, and nobody will be."


def padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def attribute(number: int, value: bytes, level: int = 1) -> bytes:
    """An attribute of TNEF: what it belongs to, its number, its length, its value, a checksum."""
    head = bytes([level]) + number.to_bytes(4, "little") + len(value).to_bytes(4, "little")
    return head + value + (sum(value) & 0xFFFF).to_bytes(2, "little")


def string(number: int, text: str, name: str = "") -> bytes:
    """A property with a text in Unicode; above 0x8000 it has a name of its own."""
    value = (text + "\0").encode("utf-16-le")
    named = (name + "\0").encode("utf-16-le")
    own = bytes(16) + (1).to_bytes(4, "little") + len(named).to_bytes(4, "little") + padded(named)
    head = (number << 16 | 0x1F).to_bytes(4, "little") + (own if number >= 0x8000 else b"")
    return head + (1).to_bytes(4, "little") + len(value).to_bytes(4, "little") + padded(value)


def binary(number: int, value: bytes, kind: int = 0x102) -> bytes:
    head = (number << 16 | kind).to_bytes(4, "little") + (1).to_bytes(4, "little")
    return head + len(value).to_bytes(4, "little") + padded(value)


def properties(*each: bytes) -> bytes:
    return len(each).to_bytes(4, "little") + b"".join(each)


def package(*attributes: bytes) -> bytes:
    return TNEF + b"\1\0" + b"".join(attributes)


def attached(name: str, content: bytes) -> bytes:
    begins = attribute(0x00069002, bytes(14), 2)
    title = attribute(0x00018010, f"{name[:4]}~1\0".encode(), 2)
    more = attribute(0x00069005, properties(string(0x3707, name)), 2)
    return begins + title + attribute(0x0006800F, content, 2) + more


BODY = attribute(
    0x00069003,
    properties(
        string(0x8001, "x", "Odd name"),
        (0x1002 << 16 | 0x0003).to_bytes(4, "little") + bytes(4),
        string(0x1000, TEXT),
    ),
)


def winmail(data: bytes, kind: str = "application/ms-tnef") -> str:
    head = f'Content-Type: {kind}; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n'
    return head + base64.encodebytes(data).decode()


@pytest.mark.parametrize("kind", ["application/ms-tnef", "application/octet-stream"])
def test_a_package_of_outlook_is_read(kind: str) -> None:
    files = attached("plan of the dam.pdf", b"%PDF") + attached("who.txt", b"Ann knows.")
    document = mail(
        HEAD + multipart("mixed", PLAIN + "See below.", winmail(package(BODY, files), kind))
    )
    assert texts(document) == [
        "See below.",
        TEXT,
        "Attachment: who.txt",
        "Ann knows.",
        "Attachments: plan of the dam.pdf",
    ]


def test_a_text_that_the_mail_has_besides_is_there_once() -> None:
    document = mail(HEAD + multipart("mixed", PLAIN + TEXT, winmail(package(BODY))))
    assert texts(document) == [TEXT]


def test_a_text_in_an_eight_bit_code_page_is_decoded() -> None:
    page = attribute(0x00069007, (1251).to_bytes(8, "little"))
    data = package(page, attribute(0x0002800C, "Плотина\0".encode("cp1251")))
    assert texts(mail(HEAD + multipart("mixed", winmail(data)))) == ["Плотина"]


def test_a_message_inside_a_package_is_read() -> None:
    inner = package(attribute(0x00069003, properties(string(0x0037, "Old"), string(0x1000, TEXT))))
    mark = bytes.fromhex("0703020000000000c000000000000046")
    holder = attribute(0x00069005, properties(binary(0x3701, mark + inner, 0x0D)), 2)
    data = package(attribute(0x00069002, bytes(14), 2), holder)
    found = texts(mail(HEAD + multipart("mixed", winmail(data))))
    assert found[0] == "Old"
    assert found[-1] == TEXT


@pytest.mark.parametrize(
    "data", [b"", b"x" * 40, package(), package(BODY)[:60], package(b"\xff" * 40)]
)
def test_a_package_that_is_empty_or_damaged_is_named(data: bytes) -> None:
    document = mail(HEAD + multipart("mixed", PLAIN + "Hi.", winmail(data)))
    assert texts(document) == ["Hi.", "Attachments: winmail.dat"]


def test_packages_that_nest_without_end_are_named() -> None:
    mark = bytes.fromhex("0703020000000000c000000000000046")
    data = package(BODY)
    for _ in range(20):
        holder = attribute(0x00069005, properties(binary(0x3701, mark + data, 0x0D)), 2)
        data = package(attribute(0x00069002, bytes(14), 2), holder)
    assert texts(mail(HEAD + multipart("mixed", winmail(data)))) == ["Attachments: winmail.dat"]


def test_a_package_on_its_own_is_read() -> None:
    properties_of = properties(
        string(0x0037, "The dam"), string(0x0C1A, "Ann"), string(0x1000, TEXT)
    )
    data = package(attribute(0x00069003, properties_of), attached("plan.pdf", b"%PDF"))
    document = read_bytes(data, stem="winmail", suffix=".dat")
    assert (document.title, document.data["author"]) == ("The dam", "Ann")
    assert texts(document) == [TEXT, "Attachments: plan.pdf"]


@pytest.mark.parametrize("data", [TNEF, package(BODY)[:9], TNEF + b"x" * 99])
def test_a_damaged_package_on_its_own_is_empty_or_refused(data: bytes) -> None:
    with suppress(ReaderError):
        assert read_bytes(data, stem="winmail", suffix=".dat").text == ""


@pytest.mark.parametrize("kind", ["application/octet-stream", "text/plain"])
def test_a_message_that_is_attached_as_a_file_is_read(kind: str) -> None:
    inner = f"From: B <b@x.example>\nSubject: the minutes\n\n{TEXT}"
    head = f'Content-Type: {kind}; name="minutes.eml"\nContent-Transfer-Encoding: base64\n\n'
    part = head + base64.encodebytes(inner.encode()).decode()
    found = texts(mail(HEAD + multipart("mixed", PLAIN + "See below.", part)))
    assert found == ["See below.", "the minutes", "From: B <b@x.example>", TEXT]


def test_a_file_that_is_only_called_a_message_is_named() -> None:
    part = 'Content-Type: application/octet-stream; name="a.eml"\n\n\0\1\2'
    assert texts(mail(HEAD + multipart("mixed", PLAIN + "Hi.", part)))[-1] == "Attachments: a.eml"
