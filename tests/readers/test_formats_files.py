"""Files of each kind, made by real programs: what comes of them, and what holds for all of them.

harbour.docx and harbour.epub were made by pandoc from harbour.md, harbour.pdf by pdfTeX from
harbour.tex; the expected Blocks were checked by eye against the sources.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.sampling import sampled
from tui.model.document import Document
from tui.readers import READERS, read, read_bytes

FOLDER = Path(__file__).parent / "formats"
SUFFIXES = ("html", "mhtml", "eml", "pdf", "docx", "epub")


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for the network fails."""

    def refuse(*arguments: object, **options: object) -> NoReturn:
        raise AssertionError(f"the network was asked for: {arguments}")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def expected(suffix: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"harbour.{suffix}.toml").read_text(encoding="utf-8"))


def blocks(document: Document) -> list[list[Any]]:
    return [[b.kind, b.level, b.marker, document.text[b.start : b.end]] for b in document.blocks]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_becomes_its_blocks(suffix: str) -> None:
    document, wanted = read(FOLDER / f"harbour.{suffix}"), expected(suffix)
    assert blocks(document) == wanted["blocks"]
    assert (document.title, document.lang) == (wanted["title"], wanted["lang"])
    assert document.data == wanted["data"]
    assert [list(page) for page in document.pages] == wanted.get("pages", [])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_blocks_are_joined_by_a_blank_line_and_covered_by_passages(suffix: str) -> None:
    document = read(FOLDER / f"harbour.{suffix}")
    texts = [document.text[b.start : b.end] for b in document.blocks]
    assert document.text == "\n\n".join(texts)
    for number, block in enumerate(document.blocks):
        last = block.start
        for passage in document.passages(number):
            words = document.text[passage.start : passage.end]
            assert words == words.strip() != ""
            assert not document.text[last : passage.start].strip()
            last = passage.end
        assert not document.text[last : block.end].strip()


@pytest.mark.parametrize("seed", sampled(["1", "2"], ["1"]))
def test_the_same_bytes_give_the_same_text_in_another_process(seed: str) -> None:
    paths = [FOLDER / f"harbour.{suffix}" for suffix in SUFFIXES]
    script = (
        "import sys; from pathlib import Path; from tui.readers import read\n"
        "for path in sys.argv[1:]:\n"
        "    d = read(Path(path)); print(d.text_sha256, sorted(d.data.items()))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)],
        env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PATH": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    here = [read(path) for path in paths]
    expected = [f"{document.text_sha256} {sorted(document.data.items())}" for document in here]
    assert said.stdout.splitlines() == expected


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("named", ["", ".bin", ".dat"])
def test_a_file_is_known_by_its_content(suffix: str, named: str) -> None:
    data = (FOLDER / f"harbour.{suffix}").read_bytes()
    assert read_bytes(data, stem="x", suffix=named).text == read(FOLDER / f"harbour.{suffix}").text


@pytest.mark.parametrize("suffix", ["pdf", "docx", "epub"])
@pytest.mark.parametrize("named", [".txt", ".html", ".eml", ".md"])
def test_a_suffix_that_lies_is_not_believed(suffix: str, named: str) -> None:
    data = (FOLDER / f"harbour.{suffix}").read_bytes()
    assert read_bytes(data, stem="x", suffix=named).title == "The ferry that did not sail"


def test_text_about_formats_stays_text() -> None:
    for text in (
        "The header %PDF-1.4 is all there was. endobj",
        "From: the pier\n\nIt rained.",
        "A new WAVE came.",
        "<p>is a tag</p>",
        "ID3 is a name.",
        "PK is short for something.",
    ):
        for suffix in (".txt", "", ".md"):
            assert read_bytes(text.encode(), stem="x", suffix=suffix).text == text


def test_pages_are_known_at_every_offset() -> None:
    document = read(FOLDER / "harbour.pdf")
    assert document.page_at(0) == 1
    assert document.page_at(document.text.index("The breakwater had been")) == 1
    assert document.page_at(document.text.index("Towards noon")) == 2
    assert document.page_at(len(document.text)) == 2
    assert read(FOLDER / "harbour.docx").page_at(0) is None


def test_no_reader_loads_what_only_another_needs() -> None:
    script = (
        "import sys; from tui.readers import read_bytes; read_bytes(b'A b.', stem='s');"
        "heavy = {'lxml', 'trafilatura', 'pypdfium2', 'docx', 'email.message', 'zipfile'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


def test_every_format_of_the_table_is_tested_here_or_in_a_module_of_its_own() -> None:
    tested = {READERS[f".{suffix}"] for suffix in SUFFIXES}
    own = {path.stem.removeprefix("test_formats_") for path in FOLDER.parent.glob("test_*.py")}
    assert set(READERS.values()) <= tested | own | {"plain", "markdown"}
