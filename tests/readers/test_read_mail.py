"""Mails: every text is shown, in its order, and what is not shown is named."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tui.config import Config, folders
from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes
from tui.session.open_session import open_session

HEAD = "From: A <a@example.org>\nSubject: Two texts\nMIME-Version: 1.0\n"
PICTURE = "Content-Type: image/png\nContent-Disposition: inline\n\nx"
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
PAGE = "Content-Type: text/html; charset=utf-8\n\n"
FORWARDED = "From: B <b@example.org>\nTo: C\nSubject: the minutes\nDate: 5 May 2014 10:00 +0000\n\n"


def mail(content: str | bytes) -> Document:
    data = content if isinstance(content, bytes) else content.encode()
    return read_bytes(data, stem="mail", suffix=".eml")


def multipart(kind: str, *parts: str, boundary: str = "B", after: str = "") -> str:
    lines = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{lines}--{boundary}--\n{after}"


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, text in blocks(document)][1:]


def test_a_text_after_a_picture_is_shown() -> None:
    content = multipart("mixed", PLAIN + "First.", PICTURE, PLAIN + "The deal is off.")
    document = mail(HEAD + content)
    assert texts(document) == ["First.", "The deal is off.", "Attachments: image/png"]
    assert document.remarks == ("mail: attachments are only named: image/png",)


def test_two_pages_are_both_shown() -> None:
    content = multipart("mixed", PAGE + "<p>One.</p>", PAGE + "<p>The deal is off.</p>")
    assert texts(mail(HEAD + content)) == ["One.", "The deal is off."]


@pytest.mark.parametrize("disposition", ["", "Content-Disposition: attachment\n"])
def test_a_forwarded_message_stands_under_its_heading(disposition: str) -> None:
    inner = f"Content-Type: message/rfc822\n{disposition}\n{FORWARDED}He knew of it in March."
    document = mail(HEAD + multipart("mixed", PLAIN + "See below.", inner))
    assert blocks(document)[1:] == [
        ("paragraph", "See below."),
        ("heading", "the minutes"),
        ("byline", "From: B <b@example.org>\nDate: 2014-05-05 10:00 +0000\nTo: C"),
        ("paragraph", "He knew of it in March."),
    ]


def test_a_forwarded_message_in_base64_is_read() -> None:
    packed = base64.encodebytes(f"{FORWARDED}He knew.".encode()).decode()
    inner = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{packed}"
    assert texts(mail(HEAD + multipart("mixed", inner)))[-1] == "He knew."


def test_a_forwarded_message_without_headers_is_read() -> None:
    inner = "Content-Type: message/rfc822\n\n\nHe knew of it in March."
    assert "He knew of it in March." in texts(mail(HEAD + multipart("mixed", inner)))


def test_a_digest_has_all_its_messages() -> None:
    one, two = (f"\nFrom: {name}@example.org\nSubject: {name}\n\nText {name}." for name in "xy")
    document = mail(HEAD + multipart("digest", one, two))
    assert [text for kind, text in blocks(document) if kind == "heading"] == ["x", "y"]
    assert "Text x." in document.text
    assert "Text y." in document.text


def test_a_bounce_has_the_report_and_the_message() -> None:
    report = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed\n"
    original = f"Content-Type: message/rfc822\n\n{FORWARDED}He knew of it."
    headers = "Content-Type: text/rfc822-headers\n\nSubject: Old\n"
    document = mail(HEAD + multipart("report", PLAIN + "Not sent.", report, original, headers))
    for text in ("Not sent.", "Action: failed", "the minutes", "He knew of it.", "Subject: Old"):
        assert text in document.text


STUB = "Your program cannot show HTML."
STORY = "<h1>Brief</h1><p>The minister said on Monday that talks will resume in spring.</p>"


def test_a_page_is_shown_where_the_plain_text_is_a_stub() -> None:
    document = mail(HEAD + multipart("alternative", PLAIN + STUB, PAGE + STORY))
    assert texts(document)[0] == "Brief"
    assert STUB not in document.text
    assert document.remarks == ("mail: another version of the text (text/plain) has 5 more words",)


def test_plain_text_is_shown_where_it_says_the_same_as_the_page() -> None:
    text = "Brief\n\nThe minister said on Monday that talks will resume in spring. https://x.org/a"
    document = mail(HEAD + multipart("alternative", PAGE + STORY, PLAIN + text))
    assert texts(document)[1].endswith("https://x.org/a")
    assert document.remarks == ()


def test_an_attached_text_is_shown_under_its_name() -> None:
    attached = (
        'Content-Type: text/plain; name="notes.txt"\nContent-Disposition: attachment\n\nHush.'
    )
    document = mail(HEAD + multipart("mixed", PLAIN + "Here.", attached))
    assert texts(document) == ["Here.", "Attachment: notes.txt", "Hush."]


def test_what_a_mailing_list_puts_after_the_last_part_is_shown() -> None:
    content = multipart("mixed", PLAIN + "Text.", after="List footer.\n")
    assert texts(mail(HEAD + content)) == ["Text.", "List footer."]


def test_parts_without_their_boundary_are_shown_as_text() -> None:
    assert "Lost words." in mail(HEAD + "Content-Type: multipart/mixed\n\nLost words.").text


def test_whom_it_was_written_to_is_kept() -> None:
    document = mail(HEAD + "To: Bo <b@x.org>, c@x.org\nCc: =?utf-8?q?Zo=C3=AB?= <z@x.org>\n\nHi.")
    assert document.data["to"] == "Bo, c@x.org"
    assert document.data["cc"] == "Zoë"


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("ISO-8859-1", b"\x805 \x96 \x93cheap\x94\x85 Zo\xeb\x92s", "€5 – “cheap”… Zoë’s"),
        ("iso-8859-9", b"\xdd\xfe\xe7i \x93hay\xfdr\x94 dedi \x96", "İşçi “hayır” dedi –"),
        ("us-ascii", "Zoë said no.".encode(), "Zoë said no."),
        ("no-such-label", "Zoë said no.".encode(), "Zoë said no."),
        ("utf-8", b"caf\xe9", "caf\ufffd"),
        ("gb2312", "谢谢".encode("gb2312"), "谢谢"),
        ("iso-2022-jp", b"\x1b$B9b66-!\x1b(B", "高橋①"),
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_the_labels_of_encodings_are_those_of_browsers(
    label: str, data: bytes, text: str, kind: str
) -> None:
    head = f"{HEAD}Content-Type: text/{kind}; charset={label}\n\n".encode()
    assert texts(mail(head + data)) == [text]


def test_a_page_in_a_mail_may_declare_its_encoding() -> None:
    page = (
        b'<html><head><meta charset="windows-1254"></head><body><p>\xdd\xfe\xe7i</p></body></html>'
    )
    assert texts(mail(HEAD.encode() + b"Content-Type: text/html\n\n" + page)) == ["İşçi"]


def test_an_encrypted_mail_says_so() -> None:
    content = multipart("encrypted", "Content-Type: application/octet-stream\n\nx")
    assert any("encrypted" in remark for remark in mail(HEAD + content).remarks)


def test_messages_inside_messages_are_read_to_a_depth() -> None:
    content = f"{FORWARDED}The end."
    for _ in range(20):
        content = f"Subject: s\nContent-Type: message/rfc822\n\n{content}"
    assert "The end." in mail(f"From: a@x.org\n{content}").text


@pytest.mark.parametrize("depth", [100, 5_000])
def test_parts_that_nest_deeper_are_refused(depth: int) -> None:
    levels = "".join(
        f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(depth)
    )
    with pytest.raises(ReaderError, match="nest too deep"):
        mail(f"{HEAD}Content-Type: multipart/mixed; boundary=0\n\n{levels}")


def test_a_mail_in_utf_16_is_read() -> None:
    assert texts(mail(("\ufeff" + HEAD + "\nHi there.").encode("utf-16-le"))) == ["Hi there."]


def test_a_picture_with_a_damaged_header_is_named_and_not_shown_as_text() -> None:
    packed = base64.encodebytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\2").decode()
    head = 'Content-Type: ; name="face.jpg"\nContent-Transfer-Encoding: base64\n\n'
    document = mail(HEAD + multipart("mixed", PLAIN + "Hi.", head + packed))
    assert texts(document) == ["Hi.", "Attachments: face.jpg"]


def test_a_page_that_an_older_browser_saved_is_read_as_a_page() -> None:
    page = "Content-Type: text/html\nContent-Location: https://x.org/a\n\n<h1>A</h1><p>Text.</p>"
    saved = "From: <Saved by Windows Internet Explorer 8>\nSubject: A\n"
    document = mail(saved + multipart("related", page))
    assert document.data["url"] == "https://x.org/a"


def test_an_invitation_beside_the_text_is_named() -> None:
    lines = "BEGIN:VCALENDAR\nSUMMARY:A long description of a meeting in many words\n"
    calendar = f'Content-Type: text/calendar; name="invite.ics"\n\n{lines}'
    document = mail(HEAD + multipart("alternative", PLAIN + "Come at ten.", calendar))
    assert texts(document) == ["Come at ten.", "Attachments: invite.ics"]


def test_a_vast_header_in_a_packed_message_is_refused() -> None:
    vast = f"From: B\nContent-Type: text/plain; x={'a' * 20_000}\n\nx".encode()
    packed = base64.b64encode(vast).decode()
    head = "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
    with pytest.raises(ReaderError, match="header"):
        mail(HEAD + multipart("mixed", head + packed))


def test_a_saved_page_of_very_many_parts_is_refused() -> None:
    page = multipart("related", *["Content-Type: text/html\n\nx"] * 2_001)
    with pytest.raises(ReaderError, match="parts"):
        read_bytes(
            b"Snapshot-Content-Location: https://a.example/\n" + page.encode(),
            stem="page",
            suffix=".mhtml",
        )


def test_the_notes_keep_who_received_a_mail(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_text("From: A <a@b.example>\nTo: B <b@b.example>\nCc: c@b.example\n\nIt rained.\n")
    extra = open_session(path, folders=folders(), config=Config()).state.data.extra
    assert (extra["to"], extra["cc"]) == ("B", "c@b.example")
