"""What is exported comes back without loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.export.samples import harbour, ledger
from tui.export import ExportDocument, export
from tui.importing import ImportedDocument, load
from tui.model.annotation import Annotation, DocumentData
from tui.model.codebook import Codebook

from .export_documents import codebooks, reports

QUICK = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def said(exported: ExportDocument) -> list[Annotation]:
    """The annotations as an export shows them: under the present names of their tags."""
    return [replace(a, tags=exported.tags(a)) for a in exported.notes.annotations]


def known(data: DocumentData) -> DocumentData:
    return replace(data, path="", text_sha256="")


def assert_same(carried: ImportedDocument, exported: ExportDocument) -> None:
    assert carried.name == exported.path
    assert list(carried.notes.annotations) == said(exported)
    assert {s.id: s for s in carried.notes.sources} == {s.id: s for s in exported.notes.sources}
    assert known(carried.notes.document) == known(exported.known)
    assert carried.notes.judgements == exported.notes.judgements
    assert carried.notes.extra == exported.notes.extra


@QUICK
@given(reports())
def test_a_project_comes_back_with_texts_notes_and_codebook(report: list[ExportDocument]) -> None:
    imported = load(export("qdpx", report), "p.qdpx")
    assert imported.lost == ()
    for carried, exported in zip(imported.documents, report, strict=True):
        assert carried.text == exported.document.text
        assert_same(carried, exported)
    tags = imported.codebook.tags if imported.codebook else ()
    assert tags[: len(report[0].codebook.tags)] == report[0].codebook.tags


@QUICK
@given(reports())
def test_web_annotations_come_back(report: list[ExportDocument]) -> None:
    imported = load(export("jsonld", report), "a.jsonld")
    assert imported.lost == ()
    for carried, exported in zip(imported.documents, report, strict=True):
        assert_same(carried, exported)


@QUICK
@given(codebooks())
def test_a_codebook_comes_back(book: Codebook) -> None:
    if book.tags:
        blank = replace(harbour(), codebook=book)
        bare = replace(blank, notes=replace(blank.notes, annotations=()))
        imported = load(export("qdc", [bare]), "c.qdc")
        assert imported.lost == ()
        assert imported.codebook == book


@pytest.mark.parametrize("format", ["qdpx", "jsonld"])
def test_what_came_back_is_exported_as_before(format: str) -> None:
    report = [harbour(), ledger()]
    written = export(format, report)
    imported = load(written, f"x.{format}")
    again = [
        replace(
            exported,
            notes=replace(
                carried.notes, document=exported.notes.document, sources=exported.notes.sources
            ),
            codebook=imported.codebook or exported.codebook,
            anchors={a.id: exported.anchors[a.id] for a in carried.notes.annotations},
        )
        for carried, exported in zip(imported.documents, report, strict=True)
    ]
    assert export(format, again) == written
