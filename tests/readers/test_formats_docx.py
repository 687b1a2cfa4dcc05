"""DOCX: cells in content controls, hidden text, comments, and what is left out."""

from __future__ import annotations

import pytest

from tests.readers.archives import changed
from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MAIN = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def document(body: str, **entries: bytes) -> Document:
    main = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    data = changed("harbour.docx", {_MAIN: main.encode(), **entries})
    return read_bytes(data, stem="s", suffix=".docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str) -> str:
    return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"


@pytest.mark.parametrize("around", ["sdt", "customXml", "ins"])
def test_cells_inside_other_elements_are_cells(around: str) -> None:
    inner = f"<w:sdtContent>{cell('B')}</w:sdtContent>" if around == "sdt" else cell("B")
    row = f"<w:tr>{cell('A')}<w:{around}>{inner}</w:{around}>{cell('C')}</w:tr>"
    assert document(f"<w:tbl>{row}</w:tbl>").text == "A | B | C"


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ("<w:vanish/>", "It [hidden: never] rained"),
        ('<w:vanish w:val="0"/>', "It never rained"),
        ("<w:b/>", "It never rained"),
    ],
)
def test_hidden_text_is_marked(properties: str, text: str) -> None:
    found = document(f"<w:p>{run('It ')}{run('never', properties)}{run(' rained')}</w:p>")
    assert found.text == text
    assert bool(found.remarks) is ("hidden" in text)


_PICTURE = '<w:drawing><a:blip xmlns:a="urn:a"/></w:drawing>'
_RUBY = "<w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize(
    ("inner", "text", "says"),
    [
        (_PICTURE, "It rained", "1 picture is left out"),
        (f"{_PICTURE}<w:pict><w:imagedata/></w:pict>", "It rained", "2 pictures are left out"),
        ("<w:object><w:imagedata/></w:object>", "It rained", "1 embedded object"),
        ('<w:drawing><c:chart xmlns:c="urn:c"/></w:drawing>', "It rained", "1 embedded object"),
        (_RUBY.format("<w:r><w:t>, yes</w:t></w:r>"), "It rained, yes", "1 word (ruby)"),
        ('<w:sym w:font="Wingdings" w:char="F001"/>', "It rained\ufffd", "1 sign"),
    ],
)
def test_what_is_left_out_is_said(inner: str, text: str, says: str) -> None:
    found = document(f"<w:p>{run('It rained')}<w:r>{inner}</w:r></w:p>")
    assert found.text == text
    assert says in "".join(found.remarks)


def test_pictures_without_a_word_are_refused_with_what_to_do() -> None:
    with pytest.raises(ReaderError, match="OCR"):
        document(f"<w:p><w:r>{_PICTURE}</w:r></w:p>")


_BOX = (
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar>'
)
_CHOICES = (
    '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="rain"/><w:listEntry w:val="snow"/></w:ddList></w:ffData></w:fldChar>'
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('<w:sym w:font="Symbol" w:char="F061"/>', "α"),
        ('<w:sym w:font="Wingdings" w:char="FC"/>', "✓"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0e0</w:t>', "→"),
        ("<w:t>\uf0e0</w:t>", "\uf0e0"),
        (_BOX.format('<w:checked w:val="1"/>'), "☑"),
        (_BOX.format('<w:default w:val="0"/>'), "☐"),
        (_CHOICES, "snow"),
        ('<w:pict><v:textpath xmlns:v="urn:v" string="It rained"/></w:pict>', "It rained"),
        (
            "<m:oMath><m:f><m:num><m:t>a</m:t></m:num><m:den><m:t>b</m:t></m:den></m:f></m:oMath>",
            "a/b",
        ),
    ],
)
def test_what_is_shown_without_being_text_is_text(inner: str, text: str) -> None:
    inner = inner.replace("<m:oMath>", '<m:oMath xmlns:m="urn:m">')
    assert document(f"<w:p><w:r>{inner}</w:r></w:p>").text == text


def test_all_bodies_of_a_file_are_read() -> None:
    found = document(f"<w:p>{run('One')}</w:p></w:body><w:body><w:p>{run('Two')}</w:p>")
    assert found.text == "One\n\nTwo"


_LEVEL = (
    '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
)


def numbering(*levels: tuple[int, str, str], more: str = "") -> dict[str, bytes]:
    """The entries that define list 1, and list 2 of the same definition with `more` in it."""
    inner = "".join(_LEVEL.format(at, *level) for at, level in enumerate(levels))
    tree = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{more}</w:num></w:numbering>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_KIND.replace("comments", "numbering")}" '
        'Target="numbering.xml"/></Relationships>'
    )
    return {_RELATIONS: relations.encode(), "word/numbering.xml": tree.encode()}


def item(level: int, text: str = "x", *, number: int = 1, more: str = "") -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{more}{numbered}</w:pPr>{run(text)}</w:p>"


@pytest.mark.parametrize(
    ("levels", "items", "markers"),
    [
        ([(1, "decimal", "%1)")], [0, 0], ["1)", "2)"]),
        ([(3, "lowerLetter", "(%1)")], [0, 0], ["(c)", "(d)"]),
        ([(1, "upperRoman", "%1."), (1, "lowerRoman", "%2.")], [0, 1, 1, 0, 1], "I. i. ii. II. i."),
        ([(1, "decimal", "%1."), (1, "decimal", "%1.%2")], [0, 1, 1], "1. 1.1 1.2"),
        ([(1, "decimal", "%1."), (1, "decimal", "%1.%2")], [1], "1.1"),
        ([(27, "lowerLetter", "%1")], [0], "aa"),
        ([(9, "decimalZero", "%1")], [0, 0], "09 10"),
        ([(1, "bullet", "\uf0b7")], [0], "•"),
    ],
)
def test_items_of_lists_are_numbered_as_the_page_shows_them(
    levels: list[tuple[int, str, str]], items: list[int], markers: str | list[str]
) -> None:
    found = document("".join(map(item, items)), **numbering(*levels))
    wanted = markers.split() if isinstance(markers, str) else markers
    assert [block.marker for block in found.blocks] == wanted


