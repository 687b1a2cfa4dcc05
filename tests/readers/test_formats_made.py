"""Files made on the spot by real programs; a test is skipped where its program is missing.

Where one is installed: pandoc, LibreOffice (`soffice`), pdfTeX (`pdflatex`) and Chromium. All are
made from the same source, so the same words must come of each.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.sampling import sampled
from tui.model.document import Document
from tui.readers import read, readable

# All in one process: each would otherwise make the files anew.
pytestmark = pytest.mark.xdist_group("made")

FOLDER = Path(__file__).parent / "formats"
WORDS = (
    "The harbour master said on Tuesday that the ferry would leave before dawn.",
    "We will wait until the wind turns. If it does not turn, we shall wait all the same.",
    "Three boats were ready.",
    "Two crews were not.",
    "One had gone home.",
    "A rope was missing.",
    "Nobody left. “Not today”, said the cook, who had café au lait on the stove.",
    "The breakwater had been repaired two winters ago.",
    "He was asked twice.",
)
TITLE = "The ferry that did not sail"


def run(*command: str | Path, cwd: Path) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    subprocess.run(list(map(str, command)), cwd=cwd, check=True, capture_output=True, timeout=120)


def pandoc(folder: Path, name: str) -> Path:
    run("pandoc", "--standalone", FOLDER / "harbour.md", "-o", name, cwd=folder)
    return folder / name


def office(folder: Path, source: Path, kind: str) -> Path:
    """What LibreOffice makes of a file; its own settings are made only once in a folder."""
    home = f"-env:UserInstallation=file://{folder}/office"
    run("soffice", home, "--headless", "--convert-to", kind, source, "--outdir", "made", cwd=folder)
    return folder / "made" / f"{source.stem}.{kind.partition(':')[0]}"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file that a program makes of the common source; each is made once."""
    folder = tmp_path_factory.mktemp("workshop")
    return cache(lambda how: made(folder, how))


def made(folder: Path, how: str) -> Path:
    program, _, kind = how.partition(" ")
    if program == "pandoc":
        return pandoc(folder, f"harbour.{kind}")
    if program == "soffice":
        return office(folder, pandoc(folder, "harbour.odt"), kind)
    page = pandoc(folder, "harbour.html")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium")
    run("chromium", *flags, "--print-to-pdf=harbour.pdf", page.as_uri(), cwd=folder)
    return folder / "harbour.pdf"


def texts(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if not kinds or b.kind in kinds]


QUICK = (
    *("pandoc docx", "pandoc epub", "pandoc html", "pandoc odt", "pandoc rtf"),
    *("soffice docx:MS Word 2007 XML", "chromium pdf"),
)


@pytest.mark.parametrize(
    "how", sampled([*QUICK, "soffice pdf", "soffice epub", "soffice html"], QUICK)
)
def test_the_same_words_come_of_every_program(how: str, workshop: Callable[[str], Path]) -> None:
    path = workshop(how)
    document = read(path)
    assert readable(path)
    flat = " ".join(document.text.split())
    places = [flat.find(words) for words in WORDS[:-2]]
    assert -1 not in places, WORDS[places.index(-1)]
    assert places == sorted(places)
    assert all(words in flat for words in WORDS)
    assert document.title in (TITLE, "harbour", "Waiting")
    assert not any(text != text.strip() or not text for text in texts(document))


@pytest.mark.parametrize(
    "how", ["pandoc docx", "pandoc epub", "pandoc html", "soffice docx:MS Word 2007 XML"]
)
def test_structure_is_kept(how: str, workshop: Callable[[str], Path]) -> None:
    document = read(workshop(how))
    assert document.title == TITLE
    assert texts(document, "heading") == ["Waiting", "Leaving"]
    assert texts(document, "quote") == [WORDS[1]]
    assert texts(document, "list")[:4] == list(WORDS[2:6])
    assert "Vera | none" in texts(document)


def test_two_columns_of_latex_are_read_in_their_order(tmp_path: Path) -> None:
    source = (FOLDER / "harbour.tex").read_text(encoding="utf-8")
    source = source.replace("a5paper", "twocolumn,a4paper").replace("margin=18mm", "margin=30mm")
    (tmp_path / "columns.tex").write_text(source, encoding="utf-8")
    run("pdflatex", "-interaction=batchmode", "columns.tex", cwd=tmp_path)
    columns, plain = read(tmp_path / "columns.pdf"), read(FOLDER / "harbour.pdf")
    wanted = set(texts(plain, "paragraph", "quote"))
    assert wanted <= set(texts(columns))
