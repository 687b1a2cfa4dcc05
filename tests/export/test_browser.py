"""HTML reports in a real browser: links, narrow screens, print, and nothing on the console."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from tui.export import ExportDocument, ReportDetails, export

from .browser import Browser, installed
from .dossier import dossier
from .samples import harbour, ledger, scanned, weighed
from .test_literal import hostile_report

PROGRAM = installed()
pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed"),
    # All in one process: each would otherwise start a browser of its own.
    pytest.mark.xdist_group("browser"),
]

FORMATS = ["html", "report-html"]
PAPERS = {"A4": (8.27, 11.69), "Letter": (8.5, 11)}
PHONE = 360

WIDER = """[...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 0.5)
  .map((each) => each.outerHTML.slice(0, 80))"""
DEAD_LINKS = """[...document.querySelectorAll("a[href^='#']")]
  .filter((each) => !document.getElementById(each.hash.slice(1))?.getClientRects().length)
  .map((each) => each.outerHTML)"""
# The first link to each passage is clicked: the browser follows only 200 links in ten seconds.
CITED = """Object.fromEntries([...new Map([...document.querySelectorAll("a.cite")].map(
  (each) => [each.hash, each])).values()].map((each) => {
  each.click();
  const target = document.querySelector(":target");
  const range = document.createRange();
  range.setStartAfter(target);
  const back = document.querySelector(`sup a[href="#finding-${target.id.split("-")[1]}"]`);
  range.setEndBefore(back ?? target.nextSibling);
  return [each.textContent, range.toString().replace(/\\[\\d+\\]/g, "")];
}))"""
BACK = """[...document.querySelectorAll("a[href^='#finding-']")].map((each) => {
  each.click();
  return document.querySelector(":target").textContent.includes(
    `[${each.hash.split("-")[1]}]`);
})"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PROGRAM
    found = Browser(PROGRAM, tmp_path_factory.mktemp("profile"))
    yield found
    found.close()


def page(
    folder: Path, format: str, documents: Sequence[ExportDocument], *, with_texts: bool = False
) -> Path:
    path = folder / "report.html"
    details = ReportDetails("Orlec dam: what is known on 12 April", "Kara Thorne")
    if with_texts:
        details = replace(details, left_out=())
    path.write_bytes(export(format, documents, (), details))
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_every_citation_leads_to_its_passage_and_back(
    browser: Browser, tmp_path: Path, format: str
) -> None:
    report = page(tmp_path, format, dossier(), with_texts=True)
    browser.open(report)
    assert browser.evaluate(DEAD_LINKS) == []
    quotes = [a.quote for exported in dossier() for a in exported.notes.annotations]
    expected = {f"[{number}]": quote for number, quote in enumerate(quotes, 1)}
    assert browser.evaluate(CITED) == expected
    complaints = browser.complaints()
    browser.open(report)
    back = browser.evaluate(BACK)
    assert len(back) == 2 * len(quotes)
    assert all(back)
    assert complaints + browser.complaints() == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("documents", [dossier(), weighed(), [harbour(), ledger(), scanned()]])
@pytest.mark.parametrize("with_texts", [True, False])
def test_nothing_is_wider_than_the_screen_of_a_phone(
    browser: Browser,
    tmp_path: Path,
    format: str,
    documents: Sequence[ExportDocument],
    with_texts: bool,
) -> None:
    browser.open(page(tmp_path, format, documents, with_texts=with_texts), PHONE)
    assert browser.evaluate("document.documentElement.scrollWidth") == PHONE
    assert browser.evaluate(WIDER) == []
    assert browser.evaluate(DEAD_LINKS) == []
    assert browser.complaints() == []


@pytest.mark.parametrize("width", [PHONE, 1000])
def test_the_chart_is_below_the_title_and_legible(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    browser.open(page(tmp_path, "report-html", dossier()), width)
    top = "document.querySelector('{}').getBoundingClientRect().top"
    title, chart, section = (browser.evaluate(top.format(one)) for one in ("h1", "figure", "h2"))
    assert title < chart < section
    sizes = browser.evaluate(
        "[...document.querySelectorAll('.voices span')]"
        ".map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 12
    strips = "[...document.querySelectorAll('.voices svg')].map((each) => each.clientWidth)"
    assert min(browser.evaluate(strips)) >= 200


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("paper", PAPERS)
def test_26_passages_are_printed_on_four_pages(
    browser: Browser, tmp_path: Path, format: str, paper: str
) -> None:
    browser.open(page(tmp_path, format, dossier()))
    pdf = pypdfium2.PdfDocument(BytesIO(browser.pdf(*PAPERS[paper])))
    assert len(pdf) <= 4
    text = "".join(one.get_textpage().get_text_bounded() for one in pdf)
    assert text.count("Three buses stood empty") == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</style><svg onload=alert(1)>",
        "javascript:alert(1)",
        "https://example.org/<script>alert(1)</script>",
        "![x](https://example.org/x.png) [y](javascript:alert(1)) <b onclick=alert(1)>z</b>",
        "word" * 200,
    ],
)
def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(hostile_report(text, "report-html", text), encoding="utf-8")
    browser.open(path, PHONE)
    assert browser.complaints() == []
    assert browser.evaluate("document.querySelectorAll('script, img, b, iframe').length") == 0
    assert browser.evaluate(WIDER) == []
    links = browser.evaluate("[...document.links].map((each) => each.protocol)")
    assert {*links} <= {"file:", "https:", "http:", "mailto:"}
