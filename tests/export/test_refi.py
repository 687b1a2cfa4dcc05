"""REFI-QDA: valid against the published schemas, and true to the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from tests.importing.export_documents import reports
from tui.export import ExportDocument, ReportDetails, export
from tui.export.zip_archive import unzipped
from tui.importing.qdpx import read
from tui.model.annotation import Notes, Source
from tui.model.codebook import Codebook, Tag
from tui.model.dossier import Hypothesis

from .samples import HARBOUR, exported, harbour, ledger, mark

PROJECT = "{urn:QDA-XML:project:1.0}"
Check = Callable[[bytes], None]


def project(*report: ExportDocument) -> bytes:
    return unzipped(export("qdpx", report))["project.qde"]


def selections(xml: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(xml).iter(f"{PROJECT}PlainTextSelection"))


@pytest.fixture(scope="module")
def schemas(corpora: Path) -> dict[str, Check]:
    """Checks of a document against each schema; skipped where these are absent."""
    from lxml import etree

    folder = corpora / "refi-qda"
    if not folder.is_dir():
        pytest.skip(f"no schemas of REFI-QDA in {folder}")

    def check(name: str) -> Check:
        schema = etree.XMLSchema(etree.parse(str(folder / name)))
        return lambda data: schema.assertValid(etree.fromstring(data))

    return {"qdpx": check("Project.xsd"), "qdc": check("Codebook.xsd")}


CASES = {
    "one": [harbour()],
    "two": [harbour(), ledger()],
    "twice the same": [harbour(), harbour()],
    "no tags": [exported(HARBOUR, [], codebook=Codebook())],
    "nothing": [],
}


@pytest.mark.parametrize("case", CASES)
def test_projects_are_valid(schemas: dict[str, Check], case: str) -> None:
    schemas["qdpx"](project(*CASES[case]))


def test_hypotheses_and_a_note_on_all_articles_leave_a_project_valid(
    schemas: dict[str, Check],
) -> None:
    supposed = replace(harbour(), hypotheses=(Hypothesis("h", "They\x1b paid.", {"A1": "++"}),))
    for documents in ([supposed, ledger()], [replace(supposed, notes=Notes(), anchors={})], []):
        details = ReportDetails(note="What <b>all</b> have\x00 in common.")
        written = export("qdpx", documents, (), details)
        schemas["qdpx"](unzipped(written)["project.qde"])
    found = read(export("qdpx", [supposed, ledger()], (), details), "notes.qdpx")
    assert any("very consistent" in str(document) for document in found.documents)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(report=reports())
def test_every_report_is_valid(schemas: dict[str, Check], report: list[ExportDocument]) -> None:
    schemas["qdpx"](project(*report))
    if report[0].codebook.tags:
        schemas["qdc"](export("qdc", report))


def test_selections_are_code_points_of_the_text_inside() -> None:
    text = "Café 🏳️‍🌈 ab\n\n“done”\n"
    members = unzipped(export("qdpx", [exported(text, [mark("A", text, "“done”", "x")])]))
    (selection,) = selections(members["project.qde"])
    (name,) = [name for name in members if name.startswith("sources/")]
    inside = members[name].decode()
    assert inside == text
    start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    assert inside[start:end] == "“done”"


def test_what_has_no_sure_place_is_no_selection() -> None:
    found = {selection.get("name") for selection in selections(project(harbour()))}
    assert "on Sunday" not in found
    assert "The port of Veld" not in found
    assert len(found) == 5
    notes = ElementTree.fromstring(project(harbour())).findall(f"{PROJECT}Notes/{PROJECT}Note")
    assert [note.get("name") for note in notes] == ["The port of Veld", "on Sunday"]


def test_every_reference_leads_somewhere_and_every_guid_is_given_once() -> None:
    root = ElementTree.fromstring(project(harbour(), harbour(), ledger()))
    given_ = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(given_) == len(set(given_))
    targets = [element.get("targetGUID") for element in root.iter() if element.get("targetGUID")]
    targets += [
        element.get("creatingUser") for element in root.iter() if element.get("creatingUser")
    ]
    assert targets
    assert set(targets) <= set(given_)


def test_a_leaf_that_two_groups_have_is_written_with_its_path() -> None:
    book = Codebook((Tag("basis/background"), Tag("use/background"), Tag("use/key")))
    root = ElementTree.fromstring(export("qdc", [exported(HARBOUR, [], codebook=book)]))
    names = [code.get("name") for code in root.iter("{urn:QDA-XML:codebook:1.0}Code")]
    assert names == ["basis", "basis/background", "use", "use/background", "key"]


def test_a_narrowed_codebook_holds_what_is_used() -> None:
    root = ElementTree.fromstring(export("qdc", [harbour()], ["use"]))
    names = [code.get("name") for code in root.iter("{urn:QDA-XML:codebook:1.0}Code")]
    assert "denial" not in names
    assert "key" in names


def test_documents_bear_the_names_of_their_files_without_folders_and_each_its_own() -> None:
    paths = ["/home/desk/2014/port.txt", "older/port.txt", "port", "port", "ferry.md"]
    xml = project(*(replace(harbour(), path=path) for path in paths))
    names = [
        source.get("name") for source in ElementTree.fromstring(xml).iter(f"{PROJECT}TextSource")
    ]
    assert names == ["port.txt", "port (2).txt", "port", "port (2)", "ferry.md"]


def test_two_speakers_of_one_name_are_two_cases_of_two_names() -> None:
    speakers = [Source("a", "Ana"), Source("b", "Ana", role="mayor"), Source("c", "ana")]
    marks = [mark(s.id, HARBOUR, "Monday", source=s.id) for s in speakers]
    root = ElementTree.fromstring(project(exported(HARBOUR, marks, sources=speakers)))
    names = [case.get("name") for case in root.iter(f"{PROJECT}Case")]
    assert names == ["Ana", "Ana (mayor)", "ana (2)"]
