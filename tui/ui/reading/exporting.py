"""Exporting: what is handed on to others."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ... import config as settings
from ...model.errors import ReaderError
from ...model.hyphens import whole
from ...session import Session
from ...session.opening import open_session
from ..display import one_line
from .presenter import grade_of
from .reopening import Reopening

if TYPE_CHECKING:
    from ...export import Exhibit
    from ..dialogs.export_form import ExportChoice
    from ..dialogs.progress_dialog import Tell


class _Written(NamedTuple):
    """Where what was there is kept, and how many judgements the report flags."""

    backup: Path | None
    flagged: int


class Exporting(Reopening):
    """What copies and exports."""

    _exported_to = ""
    """The path that the user chose for the last export of this article."""

    def action_copy(self) -> None:
        """Copy the target with its citation.

        Each paragraph is one line, and nothing in it acts where it is pasted.
        """
        if not self.has_text():
            return
        target = self.target
        annotation = self.session.state.at(target)
        document = self.session.document
        text = whole(document.text[target.span.start : target.span.end])
        lines = (one_line(paragraph).strip() for paragraph in text.split("\n\n"))
        quote = "\n\n".join(filter(None, lines))
        data = self.session.state.data
        where = ", ".join(filter(None, (data.title, data.publisher, data.date)))
        who = ""
        if annotation and annotation.source in self.session.state.sources:
            source = self.session.state.sources[annotation.source]
            who = " — " + " ".join(filter(None, (source.name, grade_of(annotation, source))))
        paragraph = f"¶{self.paragraph(target.span.start)}"
        offsets = f"{target.span.start}–{target.span.end}"
        locator = document.locator_at(target.span.start)
        place = ", ".join(filter(None, (locator, paragraph, offsets)))
        self.app.copy_to_clipboard(f"“{quote}”{one_line(f'{who} ({where}, {place})')}")
        self.tell("copied with its citation")

    def action_export(self) -> None:
        """Choose a format, a filter and a place, and write the report."""
        from ...export import EXPORTERS
        from ..dialogs.export_form import ExportChoice, ExportDialog

        made = settings.remembered(self.folders.state)
        name = made.export_format or "markdown"
        tags = (self.filter,) if self.filter else made.export_filter
        dialog = ExportDialog(
            formats=[(e.name, e.description) for e in EXPORTERS.values()],
            tags=self.session.state.tag_names(),
            propose=lambda name: str(self._report_path(name)),
            remark=self._remark,
            initial=ExportChoice(name, tags, str(self._report_path(name))),
        )

        def chosen(choice: ExportChoice | None) -> None:
            if choice:
                self._export(choice)

        self.app.push_screen(dialog, chosen)

    def _remark(self, path: str) -> str:
        """What the user should know before writing to a path; "" for a new file."""
        from ...store import confinement

        target = Path(path).expanduser()
        if self._is_proposed(target) and confinement.link_through(target):
            return "this is a symbolic link: choose another name"
        return "this file is there already: it is replaced" if os.path.lexists(target) else ""

    def _path_of(self, choice: ExportChoice) -> tuple[Path, bool]:
        """Where a report goes, and whether the user typed that."""
        path = Path(choice.path).expanduser()
        return path, not self._is_proposed(path)

    def _is_proposed(self, path: Path) -> bool:
        """Whether the program chose a path, and not the user."""
        from ...export import EXPORTERS

        return any(path == self._report_path(name) for name in EXPORTERS)

    def _report_path(self, name: str) -> Path:
        from ...export import EXPORTERS

        beside = self.session.notes_path
        stem = beside.name.removesuffix(".notes.toml")
        suffix = EXPORTERS[name].suffix if name in EXPORTERS else ".md"
        # The suffix says what kind of report it is, and a report is never taken for an article.
        return beside.with_name(f"{stem}.report{suffix}")

    def action_export_again(self) -> None:
        """The last export again, for this article."""
        from ...export import EXPORTERS
        from ...store import reports
        from ..dialogs.export_form import ExportChoice

        made = settings.remembered(self.folders.state)
        if made.export_format not in EXPORTERS:
            self.action_export()
            return
        where = self._exported_to or reports.last_path(self.folders.state, self.key)
        path = where or str(self._report_path(made.export_format))
        self._export(ExportChoice(made.export_format, made.export_filter, path))

    def _export(self, choice: ExportChoice) -> None:
        """Write the report, not in this thread: of 10,000 annotations it takes seconds."""
        from ..dialogs.progress_dialog import work_at

        first = _exhibit(
            self.session, self.session.state.data.path or self.session.state.data.title
        )

        def work(tell: Tell) -> _Written:
            return self._written(choice, first, tell)

        def told(written: _Written) -> None:
            path = Path(choice.path).expanduser()
            self._remember_export(choice, path)
            backup, flagged = written
            kept = f"; what was there is kept as {backup.name}" if backup else ""
            doubt = f"; {flagged} flagged: M shows the judgements" if flagged else ""
            self.tell(f"exported to {path}{kept}{doubt}", warn=bool(flagged))

        work_at(self, f"Exporting as {choice.format}", work, told)

    def _remember_export(self, choice: ExportChoice, path: Path) -> None:
        """Keep the format and the tags for every article, and the path for this one."""
        from ...store import reports

        self.remember(export_format=choice.format, export_filter=choice.tags)
        self._exported_to = "" if self._is_proposed(path) else str(path.absolute())
        try:
            reports.remember_path(self.folders.state, self.key, self._exported_to)
        except ReaderError as error:
            self.attempt(error)

    def _written(self, choice: ExportChoice, first: Exhibit, tell: Tell) -> _Written:
        from ...export import EXPORTERS, export, flags
        from ...export.referred import completed
        from ...session.surroundings import origin
        from ...store import reports

        exhibits = [first]
        try:
            if EXPORTERS[choice.format].is_report:
                exhibits = completed(exhibits, self._other)
            tell(0.1)
            content = export(choice.format, exhibits, choice.tags)
            tell(0.8)
            flagged = len(flags(choice.format, exhibits, choice.tags)[0])
            tell(0.9)
            path, is_typed = self._path_of(choice)
            origins = [origin(self.session, self.folders.state)]
            backup = reports.write(path, content, origins, is_typed=is_typed)
            return _Written(backup, flagged)
        except (ReaderError, OSError) as error:
            raise ReaderError(f"not exported: {error}") from error

    def _other(self, number: int, path: str) -> Exhibit | None:
        """The article that this one refers to; None where it cannot or may not be read."""
        from ...session.surroundings import referred

        there = referred(self.session, path)
        if there is None:
            return None
        own = settings.folders_for(there, self.folders, self.config)
        with suppress(ReaderError):
            other = open_session(there, folders=own, config=self.config)
            return _exhibit(other, path)
        return None


def _exhibit(session: Session, path: str) -> Exhibit:
    from ...export import Exhibit

    known = session.document, session.notes(), session.state.codebook, dict(session.state.anchors)
    return Exhibit(*known, path)
