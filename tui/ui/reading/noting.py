"""Writing: notes on passages and on the article, who says it, grades, the article's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.events import DescendantFocus

from ...model import edits
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.errors import ReaderError
from ..fit import clip
from ..widgets.editor import NoteEditor
from ..widgets.note_list import QUOTES
from .finding import Finding


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is being written on: a target, or (None) the whole article."""

    target: Target | None

    @property
    def key(self) -> str:
        """How a draft of it is called."""
        if self.target is None:
            return "document"
        return self.target.id or f"{self.target.span.start}-{self.target.span.end}"

    @classmethod
    def of(cls, key: str, annotations: Mapping[str, Annotation]) -> Subject:
        """The subject of a draft; the whole article where that cannot be told any more."""
        if key in annotations:
            annotation = annotations[key]
            return cls(Target(Span(annotation.start, annotation.end), key))
        start, _, end = key.partition("-")
        if start.isdecimal() and end.isdecimal() and int(start) < int(end):
            return cls(Target(Span(int(start), int(end))))
        return cls(None)


class Noting(Finding):
    """What is written beside the text."""

    _subject: Subject | None = None
    _given = ""
    """The note as it was when its editor was opened, or last kept."""

    def action_note(self) -> None:
        """Write the note of the target."""
        if not self.has_text():
            return
        self.address(self.target, "note", lambda target, _: self._write_note(target))

    def _write_note(self, target: Target) -> None:
        span = target.span
        words = " ".join(self.session.document.text[span.start : span.end].split())
        quote = clip(words.strip(QUOTES), 60)
        annotation = self.session.state.at(target)
        text = annotation.note if annotation else ""
        self._write(Subject(target), f"Note on ¶{self.paragraph(span.start)} “{quote}”", text)

    def action_document_note(self) -> None:
        """Write the note on the whole article."""
        self._write(Subject(None), "Note on the whole article", self.session.state.data.note)

    def _write(self, subject: Subject, title: str, text: str) -> None:
        if self.session.read_only:
            self.tell(f"not changed: {self.session.read_only}", warn=True)
            return
        self._subject, self._given = subject, self._note_on(subject)
        self.editor.open(title, text)
        self.lay_out()
        self.sidebar.notes.display = False

    def on_note_editor_typed(self, event: NoteEditor.Typed) -> None:
        """What is typed is kept as a draft until it is part of the notes."""
        if self._subject:
            self.keep_draft(self._subject.key, event.text)

    def on_note_editor_left(self, event: NoteEditor.Left) -> None:
        """Keep the text, and go back to the article."""
        self._end_note()
        self.article.focus()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A note is left by the mouse, too."""
        if not self.editor.has_focus_within:
            self._end_note()

    def _end_note(self) -> None:
        if self.editor.is_open:
            self.keep_note()
            self.editor.close()
            self.sidebar.notes.display = True
            self.lay_out()

    def keep_note(self) -> None:
        """Keep the text of a note that is still being written."""
        if self.editor.is_open:
            self._keep(self.editor.area.text)

    def _keep(self, text: str) -> None:
        subject = self._subject
        if subject is None:
            return
        text = self._given = self._both(subject, text if text.strip() else "")
        target = subject.target
        if target is None:
            self.change(lambda: edits.set_data(self.session.state, note=text))
        else:
            # Whoever writes into another analyst's note was asked before the editor opened.
            self.change(
                lambda: edits.set_note(self.session.state, target, text),
                [target.span],
                permitted=[target.id],
            )
        # Also where nothing changed: the header then says so, and the draft goes.
        self.save_soon()

    def _note_on(self, subject: Subject) -> str:
        """The note as it is."""
        if subject.target is None:
            return self.session.state.data.note
        annotation = self.session.state.at(subject.target)
        return annotation.note if annotation else ""

    def _both(self, subject: Subject, text: str) -> str:
        """What was typed, and what another program made of the note meanwhile."""
        now = self._note_on(subject)
        if now in (self._given, text):
            return text
        if text == self._given or text in now:
            return now
        if now not in text:
            text = f"{now}\n\n{text}"
            self.tell("the note was changed elsewhere too: both texts are kept", warn=True)
        return text

    def on_note_editor_handed_over(self, event: NoteEditor.HandedOver) -> None:
        """Write the note in the user's own editor, and come back with it."""
        from ..external import edit_outside

        try:
            text = edit_outside(self.app, event.text, self.folders.private)
            self.editor.replace_text(text)
        except ReaderError as error:
            self.attempt(error)

    def action_data(self) -> None:
        """Complete what is known about the article."""
        from ..dialogs.form import DataForm

        data = self.session.state.data
        names = ("title", "author", "publisher", "date", "url", "lang")

        def filled(values: dict[str, str] | None) -> None:
            if values is not None:
                self.change(lambda: edits.set_data(self.session.state, **values))

        self.app.push_screen(DataForm({name: getattr(data, name) for name in names}), filled)

    def keep_draft(self, key: str, text: str) -> None:
        """Keep what is being typed where a crash does not reach it."""
        raise NotImplementedError
