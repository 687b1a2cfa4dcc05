"""Exporters: a table from the name of a format to a function that writes documents in it.

A report is first built as a tree of nodes (`report_sections`), which a renderer (`markdown`,
`html`, `docx`) writes; the data formats write values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from ..model.errors import ReaderError
from .export_document import ExportDocument, select
from .report_details import NO_DETAILS, ReportDetails

__all__ = [
    "EXPORTERS",
    "ExportDocument",
    "Exporter",
    "ReportDetails",
    "export",
    "flags",
    "select",
]

Write = Callable[[Sequence[ExportDocument], ReportDetails], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format with its name for `--to`, the suffix of its files, a description and its function.

    `binary` is true for files that a terminal cannot show; `is_report` for reports that weigh
    sources and flag judgements with problematic citations; `is_folder` for a folder of files, which
    the function gives as a zip archive.
    """

    name: str
    suffix: str
    description: str
    write: Write
    binary: bool = False
    is_report: bool = False
    is_folder: bool = False

    @property
    def has_title(self) -> bool:
        """Whether the format is a document for people, which has a title."""
        return self.suffix.rpartition(".")[2] in ("md", "html", "docx", "odt")


def _data(module: str, function: str = "write") -> Write:
    """A function of a module of this package, which is imported when it is first called."""

    def write(documents: Sequence[ExportDocument], _: ReportDetails) -> bytes:
        writer = getattr(import_module(f".{module}", __name__), function)
        written: bytes = writer(documents)
        return written

    return write


def _with_note(module: str) -> Write:
    """A function of a module of this package, given the note on all documents too."""

    def write(documents: Sequence[ExportDocument], details: ReportDetails) -> bytes:
        written: bytes = import_module(f".{module}", __name__).write(documents, details.note)
        return written

    return write


def _for_people(module: str) -> Write:
    """A function as of `_with_note`, given the documents and the note as people read them."""
    write_data = _with_note(module)

    def write(documents: Sequence[ExportDocument], details: ReportDetails) -> bytes:
        from .presentation import presentable, presentable_note

        details = replace(details, note=presentable_note(details.note, documents))
        return write_data(presentable(documents), details)

    return write


def _report(kind: str, module: str) -> Write:
    """A function that builds a report of some kind and renders it with a module of this package."""

    def write(documents: Sequence[ExportDocument], details: ReportDetails) -> bytes:
        from .presentation import presentable, presentable_note
        from .report_sections import build

        details = replace(details, note=presentable_note(details.note, documents))
        report = build(kind, presentable(documents), details)
        rendered: bytes = import_module(f".{module}", __name__).render(report)
        return rendered

    return write


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            "markdown",
            ".md",
            "the findings by tag, with cited passages",
            _report("findings", "markdown"),
        ),
        Exporter("csv", ".csv", "a spreadsheet: one row per annotation", _data("csv")),
        Exporter(
            "xlsx",
            ".xlsx",
            "a workbook: quotations, sources, links",
            _for_people("xlsx"),
            binary=True,
        ),
        Exporter("json", ".json", "data: everything, offsets included", _with_note("json")),
        Exporter("html", ".html", "the findings as a page", _report("findings", "html")),
        Exporter(
            "docx",
            ".docx",
            "the findings for a word processor",
            _report("findings", "docx"),
            binary=True,
        ),
        Exporter(
            "odt",
            ".odt",
            "the findings as OpenDocument text",
            _report("findings", "odt"),
            binary=True,
        ),
        Exporter(
            "report",
            ".report.md",
            "the report: sources, judgements, claims",
            _report("assessment", "markdown"),
            is_report=True,
        ),
        Exporter(
            "report-html",
            ".report.html",
            "the report as a page",
            _report("assessment", "html"),
            is_report=True,
        ),
        Exporter(
            "report-docx",
            ".report.docx",
            "the report for a word processor",
            _report("assessment", "docx"),
            binary=True,
            is_report=True,
        ),
        Exporter(
            "report-odt",
            ".report.odt",
            "the report as OpenDocument text",
            _report("assessment", "odt"),
            binary=True,
            is_report=True,
        ),
        Exporter(
            "obsidian",
            ".vault",
            "a folder of linked notes for Obsidian",
            _for_people("obsidian"),
            binary=True,
            is_folder=True,
        ),
        Exporter("jsonld", ".jsonld", "W3C Web Annotations", _data("jsonld")),
        Exporter("qdc", ".qdc", "REFI-QDA: the codebook", _data("qdc")),
        Exporter(
            "codebook",
            ".codebook.csv",
            "the codebook as a table: for Taguette",
            _data("csv", "write_codebook"),
        ),
        Exporter(
            "qdpx", ".qdpx", "REFI-QDA: texts, codings, codebook", _with_note("qdpx"), binary=True
        ),
        Exporter("bibtex", ".bib", "the documents cited", _data("bibliography", "write_bibtex")),
        Exporter(
            "csl", ".csl.json", "the documents cited, CSL-JSON", _data("bibliography", "write_csl")
        ),
    )
}


def flags(
    format: str, documents: Sequence[ExportDocument], tags: Sequence[str] = ()
) -> tuple[list[str], list[str]]:
    """Two lists of lines for a report: problems with citations of judgements, and remarks on the
    wording of judgements. Both are empty for a format that is not a report.
    """
    if not EXPORTERS[format].is_report:
        return [], []
    from .assessment import Assessment
    from .presentation import presentable

    assessment = Assessment(presentable(select(documents, tags)))
    return assessment.flags(), assessment.remarks()


def export(
    format: str,
    documents: Sequence[ExportDocument],
    tags: Sequence[str] = (),
    details: ReportDetails = NO_DETAILS,
) -> bytes:
    """The bytes of a file with the documents, narrowed to some tags and their children.

    `details` are the title, the author and the time that a report for people states. Raises
    ReaderError for a format that is not in the table.
    """
    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise ReaderError(f"no export format {format!r}: choose one of {', '.join(EXPORTERS)}")
    return exporter.write(select(documents, tags), details)
