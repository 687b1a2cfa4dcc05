"""What the exports from an article and from a list have in common: the formats and the messages."""

from __future__ import annotations

from collections.abc import Sequence

from ..export import EXPORTERS, redaction, report_details
from ..model.errors import ReaderError
from ..readers.reading_progress import ProgressReceiver
from ..workspace import exporting
from ..workspace.exporting import ExportRequest, ExportResult
from .dialogs.export_dialog import FormatRow

PARTS = (*report_details.PARTS, *redaction.PARTS)
"""The parts that can be left out of an export."""
FIRST_FORMAT = "report"
"""The format that is chosen until the user chooses another one."""


def known_parts(remembered: Sequence[str] | None) -> tuple[str, ...]:
    """The parts to leave out: those remembered that are PARTS, else what is usually left out."""
    names = report_details.USUALLY_LEFT_OUT if remembered is None else remembered
    return tuple(name for name in names if name in PARTS)


def format_rows() -> list[FormatRow]:
    """The formats with their descriptions: first the reports, then other documents for people."""
    ordered = sorted(EXPORTERS.values(), key=lambda one: (not one.is_report, not one.has_title))
    return [FormatRow(one.name, one.description, one.has_title) for one in ordered]


def exported(request: ExportRequest, receiver: ProgressReceiver) -> ExportResult:
    """Export documents. Raises ReaderError, also if the file cannot be written."""
    try:
        return exporting.export(request, receiver)
    except (ReaderError, OSError) as error:
        raise ReaderError(f"not exported: {error}") from error


def result_message(request: ExportRequest, result: ExportResult) -> str:
    """One line about a finished export: the path, what was kept, and what is in doubt."""
    number = len(request.sources)
    articles = f"{number} articles " if number > 1 else ""
    names = ", ".join(backup.name for backup in result.backups[:3])
    kept = f"; what was there is kept as {names}" if names else ""
    flagged = len(result.flagged)
    where = "the report marks them" if number > 1 else "M shows the judgements"
    doubt = f"; {flagged} flagged: {where}" if flagged else ""
    hidden = "; blind: what others set is not in it" if _is_blind(request) else ""
    return f"exported {articles}to {request.target}{kept}{doubt}{hidden}"


def needs_attention(request: ExportRequest, result: ExportResult) -> bool:
    """Whether the message about a finished export is a warning."""
    return bool(result.flagged) or _is_blind(request)


def _is_blind(request: ExportRequest) -> bool:
    """Whether what other analysts set on one of the articles is withheld from the export."""
    return any(source.session.state.is_blind for source in request.sources)
