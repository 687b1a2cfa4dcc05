"""Exporters: a table of format name -> function from exhibits to the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from ..model.errors import ReaderError
from .exhibit import Exhibit, select

__all__ = ["EXPORTERS", "Exhibit", "Exporter", "export", "flags", "select"]

Write = Callable[[Sequence[Exhibit]], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: what `--to` calls it, the suffix of its files, one line on it, and the function.

    `binary` files are nothing for a terminal; `is_report` ones weigh sources, and flag judgements
    that do not stand on sure ground.
    """

    name: str
    suffix: str
    description: str
    write: Write
    binary: bool = False
    is_report: bool = False


def _write_of(module: str) -> Write:
    """The `write` of a module of this package, imported when it is first called."""

    def write(exhibits: Sequence[Exhibit]) -> bytes:
        written: bytes = import_module(f".{module}", __name__).write(exhibits)
        return written

    return write


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            "markdown", ".md", "the findings by tag, with cited passages", _write_of("markdown")
        ),
        Exporter("csv", ".csv", "a spreadsheet: one row per annotation", _write_of("csv")),
        Exporter("json", ".json", "data: everything, offsets included", _write_of("json")),
        Exporter("html", ".html", "a page: findings and marked article", _write_of("html")),
        Exporter(
            "docx", ".docx", "the findings for a word processor", _write_of("docx"), binary=True
        ),
        Exporter(
            "report",
            ".report.md",
            "the report: sources, judgements, claims",
            _write_of("report_markdown"),
            is_report=True,
        ),
        Exporter(
            "report-html",
            ".report.html",
            "the same as a page",
            _write_of("report_html"),
            is_report=True,
        ),
        Exporter(
            "report-docx",
            ".report.docx",
            "the same for a word processor",
            _write_of("report_docx"),
            binary=True,
            is_report=True,
        ),
        Exporter("jsonld", ".jsonld", "W3C Web Annotations", _write_of("jsonld")),
        Exporter("qdc", ".qdc", "REFI-QDA: the codebook", _write_of("qdc")),
        Exporter(
            "codebook",
            ".codebook.csv",
            "the codebook as a table: for Taguette",
            _write_of("codebook"),
        ),
        Exporter(
            "qdpx", ".qdpx", "REFI-QDA: texts, codings, codebook", _write_of("qdpx"), binary=True
        ),
        Exporter("bibtex", ".bib", "the documents cited", _write_of("bibtex")),
        Exporter("csl", ".csl.json", "the documents cited, CSL-JSON", _write_of("csl")),
    )
}


def flags(
    format: str, exhibits: Sequence[Exhibit], tags: Sequence[str] = ()
) -> tuple[list[str], list[str]]:
    """What a report flags, line by line: judgements that do not stand on sure ground, then such
    as may stand although something is to be said about their words. Nothing for other formats.
    """
    if not EXPORTERS[format].is_report:
        return [], []
    from .assessment import Assessment

    assessment = Assessment(select(exhibits, tags))
    return assessment.flags(), assessment.remarks()


def export(format: str, exhibits: Sequence[Exhibit], tags: Sequence[str] = ()) -> bytes:
    """The bytes of a file that holds the exhibits, narrowed to some tags and their children.

    Raises ReaderError for a format that is not in the table.
    """
    exporter = EXPORTERS.get(format)
    if exporter is None:
        raise ReaderError(f"no export format {format!r}: choose one of {', '.join(EXPORTERS)}")
    return exporter.write(select(exhibits, tags))
