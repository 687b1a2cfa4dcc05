"""How much of documents is read: the words that pandoc finds in them, and whether reader does.

    python -m tests.benchmarks.formats FOLDER...

Prints, for each format with files in the folders, the mean share of pandoc's words that are in the
Document (recall) and the share of the Document's words that pandoc has too (precision), and then
the files with the lowest recall. Files that pandoc or reader refuses are counted and named. Needs
`pandoc` on the path. Its syntax tree is compared, without formulas and descriptions of pictures:
as plain text it leaves out the words of tables that it cannot draw. Of RTF only paragraphs in ASCII
are compared: pandoc takes every other byte for Western European, whatever the file says.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tui.model.errors import ReaderError
from tui.readers import read

FORMATS = {".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".epub": "epub"}
"""Suffix -> what pandoc calls the format."""
WORST = 12
"""Files of each format that are named."""
_SECONDS = 60
_NO_WORDS = ("Math", "Image", "RawInline", "RawBlock")
_LINES = ("Plain", "Para", "Header", "CodeBlock", "LineBlock", "Note")
_WORD = re.compile(r"[^\W_]+")
_TYPOGRAPHY = str.maketrans(dict.fromkeys("“”‘’„–—…•\u00a0\u2011", " "))


class Score(NamedTuple):
    """How the words of a file compare; `missing` are examples of those not found."""

    path: Path
    recall: float
    precision: float
    missing: list[str]


def main(folders: list[str]) -> None:
    """Print the table for some folders."""
    scores: dict[str, list[Score]] = defaultdict(list)
    refused: list[str] = []
    for path in _files(folders):
        try:
            score = _score(path)
        except (ReaderError, subprocess.SubprocessError) as error:
            refused.append(f"{path}: {str(error)[:200]}")
            continue
        if score:
            scores[path.suffix.lower()].append(score)
    for suffix, found in sorted(scores.items()):
        recall = sum(score.recall for score in found) / len(found)
        precision = sum(score.precision for score in found) / len(found)
        print(f"{suffix}  files {len(found)}  recall {recall:.4f}  precision {precision:.4f}")
        for score in sorted(found, key=lambda each: each.recall)[:WORST]:
            print(f"    {score.recall:.3f} {score.precision:.3f} {score.path} {score.missing}")
    print(f"refused {len(refused)}")
    print("\n".join(refused))


def _files(folders: list[str]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix.lower() in FORMATS and path.is_file():
                yield path


def _score(path: Path) -> Score | None:
    """The score of a file; None for one in which pandoc finds no words."""
    document = read(path)
    notes = " ".join(block.marker for block in document.blocks)
    texts = [f"{document.text} {notes}", _pandoc(path)]
    if path.suffix.lower() == ".rtf":
        texts[1] = "\n".join(filter(str.isascii, texts[1].translate(_TYPOGRAPHY).split("\n")))
    ours, theirs = map(_words, texts)
    if not theirs:
        return None
    common = (ours & theirs).total()
    missing = list((theirs - ours).keys())[:8]
    return Score(path, common / theirs.total(), common / max(1, ours.total()), missing)


def _pandoc(path: Path) -> str:
    command = ["pandoc", "--from", FORMATS[path.suffix.lower()], "--to", "json", str(path)]
    done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    return "".join(_texts(json.loads(done.stdout)["blocks"]))


def _texts(tree: Any) -> Iterator[str]:
    """The words of a part of pandoc's syntax tree, one line for each Block of it."""
    if isinstance(tree, list):
        for each in tree:
            yield from _texts(each)
    elif isinstance(tree, dict):
        kind, content = tree.get("t", ""), tree.get("c", [])
        yield "\n" if kind == "Note" else ""
        if kind == "Str":
            yield content
        elif kind in ("Code", "CodeBlock"):
            yield content[1]
        elif kind not in _NO_WORDS:
            yield from _texts(content)
        if kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind in _LINES:
            yield "\n"


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold().replace("\u00ad", "")))


if __name__ == "__main__":
    main(sys.argv[1:])
