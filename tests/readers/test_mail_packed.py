"""Mails whose texts hold more than prose: packed files, OpenPGP, S/MIME, invitations, raw bytes."""

from __future__ import annotations

import base64
import binascii
import time

import pytest

from tests.readers.test_read_mail import HEAD, PLAIN, blocks, mail, multipart, texts
from tui.readers.mail.packed import prose_of, signed_content

ARMOUR = "\n\nhQEMA1aXkYzr0f3vAQf/Zm9yIHRoZSB0ZXN0\n=Ab3d\n"


def uuencoded(name: str, content: bytes) -> str:
    lines = (binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45))
    return f"begin 644 {name}\n{b''.join(lines).decode()}`\nend\n"


def armoured(kind: str) -> str:
    return f"-----BEGIN PGP {kind}-----{ARMOUR}-----END PGP {kind}-----\n"


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (uuencoded("plan.gif", bytes(range(200))), "plan.gif"),
        (uuencoded("zeros.bin", bytes(100)).replace("`", " "), "zeros.bin"),
        ("=ybegin line=128 size=3 name=a plan.gif\n\x8b\x8c\x8d\n=yend size=3\n", "a plan.gif"),
        (armoured("PUBLIC KEY BLOCK"), "public key (OpenPGP)"),
    ],
    ids=["uuencode", "uuencode with spaces", "yEnc", "key"],
)
def test_a_file_packed_into_the_text_is_named(packed: str, name: str) -> None:
    document = mail(f"{HEAD}\nThe plan is below.\n\n{packed}\nTell nobody.\n")
    assert texts(document) == ["The plan is below.", "Tell nobody.", f"Attachments: {name}"]
    assert document.remarks == (f"mail: attachments are only named: {name}",)


@pytest.mark.parametrize(
    "text",
    [
        "begin 644\nThe council met on Monday.",
        "begin 755 again\n\nand so on.",
        "=ybegin is how such a file starts.",
        "-----BEGIN PGP MESSAGE-----\nThis never ends.",
        "-----BEGIN PGP STORY-----\nNo such block.\n-----END PGP STORY-----",
    ],
)
def test_prose_that_only_looks_packed_is_kept(text: str) -> None:
    assert prose_of(text.encode()).data == text.encode()


def test_a_text_that_is_signed_in_clear_is_shown_without_the_marks() -> None:
    signed = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe dam will fail.\n\n- -- \nAnn\n"
        + armoured("SIGNATURE")
    )
    document = mail(f"{HEAD}\nForwarded:\n\n{signed}\nThat was it.\n")
    shown = ["Forwarded:", "The dam will fail.", "--\nAnn", "That was it."]
    assert texts(document) == [*shown, "Attachments: signature (OpenPGP)"]


def test_an_encrypted_block_is_named_and_said_to_be_encrypted() -> None:
    document = mail(f"{HEAD}\nFor your eyes.\n\n{armoured('MESSAGE')}")
    named = "encrypted message (OpenPGP)"
    assert texts(document) == ["For your eyes.", f"Attachments: {named}"]
    assert any("it is encrypted" in remark for remark in document.remarks)


def test_a_page_with_an_encrypted_block_is_said_to_be_encrypted() -> None:
    page = f"Content-Type: text/html\n\n<p>{armoured('MESSAGE').replace(chr(10), '<br>')}</p>"
    assert any("it is encrypted" in remark for remark in mail(HEAD + page).remarks)


def test_an_attached_file_that_is_nothing_but_encrypted_keeps_its_name() -> None:
    head = 'Content-Type: text/plain; name="secret.asc"\n\n'
    document = mail(HEAD + multipart("mixed", PLAIN + "Hi.", head + armoured("MESSAGE")))
    assert texts(document)[-1] == "Attachments: secret.asc, encrypted message (OpenPGP)"


@pytest.mark.parametrize(
    "line",
    [
        b"begin 644 x\n",
        b"begin 644 x\nM\n",
        b"=ybegin name=x\n",
        b"-----BEGIN PGP MESSAGE-----\n",
        b"-----BEGIN PGP SIGNED MESSAGE-----\n",
    ],
)
def test_very_many_beginnings_take_time_in_proportion(line: bytes) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        prose_of(line * count)
        return time.process_time() - start

    assert seconds(40_000) < 40 * max(seconds(4_000), 0.01)


def element(tag: int, *content: bytes) -> bytes:
    """An element of BER with its length told beforehand."""
    body = b"".join(content)
    size = len(body).to_bytes(3)
    return bytes([tag, 0x83]) + size + body


def open_ended(tag: int, *content: bytes) -> bytes:
    """An element of BER that ends where a mark says so."""
    return bytes([tag, 0x80]) + b"".join(content) + b"\0\0"


SIGNED, DATA, ENVELOPED = (
    element(0x06, bytes.fromhex(oid))
    for oid in ("2a864886f70d010702", "2a864886f70d010701", "2a864886f70d010703")
)
VERSION, ALGORITHMS = element(0x02, b"\1"), element(0x31)


def signed_message(content: bytes, make: object = element) -> bytes:
    assert callable(make)
    octets = element(0x04, content)
    if make is open_ended:
        octets = open_ended(0x24, element(0x04, content[:9]), element(0x04, content[9:]))
    inner = make(0x30, DATA, make(0xA0, octets))
    body = make(0x30, VERSION, ALGORITHMS, inner, element(0x31))
    made: bytes = make(0x30, SIGNED, make(0xA0, body))
    return made


def sealed(structure: bytes) -> str:
    packed = base64.encodebytes(structure).decode()
    head = 'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\n'
    return f"{HEAD}{head}Content-Transfer-Encoding: base64\n\n{packed}"


