"""PAGE: a web page on which most words lie outside its article."""

from __future__ import annotations

SENTENCE = (
    "The harbour office recorded the arrival of ship {n} and the clerk signed for it at noon."
)
TEASER = SENTENCE.format(n="t1")


def _paragraphs(name: str, count: int) -> str:
    sentences = [SENTENCE.format(n=f"{name}{n}") for n in range(3 * count)]
    return "".join(f"<p>{' '.join(sentences[n : n + 3])}</p>" for n in range(0, 3 * count, 3))


PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>The quay</title></head><body>'
    f"<article><h1>The quay</h1>{_paragraphs('a', 10)}</article>"
    + "".join(
        f'<div class="widget"><h4><a href="/{n}">Report {n}</a></h4><div class="c">'
        f"<span>{SENTENCE.format(n=f't{n}')}</span></div></div>"
        for n in range(80)
    )
    + "</body></html>"
)
"""The web page; the boxes below its article contain the beginnings of other articles."""
