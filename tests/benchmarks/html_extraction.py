"""How well the article in a web page is found, beside trafilatura.

    python -m tests.benchmarks.html_extraction [--every N] [--first K] FOLDER...

Each FOLDER is one of these; of its pages, every Nth (1) is read, beginning with number K (0):

- trafilatura's gold set: `evaldata.json`, and the pages in `eval/` or `cache/`
  (https://github.com/adbar/trafilatura, folder `tests`). For each page it lists phrases that belong
  to the article and phrases that do not ("boilerplate").
- the article extraction benchmark: `ground-truth.json` with the text of each article, and `html/`
  (https://github.com/scrapinghub/article-extraction-benchmark). Precision, recall and F1 are means
  over shingles of four words, as defined there; word recall is over single words.
- any other folder: pages such as those of documentation. Counted is the share of the words outside
  navigation that are kept, and in how many pages it is under 80 %, and under 60 % without a remark.

The gold sets count headlines and captions as no part of the article; the reader keeps them, as
Blocks of kinds of their own. So there are two rows for it: the article itself, and everything.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import Any

from lxml import html as lxml_html

from tui.model.errors import ReaderError
from tui.readers import html

BESIDE = ("title", "caption")
ROWS = ("trafilatura", "reader: article", "reader: everything")
_WORD = re.compile(r"\w+")
_NAVIGATION = (
    "//script|//style|//nav|//footer|//aside|//form|//button|//select|//noscript|//template|//title"
    "|//*[@role='navigation' or @id='toc' or contains(@class, 'sphinxsidebar')"
    " or contains(@class, 'toctree') or contains(@class, 'headerlink')"
    " or contains(@class, 'breadcrumb') or contains(@class, 'related')]"
)
_MAIN = ("//*[@role='main']", "//main", "//*[@id='apicontent']", "//article", "//body")


@dataclass(frozen=True)
class Texts:
    """What was found in a page: a text for each of ROWS, and whether a remark tells of the rest."""

    rows: tuple[str, str, str]
    remarked: bool


def texts_of(data: bytes) -> Texts:
    """What trafilatura, with the settings of its own benchmark, and the reader find."""
    from trafilatura import extract

    theirs = extract(data, include_comments=False, include_tables=True, include_formatting=False)
    try:
        document = html.read(data, "stem")
    except ReaderError:
        return Texts((theirs or "", "", ""), remarked=True)
    blocks = [document.text[b.start : b.end] for b in document.blocks if b.kind not in BESIDE]
    own = "\n\n".join(blocks), document.text
    return Texts((theirs or "", *own), bool(document.remarks))


# Phrases


def _norm(text: str) -> str:
    """White space, composition and soft hyphens count for nothing."""
    plain = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return re.sub(r"\s+", " ", plain).strip()


def phrases(folder: Path, chosen: slice) -> Iterator[str]:
    """A line for each row: wanted phrases kept, boilerplate kept, precision and F1."""
    found = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    counts = [Counter[str]() for _ in ROWS]
    for item in islice(found.values(), chosen.start, None, chosen.step):
        paths = [folder / sub / item["file"] for sub in ("cache", "eval")]
        texts = texts_of(next(path for path in paths if path.is_file()).read_bytes())
        for count, text in zip(counts, map(_norm, texts.rows), strict=True):
            count["kept"] += sum(_norm(phrase) in text for phrase in item["with"])
            count["wanted"] += len(item["with"])
            count["wrong"] += sum(_norm(phrase) in text for phrase in item["without"])
            count["unwanted"] += len(item["without"])
    for name, count in zip(ROWS, counts, strict=True):
        kept, wanted, wrong = count["kept"], count["wanted"], count["wrong"]
        yield (
            f"{name:20} kept {kept}/{wanted} {kept / wanted:.4f}"
            f"  boilerplate {wrong}/{count['unwanted']}"
            f"  precision {kept / (kept + wrong):.4f}  F1 {2 * kept / (wanted + kept + wrong):.4f}"
        )


# Whole texts


def _shares(wanted: Counter[Any], found: Counter[Any]) -> tuple[float, float]:
    """Precision and recall of a bag of things."""
    same = (wanted & found).total()
    return same / max(1, found.total()), same / max(1, wanted.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def articles(folder: Path, chosen: slice) -> Iterator[str]:
    """A line for each row: precision, recall and F1 of shingles, and the recall of words."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scores: list[list[tuple[float, float, float]]] = [[] for _ in ROWS]
    for name, item in islice(truth.items(), chosen.start, None, chosen.step):
        wanted = item["articleBody"]
        texts = texts_of(gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()))
        for row, text in zip(scores, texts.rows, strict=True):
            recall = _shares(_words(wanted), _words(text))[1]
            row.append((*_shares(_shingles(wanted), _shingles(text)), recall))
    for name, row in zip(ROWS, scores, strict=True):
        precision, recall, words = (fmean(column) for column in zip(*row, strict=True))
        yield (
            f"{name:20} precision {precision:.4f}  recall {recall:.4f}"
            f"  F1 {2 * precision * recall / (precision + recall):.4f}  word recall {words:.4f}"
        )


# Documentation


def _outside_navigation(data: bytes) -> Counter[str]:
    """The words of the main part of a page."""
    page = lxml_html.document_fromstring(data)
    for element in page.xpath(_NAVIGATION):
        if element.getparent() is not None:
            element.drop_tree()
    mains = [found for path in _MAIN if len(found := page.xpath(path)) == 1]
    return _words(" ".join((mains[0][0] if mains else page).itertext()))


def documentation(folder: Path, chosen: slice) -> Iterator[str]:
    """A line for each row: the mean share of words kept, and the pages with few of them."""
    shares: list[list[float]] = [[] for _ in ROWS]
    silent = 0
    for path in sorted(folder.rglob("*.html"))[chosen]:
        data = path.read_bytes()
        wanted, texts = _outside_navigation(data), texts_of(data)
        for row, text in zip(shares, texts.rows, strict=True):
            row.append(_shares(wanted, _words(text))[1])
        silent += shares[-1][-1] < 0.6 and not texts.remarked
    for name, row in zip(ROWS, shares, strict=True):
        few = sum(share < 0.8 for share in row)
        yield f"{name:20} words kept {fmean(row):.4f}  under 80 %: {few} of {len(row)} pages"
    yield f"{'':20} under 60 % without a remark: {silent}"


def _kind(folder: Path) -> Callable[[Path, slice], Iterator[str]]:
    if (folder / "evaldata.json").exists():
        return phrases
    return articles if (folder / "ground-truth.json").exists() else documentation


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("folders", type=Path, nargs="+")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        print(folder.name)
        for line in _kind(folder)(folder, slice(arguments.first, None, arguments.every)):
            print(" ", line)


if __name__ == "__main__":
    main()
