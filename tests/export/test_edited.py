"""Passages whose words were edited: every export for people and for programs says so."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace

import pytest

from tui.export import ExportDocument, export
from tui.export.citations import cite
from tui.export.zip_archive import unzipped
from tui.importing import load
from tui.model.anchoring.anchors import Anchor, Selector
from tui.model.annotation import Judgement

from .samples import HARBOUR, exported, mark

NOW = "a clerk put the sum at 2 million"
FORMER = 'a clerk put the sum at <b>3</b> & "more"\x1b[31m'
SHOWN = 'a clerk put the sum at <b>3</b> & "more"␛[31m'


def edited() -> ExportDocument:
    """An article with an edited passage, the same passage annotated as it is, and a judgement."""
    one = mark("A", HARBOUR, NOW, "claim/figure", credibility=4)
    former = Selector(one.start, one.start + len(FORMER), FORMER, one.prefix, one.suffix)
    two = mark("B", HARBOUR, NOW, "use/key")
    made = exported(
        HARBOUR,
        [replace(one, former=former), two],
        anchors={"A": Anchor(one.start, one.end, "anchored", edited=True)},
    )
    judged = Judgement("J", "The sum is not known.", "likely", "low", ("A",))
    return replace(made, notes=replace(made.notes, judgements=(judged,)))


def words(format: str) -> str:
    """The words that a reader of an export sees."""
    written = export(format, [edited()])
    if format.endswith("docx"):
        written = unzipped(written)["word/document.xml"]
    text = written.decode("utf-8")
    if format.endswith(("docx", "html")):
        text = html.unescape(re.sub("<[^>]*>", " ", text))
    return re.sub(r"\\(?=[^\w\s])", "", text)


REPORTS = ["report", "report-html", "report-docx"]


@pytest.mark.parametrize("format", ["markdown", "html", "docx", *REPORTS])
def test_reports_name_the_former_words(format: str) -> None:
    text = words(format)
    assert f"formerly: “{SHOWN}”" in text
    assert text.count("(edited)") == 1
    assert "edited: the words have changed since they were annotated" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("format", REPORTS)
def test_a_judgement_on_edited_words_is_flagged(format: str) -> None:
    text = " ".join(words(format).split())
    assert re.search(r"rests on \[1\] ?, which was edited", text)


def test_the_same_span_on_other_words_is_another_passage() -> None:
    cited = cite([edited()])
    assert [(c.number, c.mark, c.former) for c in cited.values()] == [
        (1, "edited", FORMER),
        (2, "", ""),
    ]


def test_data_has_the_former_words() -> None:
    first, second = json.loads(export("json", [edited()]))["documents"][0]["annotations"]
    assert (first["state"], first["edited"], first["quote"]) == ("anchored", True, NOW)
    assert first["former_quote"] == FORMER
    assert (second["edited"], second["former_quote"]) == (False, None)
    text = export("csv", [edited()]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["former_quote"] for row in rows] == [SHOWN, ""]
    assert rows[0]["quote"] == NOW


@pytest.mark.parametrize("format", ["qdpx", "jsonld"])
def test_the_former_words_come_back(format: str) -> None:
    (document,) = load(export(format, [edited()]), f"x.{format}").documents
    assert document.notes.annotations == edited().notes.annotations


def test_programs_without_a_field_for_them_show_the_former_words() -> None:
    project = unzipped(export("qdpx", [edited()]))["project.qde"].decode("utf-8")
    assert "formerly: “a clerk put the sum at &lt;b&gt;3" in project
