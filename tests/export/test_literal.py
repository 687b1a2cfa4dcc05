"""User text in Markdown shows literally: rendered with HTML enabled, it is what was typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.export import export
from tui.export.markdown_text import escape, inline, item, lines, note_markdown, quote, table
from tui.export.note_markup import NoteBlock, NoteParagraph, Run, parse
from tui.export.text_values import visible
from tui.model.annotation import DocumentData, Judgement, Link, Source
from tui.model.codebook import Codebook, Tag

from .dossier import dossier
from .samples import HARBOUR, exported, mark

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

MARKUP = st.text("\\`*_[]()<>#+-.!|~&;:=/@\"'$%^{} \n\t\r1ab“é\u200b\u202e\x1b\x00\u00a0\u2028")
FRAGMENTS = (
    "# ·- ·+ ·1. ·2) ·> ·---·===·```·~~~·    ·\n·\n\n·<b>·</p>·<!--·<?·<http://a.b>·&amp;·&#35;"
    "·![·](u)·[x]: y·**·__·*·_·a·word· ·|·|---|·:-·\\·`·~~·#·\t"
)
PIECES = st.lists(
    st.sampled_from(FRAGMENTS.split("·")),
    max_size=12,
).map("".join)
HOSTILE = st.one_of(st.text(), MARKUP, PIECES)

PLAIN_TOKENS = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def shown(markdown: str) -> str:
    """What a reader of the rendered page sees, white space as one space."""
    parser = _Text()
    parser.feed(RENDERER.render(markdown))
    parser.close()
    return " ".join("".join(parser.parts).split())


def typed(text: str) -> str:
    return " ".join(visible(text).split())


def kinds(markdown: str) -> set[str]:
    tokens = RENDERER.parse(markdown)
    return {token.type for block in tokens for token in (block, *(block.children or ()))}


ANCHOR = re.compile(r'<a id="(passage|judgement)-\d+">')


def kinds_but_for_anchors(report: str) -> set[str]:
    """The kinds of tokens of a report; there is one anchor for each target of citations."""
    parsed: dict[str, dict[str, object]] = {}
    blocks = RENDERER.parse(report, parsed)
    tokens = [token for block in blocks for token in (block, *(block.children or ()))]
    written = [token.content for token in tokens if token.type == "html_inline"]
    anchors = list(filter(ANCHOR.fullmatch, written))
    passages = [anchor for anchor in anchors if "passage" in anchor]
    assert len({*anchors}) == len(anchors)
    assert len(passages) == len(parsed["references"])
    assert written == [part for anchor in anchors for part in (anchor, "</a>")]
    return {token.type for token in tokens} - {"html_inline"}


@given(HOSTILE)
def test_escaped_text_shows_literally(text: str) -> None:
    assert shown(escape(text)) == typed(text)
    assert kinds(escape(text)) <= PLAIN_TOKENS


@given(HOSTILE)
def test_text_shows_literally_in_a_heading(text: str) -> None:
    assert shown(f"### {inline(text)}") == typed(text)
    assert kinds(f"### {inline(text)}") <= {"heading_open", "heading_close", "inline", "text"}


@given(HOSTILE)
def test_text_shows_literally_in_a_quote_with_a_citation(text: str) -> None:
    assert shown(quote(f"{escape(text)} [1]")) == f"{typed(text)} [1]".strip()


@given(HOSTILE)
def test_text_shows_literally_in_emphasis(text: str) -> None:
    if typed(text):
        assert shown(f"- **{inline(text)}**\n\n*{inline(text)}*") == f"{typed(text)} {typed(text)}"


@given(HOSTILE)
def test_text_shows_literally_in_a_list(text: str) -> None:
    assert shown(item(f"**x**  \n{inline(text)}\n\n{lines(text)}")) == " ".join(
        f"x {typed(text)} {typed(text)}".split()
    )


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=3))
def test_text_shows_literally_in_a_table(rows: list[tuple[str, str]]) -> None:
    markdown = table([("A", "B"), *[(inline(a), inline(b)) for a, b in rows]], right=[1])
    cells = [
        token.children
        for token in RENDERER.parse(markdown)
        if token.type == "inline" and token.level == 4
    ]
    found = ["".join(child.content for child in children or ()) for children in cells]
    assert [" ".join(cell.split()) for cell in found] == [
        "A",
        "B",
        *(typed(cell) for row in rows for cell in row),
    ]


@given(HOSTILE)
def test_lines_of_a_note_stay_lines(text: str) -> None:
    (*tokens,) = RENDERER.parse(lines(text))
    found = [
        "".join("\n" if child.type == "hardbreak" else child.content for child in token.children)
        for token in tokens
        if token.type == "inline" and token.children
    ]
    wanted = [line.strip() for line in visible(text).split("\n") if line.strip()]
    assert "\n".join(found).split("\n") == (wanted or [""])


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("It cost $5 (about 3%) - or snake_case, R&D, a < b!", None),
        ("“Quote,” he said; see #3 and C#.", None),
        ("1.5 million - at 10:30", None),
        ("-5 degrees, +7 tomorrow", None),
        ("# Heading", "\\# Heading"),
        ("C #", "C \\#"),
        ("1. list", "1\\. list"),
        ("12) list", "12\\) list"),
        ("- list", "\\- list"),
        ("a\n===", "a\n\\==="),
        ("a\n---", "a\n\\---"),
        ("a\n:-", "a\n\\:-"),
        ("a  \nb \n\n c ", "a\nb\n\nc"),
        ("> quote", "\\> quote"),
        ("<script>x</script>", "\\<script>x\\</script>"),
        ("![a](b)", "!\\[a](b)"),
        ("a | b", "a \\| b"),
        ("&lt;", "\\&lt;"),
        ("_a_", "\\_a\\_"),
        ("\\", "\\\\"),
        ("    code", "code"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
        ("\x1b[2J", "␛\\[2J"),
        ("a\u202eb\u200bc\ufeff", "a�b·c·"),
    ],
)
def test_only_what_could_be_markup_is_escaped(text: str, markdown: str | None) -> None:
    wanted = text.replace("<", "\\<") if markdown is None else markdown
    assert escape(text) == wanted


@given(HOSTILE)
def test_no_unseen_character_is_left(text: str) -> None:
    left = set(visible(text)) - {"\n", "\t"}
    assert not left & set("\x00\x07\x0b\x1b\x7f\x85\x9b\u200b\u200e\u202e\u2066\ufeff\u2028\r")
    visible(text).encode()


def hostile_report(text: str, format: str = "markdown", note: str = "word") -> str:
    """A report that has a text wherever the user or the article can put one, but in notes."""
    said = {"note": note, "reason": text, "links": (Link("other#second", "disputes", text),)}
    annotation = mark("first", HARBOUR, "Monday", text, "claim", source="s", credibility=3, **said)
    data = DocumentData(title=text, author=text, publisher=text, date=text, url=text, note=note)
    made = exported(
        HARBOUR,
        [annotation, mark("second", HARBOUR, "first ship", note=note)],
        sources=[Source("s", text, text, "B", text, text, text)],
        known=data,
        codebook=Codebook((Tag(text, description=text),)),
        path=text,
    )
    judged = Judgement("J", text, text, text, (text, "first"))
    made = replace(made, notes=replace(made.notes, judgements=(judged,)))
    return export(format, [made, replace(made, path="other")], []).decode()


@pytest.mark.parametrize("format", ["markdown", "report"])
@settings(deadline=None)
@given(HOSTILE.filter(lambda text: typed(text) and "/" not in text))
def test_no_text_changes_the_structure_of_a_report(format: str, text: str) -> None:
    def outline(report: str) -> list[str]:
        structure = ("heading_open", "td_open", "bullet_list_open", "blockquote_open", "em_open")
        return [token.tag for token in RENDERER.parse(report) if token.type in structure]

    report = hostile_report(text, format)
    assert outline(report) == outline(hostile_report("word", format))
    unwanted = {"html_block", "html_inline", "image", "code_block", "fence", "hr", "code_inline"}
    assert not kinds_but_for_anchors(report) & unwanted
    assert not kinds_but_for_anchors(report) & {"ordered_list_open", "s_open"}


@pytest.mark.parametrize("format", ["markdown", "report"])
@settings(deadline=None)
@given(HOSTILE)
@example("#\n```#")
def test_no_note_leaves_its_place_in_a_report(format: str, note: str) -> None:
    def headings(report: str) -> list[str]:
        tokens = RENDERER.parse(report)
        return [
            inside.content
            for token, inside in pairwise(tokens)
            if token.type == "heading_open" or token.tag == "table"
        ]

    report = hostile_report("word", format, note)
    assert headings(report) == headings(hostile_report("word", format))
    assert not kinds_but_for_anchors(report) & {"html_block", "html_inline", "image", "s_open"}


@pytest.mark.parametrize("format", ["markdown", "report"])
def test_each_citation_links_to_the_anchor_of_its_passage(format: str) -> None:
    page = RENDERER.render(export(format, dossier()).decode())
    body = page.partition("<h3>Files and offsets</h3>")[0]
    links = re.findall(r'<a href="#passage-(\d+)">(\d+)</a>', body)
    assert all(target == number for target, number in links)
    assert {number for number, _ in links} == {*map(str, range(1, 27))}
    assert {*re.findall(r'<a id="passage-(\d+)">', body)} == {number for number, _ in links}
    assert not re.search(r"\[\d+\]", body)


@given(HOSTILE)
@example("- - - #")
def test_a_note_written_anew_has_the_same_blocks(note: str) -> None:
    def words(blocks: Sequence[NoteBlock]) -> str:
        return "".join(shown(note_markdown(blocks)).split())

    blocks = parse(note)
    assert words(parse(note_markdown(blocks))) == words(blocks)


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("One *word*, **two** and `code`.", None),
        ("first\nsecond", "first  \nsecond"),
        ("- a\n- b\n  - c", "- a\n- b\n\n  - c"),
        ("3. x\n4. y", None),
        ("> said\n> so", "> said  \n> so"),
        ("# Head", "**Head**"),
        (
            "a <b>x</b> & ![p](https://e.org/x.png)",
            "a \\<b>x\\</b> & \\![p](<https://e.org/x.png>)",
        ),
        ("[x](https://e.org) [y](javascript:z)", "[x](<https://e.org>) \\[y](javascript:z)"),
        ("[x](data:text/html,y) <ftp://a.b>", "\\[x](data:text/html,y) \\<ftp://a.b>"),
        ("    four spaces\n    stay text", "four spaces  \nstay text"),
        ("title\n---", "title\n\n\\* \\* \\*"),
        ("[a]: https://e.org", "\\[a]: https://e.org"),
    ],
)
def test_the_markdown_of_a_note(note: str, written: str | None) -> None:
    assert note_markdown(parse(note)) == (note if written is None else written)


def test_a_very_long_note_is_plain_paragraphs() -> None:
    (block,) = parse("*" * 60_000)
    assert block == NoteParagraph((Run("*" * 60_000),))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a_b?c=d&e=*f*", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("https://a.b/> <script>", False),
        ("https://a.b c", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    made = exported(HARBOUR, [], known=DocumentData(url=url, author="Jo"))
    report = export("markdown", [made]).decode()
    assert ("link_open" in kinds(report)) == linked
    assert typed(url) in shown(report)
    assert "html_inline" not in kinds(report)
