"""One file of each format that the program reads, with an attack in each of its metadata."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable

from tests.readers.archives import FOLDER, archive, entries
from tests.readers.pdfs import lines, pdf
from tui.readers import READERS, read_bytes
from tui.readers.markdown.front_matter import _KEYS

from .filled import Marks

_BODY = "The ferry waited at the harbour all night, said the master."


def made(suffix: str, marks: Marks) -> bytes:
    """A file of the format of a suffix (KeyError where it has none here)."""
    return _MAKERS[READERS[suffix]](suffix, marks)


def _plain(suffix: str, marks: Marks) -> bytes:
    return f"{marks('plain title')}\n\n{_BODY}\n".encode()


def _markdown(suffix: str, marks: Marks) -> bytes:
    data = "".join(f"{key}: {marks(f'front matter {key}')}\n" for key in _KEYS)
    return f"---\n{data}---\n\n# {marks('heading')}\n\n{_BODY}\n".encode()


def _html(suffix: str, marks: Marks) -> bytes:
    return _replaced((FOLDER / "harbour.html").read_bytes(), suffix, marks, "html")


def _replaced(data: bytes, suffix: str, marks: Marks, name: str, xml: bool = False) -> bytes:
    """A text with each value that our own file says about itself replaced by an attack."""
    original = FOLDER / f"harbour.{name}"
    told = read_bytes(original.read_bytes(), stem="x", suffix=original.suffix)
    text = data.decode()
    for key, value in {**told.data, "title": told.title}.items():
        if key not in ("reader", "lang"):
            attack = marks(f"{name} {key}")
            # XML has no controls below U+0020 in any form; HTML has them as characters.
            attack = "".join(c for c in attack if c >= " ") if xml else attack
            text = text.replace(value, html.escape(attack))
    return text.encode()


def _archive(name: str, inner: tuple[str, ...]) -> Callable[[str, Marks], bytes]:
    def make(suffix: str, marks: Marks) -> bytes:
        files = entries(f"harbour.{name}")
        changed = {
            entry: _replaced(content, suffix, marks, name, xml=True)
            for entry, content in files.items()
            if entry.endswith(inner)
        }
        return archive({**files, **changed})

    return make


def _mail(suffix: str, marks: Marks) -> bytes:
    def word(name: str) -> str:
        coded = base64.b64encode(marks(f"mail {name}").encode()).decode()
        return f"=?utf-8?b?{coded}?="

    head = {"From": f"{word('author')} <ana@ledger.example>", "Subject": word("title")}
    head |= {"Date": marks("mail date").replace("\r", ""), "To": word("to")}
    head |= {"Content-Type": "text/plain; charset=utf-8"}
    return ("".join(f"{k}: {v}\n" for k, v in head.items()) + f"\n{_BODY}\n").encode()


def _mbox(suffix: str, marks: Marks) -> bytes:
    line = b"From ana@ledger.example Mon Jun 01 10:00:00 2009\n"
    return line + _mail(suffix, marks)


def _subtitles(suffix: str, marks: Marks) -> bytes:
    name = marks("subtitles speaker").replace("\n", "").replace("\r", "").replace(">", "")
    header = "WEBVTT\n\n" if suffix == ".vtt" else ""
    return f"{header}1\n00:00:01,000 --> 00:00:05,000\n<v {name}>{_BODY}\n".encode()


def _rtf(suffix: str, marks: Marks) -> bytes:
    def coded(name: str) -> str:
        units = marks(f"rtf {name}").encode("utf-16-le")
        numbers = (
            int.from_bytes(units[at : at + 2], "little", signed=True)
            for at in range(0, len(units), 2)
        )
        return "".join(f"\\u{number}?" for number in numbers)

    info = f"{{\\info{{\\title {coded('title')}}}{{\\author {coded('author')}}}}}"
    return f"{{\\rtf1\\ansi{info}\\pard {_BODY}\\par}}".encode()


def _odt(suffix: str, marks: Marks) -> bytes:
    def said(name: str) -> str:
        return html.escape("".join(c for c in marks(f"odt {name}") if c >= " "))

    spaces = " ".join(
        (
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
            'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"',
            'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        )
    )
    meta = f"<dc:title>{said('title')}</dc:title><dc:creator>{said('author')}</dc:creator>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces}>'
        f"<office:meta>{meta}</office:meta><office:body><office:text><text:p>{_BODY}</text:p>"
        "</office:text></office:body></office:document>"
    ).encode()


def _pdf(suffix: str, marks: Marks) -> bytes:
    keys = {"Title": "title", "Author": "author", "CreationDate": "date", "Subject": "subject"}
    info = _info(keys, marks)
    return pdf([lines(72, 700, [_BODY])], info=info)


def _info(keys: dict[str, str], marks: Marks) -> str:
    found = []
    for key, name in keys.items():
        coded = "\ufeff" + marks(f"pdf {name}")
        found.append(f"/{key} <{coded.encode('utf-16-be').hex()}>")
    return " ".join(found)


_MAKERS: dict[str, Callable[[str, Marks], bytes]] = {
    "plain": _plain,
    "markdown": _markdown,
    "html": _html,
    "mail": _mail,
    "mbox": _mbox,
    "msg": _mail,
    "subtitles": _subtitles,
    "rtf": _rtf,
    "odt": _odt,
    "pdf": _pdf,
    "epub": _archive("epub", (".opf", ".xhtml", ".ncx")),
    "docx": _archive("docx", ("core.xml", "document.xml")),
}
