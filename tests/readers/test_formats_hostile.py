"""Files that are broken, locked, too large or meant to do harm: one clear line, in good time."""

from __future__ import annotations

import sys
import time
from itertools import product
from typing import Any

import pytest

from tests.readers.archives import FOLDER, archive, changed, entries
from tests.readers.pdfs import lines, pdf
from tests.sampling import sampled
from tui.model.errors import ReaderError
from tui.readers import bounds, docx, epub, html, mail, read_bytes
from tui.readers import pdf as pdf_reader
from tui.readers.sniff import sniff_text
from tui.readers.worker import client

MAIN = {"docx": "word/document.xml", "epub": "EPUB/text/ch001.xhtml"}
BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&c;</p>
</body></html>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&a;</p></body></html>"""
DEEP = b"<html><body>" + b"<div>" * 3_000 + b"x" + b"</div>" * 3_000 + b"</body></html>"


def refusal_here(module: Any, data: bytes) -> str:
    """Why a converter refuses some bytes, in this process, where its bounds can be changed."""
    with pytest.raises(ReaderError) as caught:
        module.read(data, "quay")
    return str(caught.value)


def refusal(data: bytes, suffix: str) -> str:
    began = time.monotonic()
    with pytest.raises(ReaderError) as caught:
        read_bytes(data, stem="quay", suffix=suffix)
    assert time.monotonic() - began < 30
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("quay: ")
    return message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "JPEG picture"),
        (b"RIFF\0\0\0\0WEBPVP8 " + bytes(40), "WebP picture"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        (b"\0\0\0\x18ftypisom" + bytes(40), "film or a sound"),
        (b"\x1f\x8b\x08" + bytes(40), "gzip"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(40), "7z"),
        (b"SQLite format 3\0" + bytes(40), "SQLite"),
        (b"\x7fELF\2\1\1" + bytes(40), "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "(.doc)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Office"),
        (archive({"a.txt": b"It rained."}), "a zip archive"),
        (archive({"xl/workbook.xml": b"<x/>"}), ".xlsx"),
        (archive({"ppt/presentation.xml": b"<x/>"}), ".pptx"),
        (archive({"Index/Document.iwa": b"x"}), ".pages"),
        (b"%!PS-Adobe-3.0\n" + bytes(40), "ps2pdf FILE"),
        (b"AT&TFORM\0\0\0\0DJVM" + bytes(40), "ddjvu"),
        (b"\xffWPC" + bytes(40), "WordPerfect"),
        (b"<?xml version='1.0'?><FictionBook>", "ebook-convert FILE"),
        (
            archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, method=0),
            ".ods",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
@pytest.mark.parametrize("suffix", ["", ".txt", ".pdf", ".docx", ".html"])
def test_what_cannot_be_read_is_named(data: bytes, says: str, suffix: str) -> None:
    message = refusal(data, suffix)
    assert says in message
    assert ".pdf" in message
    assert ".txt" in message


@pytest.mark.parametrize(
    ("text", "suffix", "says"),
    [
        ("\\documentclass{article}", "", "LaTeX"),
        ("It \\emph{rained}.", ".tex", "LaTeX"),
        ('{"cells": []}', ".ipynb", "Jupyter"),
        ('{"it": "rained"}', "", "JSON"),
        ("<?xml version='1.0'?><p>It rained.</p>", ".xml", "XML"),
        ("day,rain\n1,2\n", ".csv", "a table"),
        ('<!DOCTYPE book PUBLIC "-//OASIS//DTD"><book>It rained.</book>', ".docbook", "XML"),
        ('.\\" made by hand\n.\n.TH RAIN 1\n.SH NAME\nrain\n', ".1", "a manual page"),
    ],
)
def test_markup_that_is_shown_as_text_is_named(text: str, suffix: str, says: str) -> None:
    found = read_bytes(text.encode(), stem="s", suffix=suffix)
    assert found.text == text
    assert says in "".join(found.remarks)
    assert read_bytes(text.encode(), stem="s", suffix=".txt").remarks == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("From a@b.c Mon Jun 01 10:00:00 2009\nFrom: Ann\n\nIt rained.\n", ".mbox"),
        ("1\n00:00:01,000 --> 00:00:02,000\nIt rained.\n", ".srt"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nIt rained.\n", ".vtt"),
        ("MIME-Version: 1.0\nFrom: a@b.c\nTo: d@e.f\nSubject: Rain\n\nIt rained.\n", ".eml"),
        ("<!DOCTYPE html><p>It rained.</p>", ".html"),
        ("It rained.\n", ""),
    ],
)
def test_other_formats_that_are_named_as_text_are_told(text: str, says: str) -> None:
    found = read_bytes(text.encode(), stem="s", suffix=".txt")
    assert found.text == text
    assert says in "".join(found.remarks)
    assert bool(found.remarks) is bool(says)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".epub"])
def test_text_under_the_name_of_a_format_is_refused(suffix: str) -> None:
    assert f"no {suffix[1:].upper()}" in refusal(b"It rained.", suffix)


def test_a_locked_pdf_is_refused() -> None:
    assert "password" in refusal((FOLDER / "locked.pdf").read_bytes(), ".pdf")


def test_a_scanned_pdf_is_refused_with_that_reason() -> None:
    assert "scanned" in refusal(pdf([[], []]), ".pdf")


def test_a_pdf_of_ten_thousand_pages_is_refused() -> None:
    assert "10,000 pages" in refusal(pdf([[(72, 700, 10, "x")]] * 10_000), ".pdf")


def test_a_pdf_with_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "TEXT", 1_000)
    page = lines(72, 700, ["The harbour master said that the ferry would leave."] * 40)
    assert "more text" in refusal_here(pdf_reader, pdf([page]))


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0)
    assert "within 0 seconds" in refusal((FOLDER / "harbour.pdf").read_bytes(), ".pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory here")
def test_a_pdf_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MEMORY", 20_000_000)
    # A process that read other files before has memory of its own to give.
    client.close_all()
    assert "memory" in refusal((FOLDER / "harbour.pdf").read_bytes(), ".pdf")


def test_a_cut_pdf_is_refused_or_read() -> None:
    data = (FOLDER / "harbour.pdf").read_bytes()
    assert "damaged" in refusal(data[:2_000], ".pdf")


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_a_zip_bomb_is_refused_by_its_ratio(suffix: str) -> None:
    data = changed(f"harbour.{suffix}", {MAIN[suffix]: b"<a>" + b" " * 80_000_000 + b"</a>"})
    assert len(data) < 200_000
    assert "unpacks to far more" in refusal(data, f".{suffix}")


def test_entries_that_are_small_each_are_summed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "UNPACKED", 5_000)
    chapter = entries("harbour.epub")[MAIN["epub"]]
    assert "unpacks" in refusal_here(epub, changed("harbour.epub", {MAIN["epub"]: chapter * 4}))


def test_a_size_that_lies_is_not_believed() -> None:
    data = bytearray(changed("harbour.docx", {MAIN["docx"]: b"<a>" + b" " * 3_000_000 + b"</a>"}))
    size = (3_000_007).to_bytes(4, "little")
    assert data.count(size) == 2
    refusal(bytes(data.replace(size, b"\x10\0\0\0")), ".docx")


def test_an_archive_of_very_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.formats.archive.MAX_ENTRIES", 10)
    assert "more than 10 files" in refusal_here(docx, (FOLDER / "harbour.docx").read_bytes())


@pytest.mark.parametrize("suffix", ["docx", "epub"])
@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
def test_entities_are_refused(suffix: str, content: bytes) -> None:
    message = refusal(changed(f"harbour.{suffix}", {MAIN[suffix]: content}), f".{suffix}")
    assert "entities" in message or "no sound" in message


@pytest.mark.parametrize("suffix", ["docx", "epub"])
def test_deep_nesting_is_refused(suffix: str) -> None:
    message = refusal(changed(f"harbour.{suffix}", {MAIN[suffix]: DEEP}), f".{suffix}")
    assert "nest deeper" in message or "no sound" in message


def test_a_page_nested_deep_is_refused() -> None:
    assert "256" in refusal(DEEP, ".html")


@pytest.mark.parametrize("content", [b"<html></html>", b"<!-- -->", b"<html><img src='a'></html>"])
def test_a_page_without_text_is_refused(content: bytes) -> None:
    assert "no text" in refusal(content, ".html")


BEFORE = ["", "x='>' ", 'x=">" ', "x='<b' ", "/ "]
ATTRIBUTES = ["a{}='' ", 'a{}=""', "a{} ", "a{}/", "a{}=b ", "a{} = 'b'\n"]
TAGS = [*product(ATTRIBUTES, BEFORE)]


@pytest.mark.parametrize(("attribute", "before"), sampled(TAGS, TAGS[::4]))
def test_a_tag_of_very_many_attributes_is_refused(attribute: str, before: str) -> None:
    attributes = "".join(attribute.format(number) for number in range(60_000))
    page = f"<html><body><p {before}{attributes}>x</p></body></html>"
    assert "attributes" in refusal_here(html, page.encode())


@pytest.mark.parametrize(
    "held",
    [
        "<div data-props='{}'>It rained.</div>".format('{"a": 1, "b": [2, 3]} ' * 9_000),
        "<script>{}</script><p>It rained.</p>".format("if (a<b && c) {d = 'e'} " * 9_000),
        "<style>{}</style><p>It rained.</p>".format("p { color: red } " * 9_000),
        "<!-- {} --><p>It rained.</p>".format("<b and so on " * 9_000),
    ],
    ids=["value", "script", "style", "comment"],
)
def test_much_that_is_no_attribute_is_not_counted(held: str) -> None:
    assert html.read(f"<html><body>{held}</body></html>".encode(), "x").text == "It rained."


def test_a_page_with_more_markup_than_an_article_is_refused() -> None:
    assert "markup" in refusal(b"<html><body>" + b"<p>x y</p>" * 900_000, ".html")


def test_pictures_inside_a_page_do_not_count() -> None:
    picture = b"data:image/png;base64," + b"iVBORw0KGgo" * 1_000_000
    page = b"<html><body><p>It rained.</p><img src='" + picture + b"'></body></html>"
    assert read_bytes(page, stem="x", suffix=".html").text == "It rained."


def test_a_vast_page_is_read_whole_in_good_time() -> None:
    page = "<html><body>" + "".join(f"<div>Line {n} of it.</div>" for n in range(20_000))
    began = time.monotonic()
    document = read_bytes(page.encode(), stem="x", suffix=".html")
    assert len(document.blocks) == 20_000
    assert time.monotonic() - began < 20


def test_mail_nested_deep_is_refused_or_read() -> None:
    head = "From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    body = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(2_000)
    )
    assert "nest" in refusal((head + body).encode(), ".eml")


def test_mail_of_very_many_parts_is_refused() -> None:
    head = 'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    assert "parts" in refusal((head + "--b\n\nx\n" * 3_000).encode(), ".eml")


@pytest.mark.parametrize("name", ["META-INF/container.xml", "EPUB/content.opf"])
def test_a_book_without_its_plan_is_refused(name: str) -> None:
    kept = {entry: content for entry, content in entries("harbour.epub").items() if entry != name}
    refusal(archive(kept), ".epub")


SPINE = b"""<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="a.xhtml#two" media-type="application/xhtml+xml"/>
<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine>%s</spine></package>"""


def book(order: str) -> bytes:
    """An EPUB with these items of the manifest in its spine."""
    xhtml = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p></body></html>'
    spine = "".join(f'<itemref idref="{item}"/>' for item in order).encode()
    return archive(
        {
            "META-INF/container.xml": b'<c><rootfile full-path="o.opf"/></c>',
            "o.opf": SPINE % spine,
            "a.xhtml": xhtml.format("It rained.").encode(),
            "c.xhtml": xhtml.format("It snowed.").encode(),
        }
    )


@pytest.mark.parametrize("order", ["ac", "abc", "acb", "aac", "bcab" * 3_000])
def test_a_chapter_that_the_spine_names_again_is_read_once(
    order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = epub.parse_xhtml
    monkeypatch.setattr(
        epub, "parse_xhtml", lambda data, name: read.append(name) or whole(data, name)
    )
    assert epub.read(book(order), "x").text == "It rained.\n\nIt snowed."
    assert read == ["a.xhtml", "c.xhtml"]


def test_a_document_of_very_many_blocks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "BLOCKS", 100)
    page = b"<html><body>" + b"<p>x</p>" * 101
    assert "more text" in refusal_here(html, page)


HEADER = "Content-Type: {}\nFrom: {}\nSubject: {}\n\nIt rained.\n"


@pytest.mark.parametrize(
    "sender",
    [
        "(" * 1_000 + ")" * 1_000,
        "(" * 100_000,
        "a:" * 50_000,
        "<" * 50_000,
        '"' * 50_000,
        "\\" * 9_999,
    ],
    ids=["pairs", "brackets", "groups", "angles", "quotes", "escapes"],
)
def test_any_sender_of_a_mail_is_read(sender: str) -> None:
    began = time.process_time()
    assert "It rained." in mail.read(HEADER.format("text/plain", sender, "x").encode(), "x").text
    assert time.process_time() - began < 2


@pytest.mark.parametrize("subject", ["=?a?q?" * 50_000, "=?" * 99_999, "=?utf-8?q?a?= " * 20_000])
def test_any_subject_of_a_mail_is_read_whole(subject: str) -> None:
    began = time.process_time()
    document = mail.read(HEADER.format("text/plain", "a@b.example", subject).encode(), "x")
    assert len(document.title) >= len(subject) - 2
    assert time.process_time() - began < 2


def test_a_header_of_vast_parameters_is_refused() -> None:
    vast = "text/plain" + ";" * 200_000
    assert "header" in refusal_here(mail, HEADER.format(vast, "a@b.example", "x").encode())


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Ada Finch <ada@pier.example>", "Ada Finch"),
        ('"Finch, Ada" <ada@pier.example>, b@c.example', "Finch, Ada, b@c.example"),
        ("ada@pier.example (Ada Finch)", "Ada Finch"),
        ("Pier: ada@pier.example, Bo <b@c.example>;", "ada@pier.example, Bo"),
    ],
)
def test_usual_senders_are_named(said: str, author: str) -> None:
    data = mail.read(HEADER.format("text/plain", said, "x").encode(), "x").data
    assert data["author"] == author


def test_comments_before_a_page_are_passed_in_good_time() -> None:
    began = time.process_time()
    assert sniff_text(b"<!---->" * 500 + b"x") == ""
    assert sniff_text(b"<!-- a --> <!---->" * 9 + b"<html>") == "html"
    assert time.process_time() - began < 1


def test_a_book_under_copy_protection_is_refused() -> None:
    locked = b"""<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData
    xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod
    Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></EncryptedData></encryption>"""
    data = changed("harbour.epub", {"META-INF/encryption.xml": locked})
    assert "copy protection" in refusal(data, ".epub")
    fonts = locked.replace(
        b"http://www.w3.org/2001/04/xmlenc#aes256-cbc", b"http://www.idpf.org/2008/embedding"
    )
    assert read_bytes(changed("harbour.epub", {"META-INF/encryption.xml": fonts}), stem="x")


def test_a_locked_entry_is_refused() -> None:
    data = bytearray((FOLDER / "harbour.docx").read_bytes())
    for mark, flag in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flag] |= 1
            at = data.find(mark, at + 4)
    assert "password" in refusal(bytes(data), ".docx")
