"""RTF: what its control words make of a text, by examples of one thing each."""

from __future__ import annotations

import pytest

from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes


def document(body: str, fonts: str = "") -> Document:
    table = f"{{\\fonttbl{fonts}}}" if fonts else ""
    return read_bytes(f"{{\\rtf1\\ansi{table}\n{body}}}".encode("latin-1"), stem="s", suffix=".rtf")


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"It rained.\par", "It rained."),
        (r"caf\'e9", "café"),
        (r"\u8220?Not today\u8221?", "“Not today”"),
        (r"\uc2\u233ab!", "é!"),
        (r"\uc0\u233!", "é!"),
        (r"{\uc2\u233\'61\'62}ab", "éab"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\{b\}\\c", r"a{b}\c"),
        (r"one\~two\_three\-four", "one\u00a0two\u2011threefour"),
        (r"\ldblquote It rained\rdblquote\emdash yes", "“It rained”—yes"),
        ("It \r\nrained", "It rained"),
        (r"a\line b", "a\nb"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}}", "a link"),
        (r"{\pict\wmetafile8 010009}It rained", "It rained"),
        (r"{\*\unknown It snowed}It rained", "It rained"),
        (r"{\b It \*\cs7 rained}", "It rained"),
        (r"{\upr{It r}{\*\ud{It rained}}}", "It rained"),
        (r"{\object\objemb{\*\objdata 01}{\result It rained}}", "It rained"),
        (
            r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt A box\par}}}It rained",
            "It rained\n\nA box",
        ),
        (r"a\bin3 }}}b", "ab"),
        (r"{\xe\v hidden entry}It rained", "It rained"),
        (r"{\v{\tc hidden entry}}It rained", "It rained"),
        (r"{\tc\tcl1 It }{\xe rained{\txe other}}", "It rained"),
    ],
)
def test_control_words_become_text(body: str, text: str) -> None:
    assert document(body).text == text


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        (204, r"\'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (128, r"\'93\'fa\'96\'7b", "日本"),
        (134, r"\'d6\'d0\'b9\'fa", "中国"),
        (238, r"\'e8esk\'fd", "český"),
        (161, r"\'ca\'e1\'eb", "Καλ"),
        (177, r"\'f9\'ec\'e5\'ed", "שלום"),
        (222, r"\'e0", "เ"),
        (2, r"\'61\'b7", "α•"),
    ],
)
def test_the_font_tells_the_encoding(charset: int, data: str, text: str) -> None:
    fonts = f"{{\\f0\\fnil\\fcharset0 A;}}{{\\f1\\fnil\\fcharset{charset} B{{\\*\\falt C}};}}"
    assert document(f"\\f0 x {{\\f1 {data}}}", fonts).text == f"x {text}"


@pytest.mark.parametrize(
    ("name", "text"),
    [("Symbol", "α•"), ("Wingdings", "\ufffd\ufffd"), ("Zapf Dingbats", "❁❷"), ("Mine", "α•")],
)
def test_a_font_of_symbols_has_signs_of_its_own(name: str, text: str) -> None:
    fonts = f"{{\\f1\\fcharset2{{\\*\\panose 05}} {name}{{\\*\\falt Other}};}}"
    found = document(r"{\f1 \'61\'b7}", fonts)
    assert found.text == text
    assert bool(found.remarks) is ("\ufffd" in text)


def test_a_character_set_that_is_not_known_is_that_of_the_file() -> None:
    fonts = r"{\f1\fcharset256 Times;}"
    assert document(r"\mac\ansicpg10000 {\f1 caf\'8e}", fonts).text == "café"


def test_items_of_lists_in_cells_keep_their_numbers() -> None:
    found = document(r"\trowd\intbl{\listtext 6.\tab}\ls1 A\cell\pard\intbl B\cell\row")
    assert found.text == "6. A | B"


def test_pictures_without_a_word_are_refused_with_what_to_do() -> None:
    with pytest.raises(ReaderError, match="OCR"):
        document(r"{\pict\wmetafile8 0100}")


@pytest.mark.parametrize(
    ("page", "data", "text"), [(1251, r"\'c4\'e0", "Да"), (65001, r"\'c3\'a9", "é"), (99, "x", "x")]
)
def test_the_code_page_of_the_file_counts_where_no_font_tells(
    page: int, data: str, text: str
) -> None:
    assert document(f"\\ansicpg{page} {data}").text == text


