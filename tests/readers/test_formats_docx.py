"""DOCX: cells in content controls, hidden text, comments, and what is left out."""

from __future__ import annotations

import pytest

from tests.readers.archives import changed
from tui.model.document import Document
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
