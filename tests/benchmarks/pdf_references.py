"""What the text of a PDF ought to be: its own reference, or what two other programs agree on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
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
    """The words of a document, those that are not wrong besides, and its paragraphs if known.

    `edges` are the lines at the top and foot of each page by `key_of`, as the other programs have
    them; empty where those were not run.
    """

    needed: Counter[str]
    allowed: Counter[str]
    sentences: str
    edges: tuple[Set[str], ...]

    @staticmethod
    @cache
    def of(path: Path) -> Reference | None:
        """The reference of a PDF; None where there is none, or one of few words."""
        own = path.with_suffix(".txt")
        peers = [path.with_suffix(suffix) for suffix in (".pdftotext", ".pdfminer")]
        texts = [peer.read_text("utf-8", "replace") for peer in peers if peer.is_file()]
        edges = _edges_of_pages(texts)
        if own.is_file():
            text = own.read_text("utf-8", "replace")
            found = Counter(words(text))
            paragraphs = _joined(text) if re.search(r"\n\s*\n", text) else ""
            return Reference(found, found, paragraphs, edges) if found.total() >= _LEAST else None
        if len(texts) < len(peers):
            return None
        one, other = (Counter(words(_without_heads(text))) for text in texts)
        whole = [Counter(words(text)) for text in texts]
        both = one & other
        return Reference(both, whole[0] | whole[1], "", edges) if both.total() >= _LEAST else None

    def is_at_edge(self, key: str, page: int) -> bool:
        """Whether a block begins or ends with a line at the top or foot of a page, or the reverse.

        `key` is the block's text by `key_of`, `page` counts from 1. True where it is not known.
        """
        if not 0 < page <= len(self.edges):
            return True
        return any(
            f"{longer} ".startswith(f"{shorter} ") or f" {longer}".endswith(f" {shorter}")
            for line in self.edges[page - 1]
            for shorter, longer in [sorted((key, line), key=len)]
        )


def _edges_of_pages(texts: Sequence[str]) -> tuple[Set[str], ...]:
    """For each page, the keys of the lines at its edges in any of some texts."""
    made = [[set(map(key_of, _edges(p.splitlines()))) for p in text.split("\f")] for text in texts]
    return tuple(set[str]().union(*page) for page in zip_longest(*made, fillvalue=set()))


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
