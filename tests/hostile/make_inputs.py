"""A folder of hostile inputs: `python tests/hostile/make_inputs.py FOLDER` makes one to look at."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

PAYLOADS = {
    "colour": "\x1b[31m",
    "clipboard": "\x1b]52;c;UFdO\x07",
    "title": "\x1b]0;owned\x07",
    "screen": "\x1bc\x1b[?47h\x1b[3J",
    "device": "\x1bP+q544e\x1b\\\x1b_Gx\x1b\\",
    "c1": "\x9b31m\x9d0;x\x9c\x85",
    "c0": "\x00\x08\x7f",
    "bidi": "\u202e\u2066\u200f\u061c",
    "unseen": "\u200b\u2060\ufeff\u00ad\U000e0041",
    "lines": "\u2028\u2029",
    "style": "[red]",
    "markup": "[red]x[/] [@click=app.bell]y[/]",
}
"""Name of a way into the terminal -> the text that tries it."""

MARKUP = ("style", "markup")
"""The ways that are markup of Textual, and plain text to a terminal."""

TOGETHER = {
    "together": (
        *("style", "colour", "c1", "bidi", "clipboard"),
        *("c0", "unseen", "lines", "title", "screen"),
    ),
}
"""Many ways at once; where there is little room, the last ones may not be drawn."""


def payload(word: str, case: str) -> str:
    """A word by which the place is known again, and the attempt right after it."""
    return word + "".join(PAYLOADS[name] for name in TOGETHER.get(case, (case,)))


def quoted(text: str) -> str:
    """A TOML string in which everything but plain ASCII is escaped."""
    plain = (c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


def dossier(folder: Path, home: Path, case: str) -> Path:
    """An article, its notes, codebook, theme and config, with an attempt in each of their texts.

    The path of the article; `home` is for READER_HOME.
    """

    def bad(word: str) -> str:
        return payload(word, case)

    name = bad("Wname").replace("/", "_").replace("\0", "") + ".txt"
    passage = f"{bad('Wtext')} said so at the harbour."
    text = f"{bad('Wtitle')}\n\n{passage}\n\n{bad('Wrelated')} was there too.\n"
    article = folder / name
    article.write_bytes(text.encode())
    start = len(bad("Wtitle")) + 2
    last = start + len(passage) + 2
    lost = f"{bad('Wlost')} was there two."
    source = f"id = {quoted(bad('Wid'))}\nname = {quoted(bad('Wsource'))}"
    notes = f"""format = 1
[document]
path = {quoted(bad("Wpath"))}
title = {quoted(bad("Wtitle"))}
note = {quoted(bad("Wmemo"))}
author = {quoted(bad("Wauthor"))}
publisher = {quoted(bad("Wpublisher"))}
date = {quoted(bad("Wdate"))}
url = {quoted(bad("Wurl"))}
[[source]]
{source}
role = {quoted(bad("Wrole"))}
kind = {quoted(bad("Wkd"))}
via = {quoted(bad("Wvia"))}
reason = {quoted(bad("Wreason"))}
[[annotation]]
id = {quoted(bad("01KAMN6E7Q"))}
start = {start}
end = {start + len(passage)}
quote = {quoted(passage)}
tags = [{quoted(bad("wtag"))}, {quoted("wgroup/" + bad("wleaf"))}]
source = {quoted(bad("Wid"))}
note = {quoted(bad("Wnote"))}
author = {quoted(bad("Wwho"))}
[[annotation]]
id = "unsure"
start = {last}
end = {last + len(lost)}
quote = {quoted(lost)}
prefix = {quoted(passage[-40:])}
note = {quoted(bad("Wunsure"))}
"""
    (folder / f"{name}.notes.toml").write_text(notes, encoding="utf-8")
    codebook = f"""format = 1