@pytest.mark.parametrize(
    ("more", "markers"),
    [
        ("", ["1.", "2.", "3."]),
        (
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
            ["1.", "1.", "2."],
        ),
    ],
)
def test_lists_of_one_definition_count_on_unless_one_begins_anew(
    more: str, markers: list[str]
) -> None:
    body = item(0) + item(0, number=2) + item(0, number=2)
    found = document(body, **numbering((1, "decimal", "%1."), more=more))
    assert [block.marker for block in found.blocks] == markers


def test_the_number_of_a_heading_is_part_of_it() -> None:
    outline = '<w:outlineLvl w:val="0"/>'
    found = document(
        item(0, "The harbour", more=outline) + f"<w:p>{run('It rained.')}</w:p>",
        **numbering((1, "upperLetter", "Annex %1")),
    )
    assert found.text == "Annex A The harbour\n\nIt rained."
    assert found.blocks[0].kind == "heading"


def test_items_of_lists_in_cells_keep_their_numbers() -> None:
    row = f"<w:tr><w:tc>{item(0, 'A')}{item(0, 'B')}</w:tc>{cell('C')}</w:tr>"
    found = document(f"<w:tbl>{row}</w:tbl>", **numbering((1, "decimal", "%1.")))
    assert found.text == "1. A 2. B | C"


def test_rows_of_a_table_in_a_cell_are_lines_of_their_own() -> None:
    inner = "".join(f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in ("AB", "CD"))
    outer = f"<w:tc><w:p>{run('Before')}</w:p><w:tbl>{inner}</w:tbl></w:tc>"
    found = document(f"<w:tbl><w:tr>{outer}{cell('E')}</w:tr></w:tbl>")
    assert found.text == "Before\nA | B\nC | D | E"


@pytest.mark.parametrize(
    ("properties", "in_paragraph", "text"),
    [
        ('<w:rStyle w:val="H"/>', "", "[hidden: never]"),
        ('<w:rStyle w:val="B"/>', "", "[hidden: never]"),
        ('<w:rStyle w:val="H"/><w:vanish w:val="0"/>', "", "never"),
        ("", '<w:pStyle w:val="H"/>', "[hidden: never]"),
        ('<w:rStyle w:val="S"/>', '<w:pStyle w:val="H"/>', "never"),
        ("", "", "never"),
    ],
)
def test_text_that_a_style_hides_is_marked(properties: str, in_paragraph: str, text: str) -> None:
    style = '<w:style w:styleId="{}"><w:basedOn w:val="{}"/><w:rPr>{}</w:rPr></w:style>'
    styles = "".join(
        (
            style.format("H", "", "<w:vanish/>"),
            style.format("B", "H", ""),
            style.format("S", "", '<w:vanish w:val="false"/>'),
        )
    )
    found = document(
        f"<w:p><w:pPr>{in_paragraph}</w:pPr>{run('never', properties)}</w:p>",
        **{"word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>".encode()},
    )
    assert found.text == text


def test_a_deletion_is_left_out_and_said() -> None:
    gone = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    found = document(f"<w:p>{run('It ')}{gone}{run('rained')}</w:p>")
    assert found.text == "It rained"
    assert "1 deletion" in "".join(found.remarks)


def test_a_header_is_left_out_and_said() -> None:
    header = f"<w:hdr {_W}><w:p>{run('Secret')}</w:p></w:hdr>".encode()
    found = document(f"<w:p>{run('It rained')}</w:p>", **{"word/header1.xml": header})
    assert found.text == "It rained"
    assert "header" in "".join(found.remarks)


def test_comments_are_kept_with_their_authors_and_places() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_KIND}" Target="comments.xml"/></Relationships>'
    )
    comments = (
        f'<w:comments {_W}><w:comment w:id="4" w:author="Ann" w:date="2024-05-04T10:00:00Z">'
        f"<w:p>{run('Did it?')}</w:p></w:comment></w:comments>"
    )
    found = document(
        f'<w:p>{run("It ")}<w:commentRangeStart w:id="4"/>{run("rained")}'
        f'<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
        f"{run(' all day.')}</w:p>",
        **{_RELATIONS: relations.encode(), "word/comments.xml": comments.encode()},
    )
    (comment,) = found.comments
    assert found.text == "It rained all day."
    assert (comment.author, comment.text, comment.date) == (
        "Ann",
        "Did it?",
        "2024-05-04T10:00:00Z",
    )
    assert found.text[comment.start : comment.end] == "rained"
    assert "1 comment" in "".join(found.remarks)


def test_a_transcript_has_the_times_of_its_turns() -> None:
    turns = ("[00:00:05] Ann: It rained.", "[00:00:09] Bob: Did it?")
    found = document("".join(f"<w:p>{run(text)}</w:p>" for text in turns))
    assert [time.label for time in found.times] == ["00:00:05", "00:00:09"]
    assert found.time_at(len(turns[0]) + 4) == "00:00:09"
