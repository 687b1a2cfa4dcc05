"""What the text of a PDF ought to be: its own reference, or what two other programs agree on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff]|[^\W\u2e80-\ua4cf\uf900-\ufaff]+")
_NUMBERS = re.compile(r"\d+")
_EDGE = 3
"""Lines at the top and foot of a page among which running heads are looked for."""
PAGES = 3
"""Pages on which a line is repeated, numbers aside, before it counts as a running head."""
_LEAST = 50
"""Words of a reference, at least: single words and figures say little of how documents are read."""


def words(text: str) -> list[str]:
    """The words of a text in the form in which they are compared."""
    folded = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    return _WORD.findall(re.sub(r"(?<=\w)[-‐‑–]\s*(?=\w)", "", folded))


@dataclass(frozen=True)
class Reference:
    """The words of a document, those that are not wrong besides, and its paragraphs if known."""

    needed: Counter[str]
    allowed: Counter[str]
    sentences: str

    @staticmethod
    @cache
    def of(path: Path) -> Reference | None:
        """The reference of a PDF; None where there is none, or one of few words."""
        own = path.with_suffix(".txt")
        if own.is_file():
            text = own.read_text("utf-8", "replace")
            found = Counter(words(text))
            paragraphs = _joined(text) if re.search(r"\n\s*\n", text) else ""
            return Reference(found, found, paragraphs) if found.total() >= _LEAST else None
        peers = [path.with_suffix(suffix) for suffix in (".pdftotext", ".pdfminer")]
        if not all(peer.is_file() for peer in peers):
            return None
        texts = [peer.read_text("utf-8", "replace") for peer in peers]
        one, other = (Counter(words(_without_heads(text))) for text in texts)
        whole = [Counter(words(text)) for text in texts]
        both = one & other
        return Reference(both, whole[0] | whole[1], "") if both.total() >= _LEAST else None


def _joined(text: str) -> str:
    """The words of each paragraph, sentences parted by "." and paragraphs by a line feed."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n".join(
        " . ".join(f" {' '.join(words(part))} " for part in re.split(r"(?<=[.!?:;])\s", paragraph))
        for paragraph in paragraphs
    )


def _without_heads(text: str) -> str:
    """The text of some pages, each running head kept once."""
    pages = [page.splitlines() for page in text.split("\f")]
    edges = [_edges(page) for page in pages]
    often = Counter(key for edge in edges for key in {key_of(line) for line in edge})
    seen: set[str] = set()
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        for line in page:
            key = key_of(line)
            if line in edge and often[key] >= PAGES and key in seen:
                continue
            seen.add(key)
            kept.append(line)
    return "\n".join(kept)


def _edges(page: Sequence[str]) -> set[str]:
    lines = [line for line in page if line.strip()]
    return {*lines[:_EDGE], *lines[-_EDGE:]}


def key_of(line: str) -> str:
    """A line as it is compared with others: without case, each number as "#"."""
    return _NUMBERS.sub("#", " ".join(line.casefold().split()))