[[tag]]
name = {quoted(bad("wtag"))}
key = "w"
quick = 1
color = "red"
description = {quoted(bad("Wdescription"))}
note = {quoted(bad("Wrule"))}
[[tag]]
name = {quoted("wgroup/" + bad("wleaf"))}
description = {quoted(bad("Wother"))}
"""
    (folder / "codebook.toml").write_text(codebook, encoding="utf-8")
    config = home / "config"
    (config / "themes").mkdir(parents=True, exist_ok=True)
    settings = f"{quoted(bad('Wsetting'))} = 1\ntheme = {quoted(bad('Wchosen'))}\n"
    keys = f"[keys]\n{quoted(bad('Wcommand'))} = {quoted(bad('Wkey'))}\n"
    (config / "config.toml").write_text(settings + keys, encoding="utf-8")
    (config / "themes" / f"{name}.toml").write_text("name = 1", encoding="utf-8")
    # Another article, and one that cannot be read.
    (folder / name.replace("Wname", "Wsecond")).write_text(text, encoding="utf-8")
    (folder / name.replace("Wname", "Wunreadable")).write_bytes(b"\x00\xff" * 99)
    return article


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _bytes(content: bytes, times: int = 1) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content * times)

    return write


FILES: dict[str, tuple[bool, Callable[[Path], None]]] = {
    "empty.txt": (True, _bytes(b"")),
    "newlines.txt": (True, _bytes(b"\n", 100_000)),
    "returns.txt": (True, _bytes(b"\r", 100_000)),
    "nul.txt": (True, _bytes(b"It rained all\0 night.")),
    "only-nul.txt": (False, _bytes(b"\0", 1000)),
    "surrogates.txt": (True, _bytes(b"It \xed\xa0\xbd rained.")),
    "cut-short.txt": (True, _bytes("Es läuft.".encode()[:-7])),
    "utf-16.txt": (True, _bytes("It rained.".encode("utf-16"))),
    "utf-32.txt": (True, _bytes("It rained.".encode("utf-32"))),
    "utf-16-without-a-mark.txt": (True, _bytes("Шёл дождь.".encode("utf-16-le"))),
    "utf-16-odd.txt": (True, _bytes("It rained.".encode("utf-16") + b"x")),
    "koi8.txt": (True, _bytes("Всю ночь шёл сильный дождь.".encode("koi8-r"))),
    "mixed.txt": (True, _bytes("Où est-il ? Là ? Déjà là.".encode() + b" \x93Oui.\x94")),
    "all-bytes.txt": (False, _bytes(bytes(range(256)) * 8)),
    "one-line.txt": (True, _bytes(b"word ", 20_000_000)),
    "long-line.txt": (True, _bytes(b"word ", 4_000_000)),
    "no-space.txt": (True, _bytes(b"x", 20_000_000)),
    "a-million-lines.txt": (True, _bytes(b"A line of text here.\n", 1_000_000)),
    "a-million-paragraphs.txt": (True, _bytes(b"One more.\n\n", 1_000_000)),
    "marks.txt": (True, _bytes("e\u0301".encode() + "\u0301".encode() * 1_000_000)),
    "brackets.md": (True, _bytes(b"[", 1_000_000)),
    "images.md": (True, _bytes(b"![[](", 200_000)),
    "emphasis.md": (True, _bytes(b"*a _b ", 200_000)),
    "tags.md": (True, _bytes(b"<div>" + b"<a" * 500_000)),
    "quotes.md": (True, _bytes(b"> ", 200_000)),
    "list.md": (True, _bytes(b"- a\n", 250_000)),
    "front.md": (True, _bytes(b"+++\ntitle = 0x" + b"f" * 20_000 + b"\n+++\nIt rained.\n")),
    "deep.md": (True, _bytes(b"+++\na = " + b"[" * 50_000 + b"\n+++\nIt rained.\n")),
    "pipe.txt": (False, _fifo),
    "loop.txt": (False, _loop),
    "folder.txt": (False, Path.mkdir),
    "name\nof\x1b[31m two lines.txt": (True, _bytes(b"It rained.")),
}
"""Name -> (whether it opens, what makes it); the others are refused in one line."""


def main() -> None:
    """Make a folder with all of it."""
    folder = Path(sys.argv[1])
    for case in TOGETHER:
        (folder / case).mkdir(parents=True)
        dossier(folder / case, folder / case / "home", case)
    for name, (_, make) in FILES.items():
        make(folder / name)


if __name__ == "__main__":
    main()
