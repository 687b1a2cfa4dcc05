"""Export annotated documents in a format, with excerpts of documents to which a report refers."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..config import Config, Folders, folders_for
from ..export import EXPORTERS, ExportDocument, ReportDetails, flags
from ..export import export as write_format
from ..export.citation_names import document_names
from ..export.citations import cite
from ..export.export_document import include_referenced
from ..export.redaction import redact
from ..export.report_details import PARTS, USUALLY_LEFT_OUT, paper_of
from ..export.zip_archive import unzipped
from ..model.anchoring.anchors import Anchor
from ..model.annotation import Annotation, Notes
from ..model.document import Span
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.grade_conflicts import overruled_grades
from ..session import Session
from ..session.open_session import open_session
from ..store import confinement, export_folders, locations, report_files
from .blind_coding import hide_others
from .dossier_exporting import ExportSource, dossiers_of, with_dossiers
from .shared_texts import with_shared_texts


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The articles, the format and the options of an export.

    `format` is a key of EXPORTERS. `tags` narrow the annotations, all are exported without them;
    `left_out` has names of `redaction.PARTS` and `report_details.PARTS`. `target` is the file to
    write, None for none; `is_typed` is true if the user typed its path. `folders` and `config` are
    for opening the articles to which a report refers. `title` is the title of a report, which is
    remembered; None for the one that is remembered, or else `proposed_title`; "" for one made from
    the titles of the articles.
    """

    format: str
    sources: Sequence[ExportSource]
    folders: Folders
    config: Config
    tags: Sequence[str] = ()
    left_out: Sequence[str] = USUALLY_LEFT_OUT
    target: Path | None = None
    is_typed: bool = True
    title: str | None = None
    proposed_title: str = ""


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The exported bytes, and messages for the user.

    `backups` are the copies of files that were replaced. `flagged` has a line for
    each problem with the citations of a judgement, `remarks` for each remark on its wording.
    `title` is the title that the user gave to a report, now or before, "" for none.
    """

    data: bytes
    backups: Sequence[Path]
    flagged: Sequence[str]
    remarks: Sequence[str]
    title: str


def export_source(session: Session, path: str) -> ExportSource:
    """The present state of a session for an export, which shows `path` as the name of its file."""
    state = session.state
    certain = {a.id: Anchor(a.start, a.end, "anchored") for a in state.ordered()}
    anchors = certain | dict(state.anchors)
    overruled = overruled_grades(session.notes(), state.dossier or Dossier())
    notes = session.effective_notes()
    document = ExportDocument(
        session.document, notes, state.codebook, anchors, path, overruled=overruled
    )
    return ExportSource(document, session)


def citation(session: Session, span: Span) -> str:
    """The citation of a part of the text as in reports: "Harbor Dispatch, 9 July 2015, ¶11"."""
    text = session.document.text
    marked = Annotation("", span.start, span.end, text[span.start : span.end])
    notes = Notes(document=session.state.data, annotations=(marked,))
    anchors = {marked.id: Anchor(span.start, span.end, "anchored")}
    document = ExportDocument(session.document, notes, session.state.codebook, anchors, "")
    (name,) = document_names([document])
    return f"{name}, {cite([document])[0, marked.id].where}"


def last_title(request: ExportRequest) -> str:
    """The title that the user gave to the last report on these articles; "" for none."""
    return report_files.last_title(_origins(request))


def export(
    request: ExportRequest, progress: Callable[[float], object] = lambda _: None
) -> ExportResult:
    """Export documents, and write the file if the request names one.

    `progress` is called with the share that is done, from 0 to 1; what it raises ends the export
    before the file is written. Raises ReaderError if the format is unknown or has no form for the
    documents, or if the file must not be replaced; OSError if it cannot be written.
    """
    documents = _documents(request)
    progress(0.1)
    origins = _origins(request)
    title = (request.title or "").strip()
    if request.title is None:
        title = report_files.last_title(origins) or request.proposed_title
    data = write_format(request.format, documents, request.tags, _details(request, title))
    progress(0.8)
    flagged, remarks = flags(request.format, documents, request.tags)
    progress(0.9)
    backups: Sequence[Path] = ()
    if request.target is not None:
        backups = _write(request.target, data, request, origins)
    if request.title is not None:
        report_files.remember_title(origins, title)
    return ExportResult(data, backups, flagged, remarks, title)


def _details(request: ExportRequest, title: str) -> ReportDetails:
    """What a report says about itself; its author is the user, unless authors are left out."""
    author = "" if "author" in request.left_out else request.config.author
    left_out = tuple(part for part in request.left_out if part in PARTS)
    made = datetime.now().astimezone()
    note = "" if "notes" in request.left_out else _front_note(request.sources)
    return ReportDetails(title, author, made, paper_of(os.environ), left_out, note)


def _front_note(sources: Sequence[ExportSource]) -> str:
    """The notes of the dossiers of several articles, with blank lines between; "" for one article.

    The note of a dossier is on all its articles, and may be wrong of one of them.
    """
    if len(sources) < 2:
        return ""
    return "\n\n".join(dossier.note for _, dossier in dossiers_of(sources) if dossier.note)


def _documents(request: ExportRequest) -> list[ExportDocument]:
    """The documents of a request, redacted, with the text that they share.

    A report has excerpts of the documents that it refers to.
    """
    documents = with_dossiers(request.sources)
    exporter = EXPORTERS.get(request.format)
    if exporter and exporter.is_report:
        documents = include_referenced(
            documents, lambda number, path: _referenced(request, number, path)
        )
    left_out = [part for part in request.left_out if part not in PARTS]
    return redact(with_shared_texts(documents), left_out)


def _referenced(request: ExportRequest, number: int, path: str) -> ExportDocument | None:
    """The document at a path relative to a source; None if it cannot or may not be read."""
    asking = request.sources[number].session
    here = asking.document.path
    if here is None or asking.outermost is None:
        return None
    file = confinement.referred(here, path, asking.outermost)
    if file is None:
        return None
    own = folders_for(file, request.folders, request.config)
    with suppress(ReaderError):
        session = open_session(file, folders=own, config=request.config)
        if asking.state.blind:
            hide_others(session, own, request.config)
        return export_source(session, path).document
    return None


def _origins(request: ExportRequest) -> list[report_files.Origin]:
    """The articles of a request with their state folders and the files not to be overwritten."""
    origins = []
    for session in (source.session for source in request.sources):
        document = session.document
        key = locations.article_key(document.path, document.text_sha256)
        state = folders_for(document.path, request.folders, request.config).state
        own = (
            document.path,
            session.notes_path,
            session.codebook_file.path,
            session.dossier_file.path,
        )
        origins.append(report_files.Origin(key, state, own))
    return origins


def _write(
    target: Path, data: bytes, request: ExportRequest, origins: Sequence[report_files.Origin]
) -> Sequence[Path]:
    """Write the file or the folder; returns the backups of what was replaced."""
    if EXPORTERS[request.format].is_folder:
        return export_folders.write_folder(target, unzipped(data), is_typed=request.is_typed)
    backup = report_files.write(target, data, origins, is_typed=request.is_typed)
    return (backup,) if backup else ()
