"""The HTML report: links that lead somewhere, the whole article, and text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.export import ExportDocument, ReportDetails, export
from tui.export.assessment import Assessment
from tui.export.html_article import MarkedText
from tui.export.report_nodes import FullText
from tui.export.report_sections import full_texts
from tui.export.text_values import printable
from tui.model.document import Mark

from .dossier import dossier
from .samples import HARBOUR, WITH_TEXTS, exported, harbour, ledger, mark, scanned, weighed

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a page holds: elements, ids, targets of links, and the text of its articles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.blocks: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.elements.add(tag)
        self.attributes |= held.keys()
        self.ids += [held["id"]] if held.get("id") else []
        self.targets += [held["href"]] if held.get("href") else []
        if tag not in VOID:
            self.open.append(tag)
        if "article" in self.open and (held.get("class") or "").startswith("text"):
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "article" in self.open and "sup" not in self.open and self.blocks and data != "\n":
            self.blocks[-1] += data


def page(*report: ExportDocument, format: str = "html") -> Page:
    return Page(export(format, report, (), WITH_TEXTS).decode())


def test_links_of_a_weighed_report_lead_somewhere() -> None:
    found = page(*weighed(), format="report-html")
    assert len(found.ids) == len(set(found.ids))
    assert {target[1:] for target in found.targets if target.startswith("#")} <= set(found.ids)
    assert not found.elements & {"i", "b", "script"}
    assert "svg" in found.elements
    assert found.open == []


def test_every_link_inside_leads_somewhere_and_every_id_is_given_once() -> None:
    found = page(harbour(), ledger(), scanned())
    assert len(found.ids) == len(set(found.ids))
    inside = {target[1:] for target in found.targets if target.startswith("#")}
    assert inside <= set(found.ids)
    assert {f"passage-{number}" for number in range(1, 11)} <= set(found.ids)


def test_it_needs_no_script_and_no_other_file() -> None:
    found = page(harbour(), ledger())
    assert not found.elements & {"script", "link", "img", "iframe", "object", "form"}
    assert not any(name.startswith("on") or name == "src" for name in found.attributes)
    html = export("html", [harbour()]).decode()
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "@import" not in html


def test_the_whole_article_is_there() -> None:
    document = harbour().document
    expected = [document.text[block.start : block.end] for block in document.blocks]
    assert page(harbour()).blocks == expected


@given(st.lists(st.tuples(st.integers(0, 250), st.integers(1, 80)), max_size=8))
@example(spans=[(32, 1)])  # a line break between two paragraphs, of which nothing is quoted
def test_overlapping_passages_leave_the_text_as_it_is(spans: list[tuple[int, int]]) -> None:
    marks = [
        replace(mark(f"A{n}", HARBOUR, "Monday", "x"), start=a, end=min(a + b, len(HARBOUR)))
        for n, (a, b) in enumerate(spans)
    ]
    made = exported(HARBOUR, [replace(a, quote=HARBOUR[a.start : a.end]) for a in marks])
    found = page(made)
    text = made.document.text
    assert found.blocks == [text[block.start : block.end] for block in made.document.blocks]
    assert len(found.ids) == len(set(found.ids))
    assert {target[1:] for target in found.targets} <= set(found.ids)


@given(st.text(), st.text("<>&\"'/ab-=\x1b\u202e\n"))
def test_no_text_becomes_markup(one: str, other: str) -> None:
    text = f"{one}\n\n<script>alert(1)</script> {other} end".replace("\r", "\n")
    text = text.encode("utf-8", "replace").decode()
    made = exported(
        text, [mark("A", text, "alert(1)", other.strip() or "x", note=one, source=other)]
    )
    found = page(made)
    assert not found.elements & {"script", "b"}
    assert found.open == []
    document = made.document
    assert found.blocks == [printable(text[b.start : b.end]) for b in document.blocks]


def test_hidden_syntax_is_left_out_and_the_target_moves_behind_it() -> None:
    text = "It is **very** late."
    made = exported(text, [mark("A", text, "**very**", "x")])
    marks = (Mark(6, 8, "hidden"), Mark(8, 12, "strong"), Mark(12, 14, "hidden"))
    marked = replace(made, document=replace(made.document, marks=marks))
    (node,) = full_texts(Assessment([marked], WITH_TEXTS))
    assert isinstance(node, FullText)
    article = MarkedText(node)
    (line,) = article.lines()
    assert "<strong>very</strong>" in line
    assert "*" not in line
    assert 'id="passage-1"' in line
    assert article.shown == {1}


def test_a_colour_of_the_analyst_is_taken_only_if_it_is_one() -> None:
    html = export("html", [harbour()]).decode()
    assert 'data-hue="red"' in html
    assert "expression(" not in html


def test_a_passage_has_the_colour_of_its_finding() -> None:
    html = export("report-html", dossier(), (), WITH_TEXTS).decode()
    assert 'id="passage-1"></span><mark data-hue="green">' in html
    assert 'Marked: <mark data-hue="green">Dam</mark>, <mark data-hue="pink">Evacuation' in html
    assert 'id="finding-1">' in html  # the heading says it there


def test_markdown_in_notes_is_rendered_and_html_in_them_is_text() -> None:
    note = "*a* **b** `c`\n\n1. one\n2. two\n\n<i>x</i> [y](javascript:z) [w](https://e.org/?a=1&b)"
    html = export("html", [exported(HARBOUR, [mark("A", HARBOUR, "Monday", note=note)])]).decode()
    assert "<em>a</em> <strong>b</strong> <code>c</code>" in html
    assert '<ol start="1"><li>one</li><li>two</li></ol>' in html
    assert "&lt;i&gt;x&lt;/i&gt; [y](javascript:z)" in html
    assert '<a href="https://e.org/?a=1&amp;b" rel="noreferrer">w</a>' in html


def test_a_picture_shows_who_speaks_when() -> None:
    page = export("html", [harbour()]).decode()
    drawn = page[page.index('<figure class="voices">') : page.index("</figure>")]
    said = harbour()
    names = {said.source(a).name for a in said.notes.annotations if a.source}
    assert names
    assert all(name in drawn for name in names)
    silent = replace(said, notes=replace(said.notes, annotations=(), sources=()))
    assert '<figure class="voices">' not in export("html", [silent]).decode()


@pytest.mark.parametrize("format", ["html", "report-html"])
def test_full_texts_leave_the_desk_only_on_demand(format: str) -> None:
    unmarked = "Ms. Malik called the page"
    text = exported(f"{HARBOUR}\n{unmarked}.\n", harbour().notes.annotations[:1])
    assert unmarked not in export(format, [text]).decode()
    assert unmarked in export(format, [text], (), WITH_TEXTS).decode()


def test_without_full_texts_citations_lead_to_the_quotations() -> None:
    html = export("report-html", dossier(), (), ReportDetails(left_out=("texts", "passages")))
    found = Page(html.decode())
    assert "article" not in found.elements
    assert found.ids.count("passage-3") == found.ids.count("passage-1") == 1
    assert b'<span class="at" id="passage-3"></span><span id="quotation-3">' in html
    assert {target[1:] for target in found.targets if target.startswith("#")} <= {*found.ids}


def test_numbers_of_passages_stand_behind_the_punctuation() -> None:
    marks = [mark("A", HARBOUR, "on Monday"), mark("B", HARBOUR, "took its first ship on Monday.")]
    html = export("html", [exported(HARBOUR, marks)], (), WITH_TEXTS).decode()
    back = '<sup><a href="#finding-{0}">[{0}]</a></sup>'.format
    assert f"Monday</mark><mark>.</mark>{back(1)}{back(2)}" in html
    text = "The dam’s crest sank.\n"
    html = export("html", [exported(text, [mark("A", text, "The dam")])], (), WITH_TEXTS).decode()
    assert f"The dam</mark>{back(1)}’s crest" in html


def test_paragraphs_of_full_texts_are_numbered_by_the_style_sheet() -> None:
    html = export("html", [harbour()], (), WITH_TEXTS).decode()
    assert re.findall(r'data-paragraph="(\d+)"', html) == ["1", "2", "3", "4"]


def test_the_title_at_the_foot_of_printed_pages_stays_a_title() -> None:
    title = 'A "title" </style> \\ {}'
    html = export("html", [harbour()], (), ReportDetails(title)).decode()
    (foot,) = re.findall(r"@bottom-center { content: (.*) counter\(page\) .*", html)
    assert re.fullmatch(r'"(?:[\w ]|\\[0-9a-f]+ )*"', foot)
    assert re.sub(r"\\([0-9a-f]+) ", lambda c: chr(int(c[1], 16)), foot) == f'"{title} · page "'


def test_what_is_quoted_under_the_disputed_claims_links_there() -> None:
    page = export("report-html", dossier()).decode()
    assert '<a href="#quotation-15">quoted under Disputed claims</a>' in page
    assert page.count('id="quotation-15"') == 1


def test_a_long_report_has_contents_that_lead_to_its_sections() -> None:
    words = [f"word{n}" for n in range(27)]
    text = f"{' '.join(words)}\n"
    marks = [mark(f"A{n}", text, word) for n, word in enumerate(words)]
    page = export("report-html", [exported(text, marks)]).decode()
    listed = page.partition("<li>Contents:</li>")[2].partition("</nav>")[0]
    sections = re.findall(r'<h2 id="(section-\d+)">([^<]+)</h2>', page)
    assert re.findall(r'<a href="#([^"]+)">([^<]+)</a>', listed) == sections
    assert len(dict(sections)) == len(sections) > 2
    short = export("report-html", [exported(text, marks[:26])]).decode()
    assert "Contents:" not in short