def test_headings_are_told_by_the_names_of_styles_and_by_outline_levels() -> None:
    sheet = r"{\stylesheet{\s0 Normal;}{\s3\sbasedon0 heading 2;}{\s4\sbasedon3 Mine;}}"
    found = document(
        sheet + r"\pard\s4 Of the harbour\par\pard\outlinelevel0 Of the sea\par\pard It rained.\par"
    )
    assert [(b.kind, b.level) for b in found.blocks[:2]] == [("heading", 2), ("heading", 1)]
    assert found.blocks[2].kind == "paragraph"


def test_items_of_lists_keep_their_numbers() -> None:
    found = document(
        r"\pard{\listtext 1.\tab}\ilvl0\ls1 One\par{\listtext\'b7\tab}\ilvl1 Two\par"
        r"\pard Three.\par"
    )
    assert [(b.kind, b.level, b.marker) for b in found.blocks] == [
        ("list", 1, "1."),
        ("list", 2, "•"),
        ("paragraph", 0, ""),
    ]
    assert texts(found) == ["One", "Two", "Three."]


def test_rows_of_tables_are_lines_with_bars() -> None:
    found = document(
        r"\trowd\intbl A\cell B\par C\cell\row\trowd\intbl D\cell\cell\row\pard After.\par"
    )
    assert texts(found) == ["A | B C", "D", "After."]


def test_rows_of_a_table_in_a_cell_are_lines_with_bars_too() -> None:
    nested = r"\pard\intbl\itap2 A\par B\nestcell C\nestcell{\*\nesttableprops\trowd\nestrow}"
    found = document(
        rf"\trowd\intbl Before\par{nested}{{\nonesttables\par}}\pard\intbl\itap1 after\cell"
        r"\pard\intbl D\cell\row\pard End.\par"
    )
    assert texts(found) == ["Before\nA B | C\nafter | D", "End."]


def test_a_footnote_stands_at_the_end_under_its_number() -> None:
    found = document(r"It rained.{\footnote\pard\chftn  In May.} It stopped.\par")
    assert texts(found) == ["It rained.[1] It stopped.", "In May."]
    assert found.blocks[-1].marker == "1."


@pytest.mark.parametrize(
    ("body", "text", "says"),
    [
        (r"It {\deleted never }rained", "It rained", "1 deletion"),
        (r"It {\v never }rained", "It [hidden: never] rained", "1 stretch of hidden text"),
        (r"{\header Secret}It rained", "It rained", "header"),
        (r"{\*\mmath{\mr x}}It rained", "It rained", "1 formula"),
        (r"{\*\shppict{\pict 00}}{\nonshppict{\pict 00}}It rained", "It rained", "1 picture is"),
        (
            r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 00}}}}}It rained",
            "It rained",
            "1 picture is",
        ),
        (
            r"{\object\objemb{\*\objdata 01}{\result{\pict 00}}}It rained",
            "It rained",
            "1 embedded object is",
        ),
    ],
)
def test_what_is_left_out_or_hidden_is_said(body: str, text: str, says: str) -> None:
    found = document(body)
    assert found.text == text
    assert says in "".join(found.remarks)


def test_comments_are_kept_with_their_authors_and_places() -> None:
    found = document(
        r"It {\*\atrfstart 7}rained{\*\atrfend 7}{\*\atnauthor Ann}\chatn{\*\annotation"
        r"{\*\atnref 7}\pard Did it?} all day."
    )
    (comment,) = found.comments
    assert found.text == "It rained all day."
    assert (comment.author, comment.text) == ("Ann", "Did it?")
    assert found.text[comment.start : comment.end] == "rained"
    assert "1 comment" in "".join(found.remarks)


def test_title_author_and_date_are_known() -> None:
    found = document(r"{\info{\title The ferry}{\author Ann}{\creatim\yr2024\mo5\dy4}}It rained.")
    assert (found.title, found.data["author"], found.data["date"]) == (
        "The ferry",
        "Ann",
        "2024-05-04",
    )


@pytest.mark.parametrize(
    "data",
    [b"{\\rtf1", b"{\\rtf1 " + b"{" * 50_000, b"{\\rtf1 }}}} It rained", b"{\\rtf1 \\u\\'\\'zz\\"],
)
def test_damaged_files_are_read_as_far_as_they_go(data: bytes) -> None:
    read_bytes(data, stem="s", suffix=".rtf")


def test_rtf_is_known_by_its_content_and_text_of_its_name_is_refused() -> None:
    data = b"{\\rtf1 It rained.}"
    assert read_bytes(data, stem="s", suffix=".txt").text == "It rained."
    with pytest.raises(ReaderError, match="no RTF"):
        read_bytes(b"It rained.", stem="s", suffix=".rtf")
