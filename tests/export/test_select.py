"""Narrowing to tags, the table of formats, and what is known about a document."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from tui.export import EXPORTERS, export, select
from tui.model.annotation import DocumentData
from tui.model.errors import ReaderError

from .samples import HARBOUR, exported, harbour, mark


@pytest.mark.parametrize(
    ("tags", "ids"),
    [
        ([], ["A8", "A5", "A7", "A1", "A3", "A2", "A6", "A4"]),
        (["claim"], ["A8", "A7", "A1", "A3", "A2"]),
        (["claim/figure"], ["A2"]),
        (["claim/number"], ["A2"]),
        (["claim/denial", "use"], ["A1", "A3", "A6"]),
        (["clai"], []),
        (["claim/"], []),
    ],
)
def test_a_tag_takes_its_children_and_follows_renames(tags: list[str], ids: list[str]) -> None:
    (narrowed,) = select([harbour()], tags)
    assert [annotation.id for annotation in narrowed.notes.annotations] == ids


def test_sources_that_are_not_asked_for_stay_behind() -> None:
    (narrowed,) = select([harbour()], ["claim/denial"])
    assert [source.id for source in narrowed.notes.sources] == ["company"]
    for format in EXPORTERS:
        assert b"head of the dockers" not in export(format, [harbour()], ["claim/denial"])


def test_a_narrowed_report_has_no_heading_of_another_tag() -> None:
    report = export("markdown", [harbour()], ["use"]).decode()
    assert "### Key" in report
    assert "claim/event" not in report


def test_an_unknown_format_is_refused_by_naming_the_known_ones() -> None:
    known = ", ".join(EXPORTERS)
    with pytest.raises(ReaderError, match=f"'docy': choose one of {known}"):
        export("docy", [harbour()])


def test_every_exporter_says_what_it_is() -> None:
    for name, exporter in EXPORTERS.items():
        assert exporter.name == name
        assert exporter.suffix.startswith(".")
        assert exporter.description


def test_formats_are_imported_only_when_used() -> None:
    code = (
        "import sys, tui.export as e\n"
        "assert not any(m.startswith('tui.export.') for m in sys.modules"
        " if m.rpartition('.')[2] not in ('export_document', 'report_details', 'text_values'))\n"
        "e.export('json', [])\n"
        "assert 'tui.export.json' in sys.modules and 'tui.export.csv' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_notes_override_what_the_document_knows() -> None:
    made = exported(HARBOUR, [], author="a", publisher="p", date="d", url="u")
    noted = DocumentData(path="elsewhere", title="T", author="A", date="D")
    known = replace(made, notes=replace(made.notes, document=noted)).known
    assert (known.title, known.author, known.publisher, known.date, known.url) == (
        "T",
        "A",
        "p",
        "D",
        "u",
    )
    assert known.path == "text.txt"
    assert made.known.title == "Harbour reopens after the strike"


def test_a_tag_used_under_two_names_counts_once() -> None:
    made = exported(HARBOUR, [mark("A", HARBOUR, "Monday", "claim/number", "claim/figure")])
    assert made.tags(made.notes.annotations[0]) == ("claim/figure",)
