"""Exporting: what is handed on to others."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .... import config as settings
from ....model.errors import ReaderError
from ....session import Session
from ...painting import grade_of
from .reopening import Reopening

if TYPE_CHECKING:
    from ....export import Exhibit
    from ..export import ExportChoice
    from ..working import Tell


class _Written(NamedTuple):
    """Where what was there is kept, and how many judgements the report flags."""

    backup: Path | None
    flagged: int


class Exporting(Reopening):
    """What copies and exports."""

    def action_copy(self) -> None:
        """Copy the target with its citation."""
        if not self.has_text():
            return
        target = self.target
        annotation = self.session.at(target)
        text = self.session.document.text[target.span.start : target.span.end]
        data = self.session.data
        where = ", ".join(filter(None, (data.title, data.publisher, data.date)))
        who = ""
        if annotation and annotation.source in self.session.sources:
            source = self.session.sources[annotation.source]
            who = " — " + " ".join(filter(None, (source.name, grade_of(annotation, source))))
        place = f"¶{self.paragraph(target.span.start)}, {target.span.start}–{target.span.end}"
        self.app.copy_to_clipboard(f"“{text}”{who} ({where}, {place})")
        self.tell("copied with its citation")

    def action_export(self) -> None:
        """Choose a format, a filter and a place, and write the report."""
        from ....export import EXPORTERS
        from ..export import ExportChoice, ExportDialog

        made = settings.remembered(self.folders.state)
        name = made.export_format or "markdown"
        tags = (self.filter,) if self.filter else made.export_filter
        dialog = ExportDialog(
            formats=[(e.name, e.description) for e in EXPORTERS.values()],
            tags=self.session.tag_names(),
            propose=lambda name: str(self._report_path(name)),
            exists=lambda path: Path(path).expanduser().exists(),
            initial=ExportChoice(name, tags, str(self._report_path(name))),
        )

        def chosen(choice: ExportChoice | None) -> None:
            if choice:
                self._export(choice)

        self.app.push_screen(dialog, chosen)

    def _report_path(self, name: str) -> Path:
        from ....export import EXPORTERS

        beside = self.session.notes_path
        stem = beside.name.removesuffix(".notes.toml")
        suffix = EXPORTERS[name].suffix if name in EXPORTERS else ".md"
        # The suffix says what kind of report it is, and a report is never taken for an article.
        return beside.with_name(f"{stem}.report{suffix}")

    def action_export_again(self) -> None:
        """The last export again, for this article."""
        from ..export import ExportChoice

        made = settings.remembered(self.folders.state)
        if not made.export_format:
            self.action_export()
            return
        path = (
            made.export_where if made.export_where else str(self._report_path(made.export_format))
        )
        self._export(ExportChoice(made.export_format, made.export_filter, path))

    def _export(self, choice: ExportChoice) -> None:
        """Write the report, not in this thread: of 10,000 annotations it takes seconds."""
        from ..working import work_at

        first = _exhibit(self.session, self.session.data.path or self.session.data.title)
        home = self.session.notes_path, self.session.codebook_path

        def work(tell: Tell) -> _Written:
            return self._written(choice, first, home, tell)

        def told(written: _Written) -> None:
            path = Path(choice.path).expanduser()
            where = "" if path == self._report_path(choice.format) else str(path)
            self.remember(
                export_format=choice.format, export_filter=choice.tags, export_where=where
            )
            backup, flagged = written
            kept = f"; what was there is kept as {backup.name}" if backup else ""
            doubt = f"; {flagged} flagged: M shows the judgements" if flagged else ""
            self.tell(f"exported to {path}{kept}{doubt}", warn=bool(flagged))

        work_at(self, f"Exporting as {choice.format}", work, told)

    def _written(
        self, choice: ExportChoice, first: Exhibit, home: tuple[Path, Path | None], tell: Tell
    ) -> _Written:
        from ....export import EXPORTERS, export, flags
        from ....export.referred import completed
        from ....store import reports

        exhibits = [first]
        try:
            if EXPORTERS[choice.format].is_report:
                exhibits = completed(exhibits, self._other)
            tell(0.1)
            content = export(choice.format, exhibits, choice.tags)
            tell(0.8)
            flagged = len(flags(choice.format, exhibits, choice.tags)[0])
            tell(0.9)
            path, own = Path(choice.path).expanduser(), (first.document.path, *home)
            return _Written(reports.write(path, content, self.folders.state, own), flagged)
        except (ReaderError, OSError) as error:
            raise ReaderError(f"not exported: {error}") from error

    def _other(self, number: int, path: str) -> Exhibit | None:
        """The article at a path beside this one; None where it cannot be read."""
        here = self.session.document.path
        if here is None:
            return None
        own = settings.folders_for(here.parent / path, self.folders, self.config)
        with suppress(ReaderError):
            other = Session.open(here.parent / path, folders=own, config=self.config)
            return _exhibit(other, path)
        return None


def _exhibit(session: Session, path: str) -> Exhibit:
    from ....export import Exhibit

    known = session.document, session.notes(), session.codebook, dict(session.anchors)
    return Exhibit(*known, path)
