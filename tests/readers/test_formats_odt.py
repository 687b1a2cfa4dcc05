"""OpenDocument texts: what their elements become, by examples of one thing each."""

from __future__ import annotations

import pytest

from tests.readers.archives import archive
from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
    )
)
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_STYLES = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
<style:style style:name="Heading_20_2" style:family="paragraph"/>
<style:style style:name="T1" style:family="text">
  <style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=")"/>
  <text:list-level-style-bullet text:level="2"/></text:list-style>
<text:list-style style:name="L2">
  <text:list-level-style-number text:level="1" style:num-format="I"/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
  <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="2"/>
</text:list-style>
<text:outline-style style:name="Outline">
  <text:outline-level-style text:level="1" style:num-format="1"/>
  <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
  <text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>
<style:style style:name="P2" style:family="paragraph" style:list-style-name=""/>
"""


def content(body: str) -> bytes:
    return (
        f"<office:document-content {_SPACES} {_DC}>"
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    ).encode()


def document(body: str, **entries: bytes) -> Document:
    data = archive({"content.xml": content(body), "META-INF/manifest.xml": b"<m/>", **entries})
    return read_bytes(data, stem="s", suffix=".odt")


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<text:p>It<text:s text:c="3"/>rained.</text:p>', "It rained."),
        ("<text:p>a<text:line-break/>b<text:tab/>c</text:p>", "a\nb c"),
        ("<text:p>It <text:span>ra</text:span>ined</text:p>", "It rained"),
        ("<text:section><text:p>It rained</text:p></text:section>", "It rained"),
        (
            "<text:p>It rained<draw:frame><draw:text-box><text:p>A box</text:p></draw:text-box>"
            "</draw:frame></text:p>",
            "It rained\n\nA box",
        ),
        (
            "<text:p>It rained<draw:connector><text:p>A line</text:p></draw:connector></text:p>",
            "It rained\n\nA line",
        ),
        (
            "<text:tracked-changes><text:p>x</text:p></text:tracked-changes><text:p>y</text:p>",
            "y",
        ),
    ],
)
def test_elements_become_text(body: str, text: str) -> None:
    assert document(body).text == text


def test_headings_are_told_by_their_element_and_by_their_style() -> None:
    found = document(
        '<text:h text:outline-level="3">Of the sea</text:h><text:p>It rained.</text:p>'
        '<text:p text:style-name="P1">Of the harbour</text:p><text:p>It stopped.</text:p>'
    )
    assert [(b.kind, b.level) for b in found.blocks[::2]] == [("heading", 3), ("heading", 2)]


def test_items_of_lists_are_numbered_at_each_level() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('b', '')}</text:list>"
    found = document(
        f'<text:list text:style-name="L1">{item.format("a", inner)}{item.format("c", "")}'
        "<text:list-header><text:p>d</text:p></text:list-header></text:list>"
    )
    assert [(b.kind, b.level, b.marker) for b in found.blocks] == [
        ("list", 1, "1)"),
        ("list", 2, "•"),
        ("list", 1, "2)"),
        ("paragraph", 0, ""),
    ]


_ITEM = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"


def test_items_are_numbered_in_the_format_of_their_level() -> None:
    third = f"<text:list>{_ITEM.format('d', '')}{_ITEM.format('e', '')}</text:list>"
    lists = [f"<text:list>{_ITEM.format(word, third)}</text:list>" for word in "bc"]
    found = document(
        f'<text:list text:style-name="L2">{_ITEM.format("a", "".join(lists))}</text:list>'
        f'<text:list text:style-name="L2">{_ITEM.format("f", "")}</text:list>'
        '<text:list text:style-name="L2" text:continue-numbering="true">'
        f"{_ITEM.format('g', '')}</text:list>"
    )
    markers = [block.marker for block in found.blocks]
    assert markers == ["I.", "a)", "a.1.", "a.2.", "b)", "b.1.", "b.2.", "I.", "II."]


def test_the_number_of_a_heading_is_part_of_it() -> None:
    heading = '<text:h text:outline-level="{}"{}>{}</text:h><text:p>It rained.</text:p>'
    found = document(
        '<text:p text:style-name="P1">Contents</text:p><text:p>It rained.</text:p>'
        + heading.format(1, "", "A")
        + heading.format(2, "", "B")
        + heading.format(2, ' text:is-list-header="true"', "C")
        + heading.format(2, ' text:style-name="P2"', "D")
        + heading.format(3, "", "E")
        + heading.format(1, ' text:restart-numbering="true" text:start-value="7"', "F")
    )
    assert texts(found)[::2] == ["Contents", "1 A", "1.1 B", "C", "D", "E", "7 F"]


def test_rows_of_tables_are_lines_with_bars() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    head = f"<table:table-row>{cell.format('A')}{cell.format('B')}</table:table-row>"
    rows = f"<table:table-row>{cell.format('C')}{cell.format('')}</table:table-row>"
    found = document(
        f"<table:table><table:table-header-rows>{head}</table:table-header-rows>{rows}"
        f"<table:table-row>{cell.format('alone')}</table:table-row></table:table>"
    )
    assert texts(found) == ["A | B", "C", "alone"]


def test_a_note_stands_at_the_end_under_its_number() -> None:
    found = document(
        "<text:p>It rained.<text:note><text:note-citation>7</text:note-citation><text:note-body>"
        "<text:p>In May.</text:p></text:note-body></text:note> It stopped.</text:p>"
    )
    assert texts(found) == ["It rained.[1] It stopped.", "In May."]
    assert found.blocks[-1].marker == "1."


@pytest.mark.parametrize(
    ("body", "text", "says"),
    [
        (
            '<text:p>It <text:span text:style-name="T1">never</text:span> rained</text:p>',
            "It [hidden: never] rained",
            "1 stretch of hidden text",
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>It rained</text:p>",
            "It rained",
            "1 deletion",
        ),
        ("<text:p>It rained<draw:object/></text:p>", "It rained", "1 embedded object"),
        (
            "<text:p>It rained<draw:frame><draw:image/><draw:image/></draw:frame></text:p>",
            "It rained",
            "1 picture is left out",
        ),
        (
            "<text:p>It rained<draw:frame><draw:object/><draw:image/></draw:frame></text:p>",
            "It rained",
            "1 embedded object is left out",
        ),
        ("<text:p>It rained<draw:control/></text:p>", "It rained", "1 field of a form"),
        (
            "<text:p>It <text:ruby><text:ruby-base>rained</text:ruby-base><text:ruby-text>x"
            "</text:ruby-text></text:ruby></text:p>",
            "It rained",
            "1 word (ruby)",
        ),
        (
            '<text:section text:display="none"><text:p>It rained</text:p></text:section>',
            "[hidden: It rained]",
            "1 stretch of hidden text",
        ),
    ],
)
def test_what_is_left_out_or_hidden_is_said(body: str, text: str, says: str) -> None:
    found = document(body)
    assert found.text == text
    assert says in "".join(found.remarks)


def test_comments_are_kept_with_their_authors_and_places() -> None:
    found = document(
        '<text:p>It <office:annotation office:name="1"><dc:creator>Ann</dc:creator>'
        "<dc:date>2024-05-04T10:00:00</dc:date><text:p>Did it?</text:p></office:annotation>"
        'rained<office:annotation-end office:name="1"/> all day.</text:p>'
    )
    (comment,) = found.comments
    assert found.text == "It rained all day."
    assert (comment.author, comment.text, comment.date) == ("Ann", "Did it?", "2024-05-04T10:00:00")
    assert found.text[comment.start : comment.end] == "rained"
    assert "1 comment" in "".join(found.remarks)


def test_title_author_and_date_are_known() -> None:
    meta = (
        f"<office:document-meta {_SPACES} {_DC}><office:meta><dc:title>The ferry</dc:title>"
        "<meta:initial-creator>Ann</meta:initial-creator><dc:creator>Bob</dc:creator>"
        "<meta:creation-date>2024-05-04T10:00:00</meta:creation-date>"
        "</office:meta></office:document-meta>"
    )
    found = document("<text:p>It rained.</text:p>", **{"meta.xml": meta.encode()})
    assert found.title == "The ferry"
    assert (found.data["author"], found.data["date"]) == ("Ann", "2024-05-04")


def test_one_file_of_xml_is_read_too() -> None:
    found = read_bytes(content("<text:p>It rained.</text:p>"), stem="s", suffix=".fodt")
    assert found.text == "It rained."


@pytest.mark.parametrize("content", [b"<math><msup><mi>x</mi><mn>2</mn></msup></math>", b"<m"])
def test_a_formula_is_written_in_one_line_where_it_can_be_read(content: bytes) -> None:
    found = document(
        '<text:p>If <draw:frame><draw:object xlink:href="./Object 1" xmlns:xlink="urn:x"/>'
        "<draw:image/></draw:frame> so</text:p>",
        **{"Object 1/content.xml": content},
    )
    is_sound = content.endswith(b">")
    assert found.text == ("If x^2 so" if is_sound else "If so")
    says = "1 formula is written" if is_sound else "1 embedded object is left out"
    assert says in "".join(found.remarks)


def test_pictures_without_a_word_are_refused_with_what_to_do() -> None:
    with pytest.raises(ReaderError, match="OCR"):
        document("<text:p><draw:frame><draw:image/></draw:frame></text:p>")


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"META-INF/manifest.xml": b"<m><encryption-data/></m>"}, "encrypted"),
        ({"content.xml": b"<a/>"}, "without a text"),
        ({"content.xml": b"<a"}, "no sound XML"),
    ],
)
def test_what_cannot_be_read_is_refused(entries: dict[str, bytes], says: str) -> None:
    data = archive({"content.xml": content(""), "META-INF/manifest.xml": b"<m/>", **entries})
    with pytest.raises(ReaderError, match=says):
        read_bytes(data, stem="s", suffix=".odt")
