"""How much of the words of mails reaches the reader: for each text in a mail, its words found.

    python -m tests.benchmarks.mail FOLDER...

Reads every file below the folders that is a mail. The texts (text/plain and text/html leaves) are
taken apart by the standard library alone. Of alternatives the one that is found best counts, as
only one of them is to be shown. Packed files and blocks of OpenPGP inside a text are no words, nor
are the letters of a message that is packed in base64. A mail loses text where less than 95 % of the
words of one of its texts are found.
"""

from __future__ import annotations

import re
import sys
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, NamedTuple

import webencodings
from lxml import html as markup

from tui.model.errors import ReaderError
from tui.readers import read_bytes

LOST = 0.95
"""Share of the words of a text below which it counts as lost."""
_WORD = re.compile("(?:[^\\W_]|\ufffd)+")
_URL = re.compile(r"https?://\S+")
_NO_WORDS = re.compile(
    r"(?ms)^begin [0-7]{3}\b.*?^end$|^-----BEGIN PGP SIGNED MESSAGE-----.*?^\s*$"
    r"|^-----BEGIN PGP ([A-Z ]+)-----.*?^-----END PGP \1-----"
)
_PAGE = re.compile(r"\s*<(?:!doctype html|html)", re.IGNORECASE)


class Measured(NamedTuple):
    """A mail: its words, how many of them are in the document, and the worst of its texts."""

    words: int
    found: int
    worst: float


def main(folders: Sequence[str]) -> None:
    """Print the recall over all mails in some folders, and the mails that lose text."""
    measured: list[Measured] = []
    refused = 0
    for folder in folders:
        for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
            try:
                document = read_bytes(path.read_bytes(), stem=path.stem, suffix=".eml")
            except ReaderError as error:
                refused += 1
                print(f"refused: {error}")
                continue
            one = measure(path.read_bytes(), document.text)
            measured.append(one)
            if one.worst < LOST:
                print(f"{one.worst:.2f}  {path}")
    words, found = sum(m.words for m in measured), sum(m.found for m in measured)
    shares = [m.found / m.words for m in measured if m.words]
    mean = sum(shares) / max(1, len(shares))
    losing = sum(m.worst < LOST for m in measured)
    print(f"{len(measured)} mails, {refused} refused; {losing} lose text")
    print(f"recall of words {found / max(1, words):.4f}; mean of mails {mean:.4f}")


def measure(data: bytes, text: str) -> Measured:
    """What of the words of a mail is in a text."""
    there = Counter(_words(text))
    words = found = 0
    worst = 1.0
    for versions in _texts(
        message_from_bytes(data.lstrip(b"\xef\xbb\xbf \r\n"), policy=policy.compat32)
    ):
        shares = [((n & there).total(), n.total()) for n in map(Counter, map(_words, versions))]
        shares = [share for share in shares if share[1]]
        if shares:
            best = max(shares, key=lambda share: share[0] / share[1])
            found, words = found + best[0], words + best[1]
            worst = min(worst, best[0] / best[1])
    return Measured(words, found, worst)


def _texts(part: Any) -> Iterator[list[str]]:
    """The texts of a mail, those that are alternatives together."""
    if part.is_multipart():
        inner = [list(_texts(_opened(part, child))) for child in part.get_payload()]
        if part.get_content_type() != "multipart/alternative":
            for versions in inner:
                yield from versions
        elif inner:
            yield ["\n".join(text[0] for text in versions if text) for versions in inner]
    elif part.get_content_type() in ("text/plain", "text/html"):
        yield [_text(part)]


def _opened(part: Any, child: Any) -> Any:
    """A part of a part; a message that is packed in base64 against the rules is unpacked."""
    packed = part.get("Content-Transfer-Encoding", "").lower() == "base64" and not child.keys()
    if part.get_content_type() != "message/rfc822" or not packed:
        return child
    return message_from_bytes(b64decode(child.get_payload()), policy=policy.compat32)


def _text(leaf: Any) -> str:
    data = leaf.get_payload(decode=True) or b""
    label = leaf.get_content_charset() or "utf-8"
    text, _ = webencodings.decode(data, webencodings.lookup(label) or webencodings.UTF8)
    text = _NO_WORDS.sub("", text.replace("\r\n", "\n"))
    if (leaf.get_content_type() == "text/plain" and not _PAGE.match(text)) or not text.strip():
        return text
    page = markup.document_fromstring(text.encode("utf-8"), markup.HTMLParser(encoding="utf-8"))
    for unread in list(page.iter("script", "style", "title", "head")):
        unread.drop_tree()
    return " ".join(map(str, page.itertext()))


def _words(text: str) -> list[str]:
    """The words of a text, without addresses of web pages and what could not be decoded."""
    return [w.lower() for w in _WORD.findall(_URL.sub(" ", text)) if "\ufffd" not in w]


if __name__ == "__main__":
    main(sys.argv[1:])
