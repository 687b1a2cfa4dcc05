"""How well the article in a web page is found: `python -m tests.benchmarks.html_extraction FOLDER`.

FOLDER holds trafilatura's own gold set: `evaldata.json`, and the pages in `eval/` or `cache/`
(https://github.com/adbar/trafilatura, folder `tests`). For each page it lists phrases that belong
to the article and phrases that do not. Printed: precision, recall, F1 and milliseconds a page, for
trafilatura alone with the settings of its own benchmark, and for our reader.

The gold set counts headlines and captions as no part of the article; the reader keeps them, as
Blocks of kinds of their own. So there are two rows for it: the article itself, and everything.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.model.errors import ReaderError
from tui.readers import html

BESIDE = ("title", "caption")


@dataclass
class Score:
    """Phrases found rightly, found wrongly and missed, and the seconds it took."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    seconds: float = 0.0

    def add(self, item: dict[str, Any], text: str) -> None:
        text = _norm(text)
        right = sum(_norm(phrase) in text for phrase in item["with"])
        self.right += right
        self.missed += len(item["with"]) - right
        self.wrong += sum(_norm(phrase) in text for phrase in item["without"])

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong)
        recall = self.right / (self.right + self.missed)
        return f"precision {precision:.4f}  recall {recall:.4f}  F1 {self.f1:.4f}"


def _norm(text: str) -> str:
    """White space and composition count alike for all: trafilatura gives NFC, we what is there."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def _trafilatura(data: bytes) -> tuple[str, ...]:
    from trafilatura import extract

    text = extract(data, include_comments=False, include_tables=True, include_formatting=False)
    return (text or "",)


def _ours(data: bytes) -> tuple[str, ...]:
    try:
        document = html.read(data, "stem")
    except ReaderError:
        return "", ""
    article = [document.text[b.start : b.end] for b in document.blocks if b.kind not in BESIDE]
    return "\n\n".join(article), document.text


def _pages(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    for item in json.loads((folder / "evaldata.json").read_text(encoding="utf-8")).values():
        found = [folder / sub / item["file"] for sub in ("cache", "eval")]
        yield item, next(path for path in found if path.is_file()).read_bytes()


def score(folder: Path, extract: Callable[[bytes], tuple[str, ...]], rows: int) -> list[Score]:
    """The scores of each text that an extraction gives, over all pages."""
    scores = [Score() for _ in range(rows)]
    for item, data in _pages(folder):
        began = time.perf_counter()
        texts = extract(data)
        seconds = time.perf_counter() - began
        for one, text in zip(scores, texts, strict=True):
            one.add(item, text)
            one.seconds += seconds
    return scores


def main(folder: Path) -> None:
    """Print the table; exit with 1 where the article is found less well than by trafilatura."""
    count = sum(1 for _ in _pages(folder))
    (theirs,) = score(folder, _trafilatura, 1)
    article, everything = score(folder, _ours, 2)
    rows = {"trafilatura": theirs, "reader: article": article, "reader: everything": everything}
    for name, one in rows.items():
        print(f"{name:20} {one}  {1000 * one.seconds / count:.0f} ms a page")
    sys.exit(article.f1 < theirs.f1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
