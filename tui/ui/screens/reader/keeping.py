"""Keeping: undo and redo, saving by itself, exporting, other articles, the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.timer import Timer

from .... import config as settings
from ....export import EXPORTERS, Exhibit, export
from ....model.annotation import Annotation
from ....model.document import Span
from ....model.errors import ReaderError
from ....model.history import Edit
from ....readers import listing
from ....store import atomic, drafts, progress
from ...fit import clip
from ...painting import grade_of
from ...widgets.picker import Choice
from ..export import ExportChoice, ExportDialog
from ..picker import Picker, PickerResult
from ..prompt import Confirm
from .anchoring import Anchoring
from .noting import Subject

_SOON = 0.3
"""Seconds from an edit to its saving: several keys in a row are one write."""

_AGAIN = 5.0
"""Seconds until a failed saving is tried again."""


class Keeping(Anchoring):
    """What keeps the work, here and elsewhere."""

    _timer: Timer | None = None
    _saving = False
    _drafted: set[str]

    def begin(self) -> None:
        """Offer what was being typed when the program ended the last time."""
        self._drafted = set()
        super().begin()
        self._offer(drafts.left(self.folders.state, self.key))

    # Undo

    def action_undo(self) -> None:
        """Take the last edit back."""
        self._travel(self.session.undo, "undone", "nothing to undo")

    def action_redo(self) -> None:
        """Do the last undone edit again."""
        self._travel(self.session.redo, "done again", "nothing to do again")

    def _travel(self, step: Callable[[], Edit | None], done: str, none: str) -> None:
        edit = step()
        if edit is None:
            self.tell(none)
            return
        if self.target_id not in self.session.annotations:
            self.target_id = ""
        if edit.at >= 0:
            self.article.drop_selection()
            self.article.go(edit.at)
        values = [c.after or c.before for c in edit.changes]
        spans = [Span(v.start, v.end) for v in values if isinstance(v, Annotation)]
        self.edit(True, spans if len(spans) == len(values) else None)
        self.tell(f"{edit.label}: {done}")

    # Saving

    def save_soon(self) -> None:
        """Have everything saved within a second."""
        self._set_state("saving")
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_SOON, self._save)

    def _save(self) -> None:
        if self._saving:
            self.save_soon()
        elif self.session.dirty and not self.session.read_only:
            self._saving = True
            self.run_worker(self._write_out(), group="save")
        else:
            self._set_state("saved")

    async def _write_out(self) -> None:
        job = self.session.job()
        try:
            result = await asyncio.to_thread(job.run)
        except ReaderError as error:
            self._failed(error)
            return
        finally:
            self._saving = False
        said = len(self.session.messages)
        if self.session.saved(job, result):
            self.article.repaint_all()
            self.refresh_notes()
            self.tell("the notes were changed elsewhere too: both changes are kept")
        for message in self.session.messages[said:]:
            self.tell(message)
        if self.session.dirty:
            self.save_soon()
        else:
            self._drop_drafts()
            self._set_state("saved")

    def _failed(self, error: ReaderError) -> None:
        self.say(f"not saved: {error} (tried again every {_AGAIN:.0f} seconds)")
        self._set_state("NOT SAVED", trouble=True)
        self._timer = self.set_timer(_AGAIN, self._save)

    def _set_state(self, state: str, trouble: bool = False) -> None:
        if self.trouble and not trouble and state == "saved":
            self.say("")
        self.state, self.trouble = state, trouble or (self.trouble and state != "saved")
        self.refresh_header()

    @property
    def key(self) -> str:
        """What the article is called in the state folder."""
        path = self.session.document.path
        return str(path.resolve()) if path else self.session.document.text_sha256

    def starting_place(self) -> int:
        """Where reading stopped the last time."""
        return progress.load(self.folders.state, self.key).caret

    def keep_draft(self, key: str, text: str) -> None:
        """Keep what is being typed in the journal, a moment after the last key."""
        self.run_worker(self._draft(key, text), group="draft", exclusive=True)

    async def _draft(self, key: str, text: str) -> None:
        await asyncio.sleep(0.15)
        self._drafted.add(key)
        try:
            await asyncio.to_thread(drafts.keep, self.folders.state, self.key, key, text)
        except ReaderError as error:
            self.say(f"what is typed is not in the journal: {error}")

    def _drop_drafts(self) -> None:
        """Forget the drafts whose text is part of the saved notes."""
        writing = self._subject.key if self._subject and self.editor.is_open else ""
        for key in self._drafted - {writing}:
            drafts.drop(self.folders.state, self.key, key)
        self._drafted &= {writing}

    def _offer(self, left: list[drafts.Draft]) -> None:
        """Ask, one by one, whether text that was never saved belongs to the notes."""
        if not left or self.session.read_only:
            return
        draft, *others = left

        def answered(yes: bool | None) -> None:
            if yes:
                self._subject = Subject.of(draft.what, self.session.annotations)
                self._drafted.add(draft.what)
                self._keep(draft.text)
            else:
                drafts.drop(self.folders.state, self.key, draft.what)
            self._offer(others)

        words = clip(" ".join(draft.text.split()), 200)
        question = f"A note was being typed when the program ended: “{words}”"
        self.app.push_screen(Confirm("Unsaved note", question, "keep it", "drop it"), answered)

    def remember(self, **choices: object) -> None:
        """Keep a choice for the next time."""
        try:
            settings.remember(self.folders.state, **choices)
        except ReaderError as error:
            self.attempt(error)

    # Leaving

    def finish(self) -> ReaderError | None:
        """Save what is not yet saved, and the place; what went wrong, if anything did."""
        self.keep_note()
        if self.session.document.blocks:
            at = self.article.span.start
            progress.save(self.folders.state, self.key, progress.Progress(at, at))
        try:
            if self.session.dirty and not self.session.read_only:
                self.session.save()
            self._drop_drafts()
        except ReaderError as error:
            return error
        return None

    def on_unmount(self) -> None:
        """However the program ends, from a dialog too: save what is not yet saved."""
        self.finish()

    def action_quit(self) -> None:
        """Leave the program; asks only where something could not be saved."""
        self.leave_for(None)

    def leave_for(self, path: Path | None) -> None:
        """Leave for another article, or (None) for good."""
        error = self.finish()
        if error is None:
            self.dismiss(path)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(path)

        question = f"Not saved: {error}. Leave all the same?"
        self.app.push_screen(Confirm("Leave", question, "leave", "stay"), answered)

    def action_open(self) -> None:
        """Choose another article of the folder."""
        here = self.session.document.path
        folder = here.parent if here else Path.cwd()
        paths = [path for path in listing(folder) if path != here]

        def chosen(result: PickerResult | None) -> None:
            if result:
                self.leave_for(Path(result.id))

        choices = [Choice(id=str(path), label=path.name) for path in paths]
        self.app.push_screen(Picker(f"Open an article of {folder}", choices), chosen)

    # Exporting

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
        beside = self.session.notes_path
        stem = beside.name.removesuffix(".notes.toml")
        suffix = EXPORTERS[name].suffix if name in EXPORTERS else ".md"
        # The suffix says what kind of report it is, and a report is never taken for an article.
        return beside.with_name(f"{stem}.report{suffix}")

    def action_export_again(self) -> None:
        """The last export again, for this article."""
        made = settings.remembered(self.folders.state)
        if not made.export_format:
            self.action_export()
            return
        path = (
            made.export_where if made.export_where else str(self._report_path(made.export_format))
        )
        self._export(ExportChoice(made.export_format, made.export_filter, path))

    def _export(self, choice: ExportChoice) -> None:
        session = self.session
        exhibit = Exhibit(
            session.document,
            session.notes(),
            session.codebook,
            dict(session.anchors),
            session.data.path or session.data.title,
        )
        path = Path(choice.path).expanduser()
        try:
            atomic.write(path, export(choice.format, [exhibit], choice.tags))
        except (ReaderError, OSError) as error:
            self.attempt(ReaderError(f"not exported: {error}"))
            return
        where = "" if path == self._report_path(choice.format) else str(path)
        self.remember(export_format=choice.format, export_filter=choice.tags, export_where=where)
        self.tell(f"exported to {path}")

    def action_theme(self) -> None:
        """Choose a theme, seen at once."""
        self.app.run_worker(self.app.run_action("choose_theme"))