@pytest.mark.parametrize("make", [element, open_ended])
def test_what_is_packed_with_its_signature_is_read(make: object) -> None:
    content = f"{PLAIN}The dam will fail in May.".encode()
    document = mail(sealed(signed_message(content, make)))
    assert texts(document) == ["The dam will fail in May.", "Attachments: smime.p7m"]
    assert document.remarks == ("mail: attachments are only named: smime.p7m",)


def test_what_is_signed_twice_is_read() -> None:
    inner = signed_message(f"{PLAIN}Seen.".encode())
    once = f"Content-Type: application/pkcs7-mime\n\n{inner.decode('latin-1')}".encode("latin-1")
    assert texts(mail(sealed(signed_message(once))))[0] == "Seen."


@pytest.mark.parametrize(
    "structure",
    [
        b"",
        b"\x30",
        b"\x30\x80" * 5_000,
        b"\x30\x84\xff\xff\xff\xff",
        element(0x30, ENVELOPED, element(0xA0, element(0x30))),
        element(0x30, SIGNED, element(0xA0, element(0x30, VERSION, ALGORITHMS))),
        signed_message(b"Hello.")[:-30],
    ],
)
def test_what_is_encrypted_or_damaged_is_said(structure: bytes) -> None:
    assert signed_content(structure) == b""
    assert any("encrypted or sealed" in remark for remark in mail(sealed(structure)).remarks)


EVENT = (
    "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:1@x.example\n"
    "SUMMARY:Budget\\, second\n  reading\nDTSTART;TZID=Europe/Vienna:20260504T090000\n"
    'DTEND:20260504T100000Z\nLOCATION:Room 4\nORGANIZER;CN="Lee, Ann":mailto:ann@x.example\n'
    "ATTENDEE;CN=Bo:mailto:bo@x.example\nATTENDEE:mailto:cy@x.example\n"
    "DESCRIPTION:Bring the figures.\\n\\nNobody else is told.\n"
    "BEGIN:VALARM\nDESCRIPTION:Reminder\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.mark.parametrize("kind", ["calendar", "plain"])
def test_an_invitation_is_read_as_a_person_would_write_it(kind: str) -> None:
    head = f'Content-Type: text/{kind}; name="invite.ics"\n\n'
    document = mail(HEAD + multipart("mixed", PLAIN + "Please come.", head + EVENT))
    assert texts(document) == [
        "Please come.",
        "Attachment: invite.ics",
        "Method: REQUEST\nEvent: Budget, second reading\nBegins: 2026-05-04 09:00 Europe/Vienna\n"
        "Ends: 2026-05-04 10:00 UTC\nPlace: Room 4\nOrganizer: Lee, Ann <ann@x.example>\n"
        "Attendees: Bo <bo@x.example>, cy@x.example",
        "Bring the figures.",
        "Nobody else is told.",
    ]
    assert document.remarks == (
        "mail: of an invitation only what, when, where, who and why are shown",
    )


def test_a_calendar_without_entries_is_shown_as_it_is() -> None:
    text = "BEGIN:VCALENDAR\nEND:VCALENDAR"
    assert texts(mail(f"{HEAD}Content-Type: text/calendar\n\n{text}")) == [text]


def test_a_visiting_card_is_named() -> None:
    card = 'Content-Type: text/vcard; name="ann.vcf"\n\nBEGIN:VCARD\nFN:Ann\nEND:VCARD'
    document = mail(HEAD + multipart("mixed", PLAIN + "Hi.", card))
    assert texts(document) == ["Hi.", "Attachments: ann.vcf"]


def test_a_page_that_is_sent_as_plain_text_is_read_as_a_page() -> None:
    document = mail(f"{HEAD}\n<html><body><p>The <b>deal</b> is off.</p></body></html>")
    assert texts(document) == ["The deal is off."]


def test_a_text_that_is_packed_in_an_unknown_way_is_named() -> None:
    head = 'Content-Type: text/plain; name="a.txt"\nContent-Transfer-Encoding: x-gzip64\n\nH4sI'
    document = mail(HEAD + multipart("mixed", PLAIN + "Hi.", head))
    assert texts(document) == ["Hi.", "Attachments: a.txt"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Die Fr\xf6sche", "Die Frösche"),
        ("Die Frösche".encode(), "Die Frösche"),
        (b"=?iso-8859-1?Q?Die_Fr\xf6sche?=", "Die Frösche"),
        (b"=?utf-8?q?Zo=C3=AB?= =?iso-8859-1?Q?_Fr\xf6h?= <z@x.org>", "Zoë Fröh <z@x.org>"),
        (b"=?no-such?Q?Fr\xc3\xb6h?=", "Fröh"),
        (b"=?utf-8?b?*\xf6?= Fr\xf6h", None),
    ],
)
def test_raw_bytes_in_headers_are_read(raw: bytes, text: str | None) -> None:
    document = mail(b"From: a@x.org\nSubject: " + raw + b"\n\nHi.")
    if text:
        assert document.title == text
    else:
        assert document.title.endswith("Fröh")


def test_raw_bytes_in_the_name_of_a_file_are_read() -> None:
    part = b"Content-Type: image/png\nContent-Disposition: attachment; filename=Fr\xf6sche.png\n\nx"
    content = b"Content-Type: multipart/mixed; boundary=B\n\n--B\n" + part + b"\n--B--\n"
    assert texts(mail(HEAD.encode() + content)) == ["Attachments: Frösche.png"]


def test_the_blocks_of_a_mail_keep_their_kinds() -> None:
    kinds = [kind for kind, _ in blocks(mail(f"{HEAD}\nHi.\n\n> Quoted.\n\n- One.\n- Two."))]
    assert kinds == ["title", "paragraph", "quote", "list", "list"]
