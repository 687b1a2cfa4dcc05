"""Session: one open Document with its notes, history and saving; the only mutable state.

Every edit becomes a `history.Edit` of values from before and after; applying, undoing and redoing
are the same operation. What is written to disk is a snapshot of values, so that a worker can
write while the analyst goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .config import Config, Folders
from .model import codebook as books
from .model import edits
from .model.anchor import Anchor, make, resolve, resolve_all
from .model.annotation import FORMAT, Annotation, DocumentData, Notes, Source
from .model.codebook import Codebook, Tag, covers
from .model.document import Document, Span
from .model.edits import Target
from .model.errors import ReaderError
from .model.history import Change, Edit, History
from .model.spans import SpanIndex
from .readers import read
from .store import codebook as codebooks
from .store import files, places
from .store.merge import merge
from .store.saving import CodebookJob, Done, SaveJob


class ReadOnlyError(ReaderError):
    """An edit was asked for in a session that must not write."""


class Session:
    """One open Document; see the module."""

    def __init__(
        self,
        document: Document,
        loaded: files.Loaded,
        place: places.NotesPlace,
        codebook: Codebook,
        codebook_path: Path | None,
        author: str = "",
    ) -> None:
        self.document = document
        self.notes_path = place.path
        self.codebook = codebook
        self.codebook_path = codebook_path
        self.author = author
        self.read_only = loaded.problem
        self.messages = [line for line in (place.why, loaded.problem) if line]
        self.history = History()
        self.anchors: dict[str, Anchor] = {}
        self.sources: dict[str, Source] = {}
        self.version = 0
        self._saved_version = 0
        self._spans = SpanIndex()
        self._revs: dict[str, int] = {}
        self._base, self._stamp, self._base_codebook = loaded.notes, loaded.stamp, codebook
        if loaded.notes.format > FORMAT:
            self.read_only = (
                f"{place.path}: written by a newer reader (format {loaded.notes.format}); "
                "opened read-only: update reader to change it"
            )
            self.messages.append(self.read_only)
        self.data = _data(document, loaded.notes.document, place.path)
        self._adopt(loaded.notes)

    @classmethod
    def open(
        cls,
        path: Path | None,
        *,
        folders: Folders,
        config: Config,
        document: Document | None = None,
    ) -> Session:
        """Open a file, or a Document that was read already (standard input), with its notes.

        Raises ReaderError where the article cannot be read; damaged notes open read-only.
        """
        if document is None:
            if path is None:
                raise ReaderError("nothing to open: name a file")
            document = read(path)
        known = "" if path else document.text_sha256
        place = places.notes_place(path, known, folders.data)
        loaded = files.load(place.path)
        home = place.path.parent if place.beside else folders.config
        try:
            found = codebooks.find(path.parent if path else None, folders.config)
        except ReaderError as error:
            session = cls(document, loaded, place, codebooks.builtin(), None, config.author)
            session.messages.append(f"{error}; until then changes of tags are not kept")
            return session
        where = found.path or home / codebooks.NAME
        return cls(document, loaded, place, found.codebook, where, config.author)

    # Reading

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """All annotations by id."""
        return self._spans.by_id

    def ordered(self) -> list[Annotation]:
        """All annotations by (start, end, id)."""
        return list(self._spans)

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """The annotations that touch a span, in order; only those whose place is sure."""
        return list(self.touching(start, end))

    def touching(self, start: int, end: int) -> Iterator[Annotation]:
        """The same one by one, for who needs only the first."""
        return (a for a in self._spans.overlapping(start, end) if self.is_sure(a.id))

    def is_sure(self, key: str) -> bool:
        """Whether an annotation's place in the text is certain."""
        return self.anchors[key].state == "anchored"

    def at(self, target: Target) -> Annotation | None:
        """The annotation a target means: the one chosen, else the first of exactly its span."""
        if target.id:
            return self.annotations.get(target.id)
        return next((a for a in self._spans.exactly(target.span) if self.is_sure(a.id)), None)

    def tag_names(self) -> list[str]:
        """Every tag of the codebook, then those that only annotations use."""
        return list(
            dict.fromkeys([t.name for t in self.codebook.tags] + sorted(+self._spans.counts))
        )

    def count(self, name: str) -> int:
        """How many annotations have a tag or one below it (each counted once a tag)."""
        return sum(n for tag, n in self._spans.counts.items() if covers(name, tag))

    # Editing: each returns whether anything changed

    def toggle_tag(self, targets: Sequence[Target], name: str) -> bool:
        """Put a tag on all targets, or take it off where all have it; unknown tags are created."""
        book = edits.with_tags(self.codebook, [name])
        changes = edits.toggled(self._pairs(targets), name, self._new)
        return self._apply(f"tag {name}", [Change(self.codebook, book), *changes], targets[0].span)

    def annotate(
        self, span: Span, tags: Iterable[str] = (), note: str = "", source_name: str = ""
    ) -> Annotation:
        """Make or extend the annotation of exactly a span: tags are added, a note is appended."""
        target = Target(span)
        before = self.at(target)
        fresh = before or self._new(span)
        names = [self.codebook.current(name) for name in tags]
        source = self.source_named(source_name) if source_name else None
        after = replace(
            fresh,
            tags=tuple(dict.fromkeys((*fresh.tags, *names))),
            note="\n\n".join(filter(None, (fresh.note, note))),
            source=source.id if source else fresh.source,
        )
        book = edits.with_tags(self.codebook, names)
        changes = [Change(self.codebook, book), Change(before, after)]
        if source and source.id not in self.sources:
            changes.insert(0, Change(None, source))
        self._apply("annotate", changes, span)
        return self.annotations[fresh.id]

    def set_note(self, target: Target, text: str) -> bool:
        """Write the note of a target."""
        return self._edit("note", [target], note=text)

    def set_source(self, targets: Sequence[Target], name: str) -> bool:
        """Say who speaks in the targets: a source by name, made if absent; "" takes it away."""
        if not name:
            return self._edit("source", targets, source="")
        source = self.source_named(name)
        first = [] if source.id in self.sources else [Change(None, source)]
        changes = edits.edited(self._pairs(targets), self._new, source=source.id)
        return self._apply("source", [*first, *changes], targets[0].span)

    def grade(self, target: Target, reliability: str | None, credibility: int | None) -> bool:
        """Grade the target's source (A to F) and statement (1 to 6); None leaves one as it is."""
        changes = []
        annotation = self.at(target)
        source = self.sources.get(annotation.source) if annotation else None
        if reliability is not None and source:
            changes.append(Change(source, replace(source, reliability=reliability)))
        if credibility is not None:
            pairs = self._pairs([target])
            changes += edits.edited(pairs, self._new, credibility=credibility)
        return self._apply("grade", changes, target.span)

    def remove(self, targets: Sequence[Target]) -> bool:
        """Delete the annotations of the targets."""
        found = [a for a in map(self.at, targets) if a]
        at = targets[0].span if targets else Span(0, 0)
        return self._apply("remove", [Change(a, None) for a in found], at)

    def move(self, key: str, span: Span) -> bool:
        """Give an annotation other boundaries; its place is then certain."""
        before = self.annotations[key]
        place = make(self.document.text, *span)
        return self._apply("move", [Change(before, edits.placed(before, place))], span)

    def set_data(self, **values: Any) -> bool:
        """Change the article's data: note, title, author, publisher, date, url, lang."""
        return self._apply("article data", [Change(self.data, replace(self.data, **values))])

    def change_source(self, source: Source) -> bool:
        """Replace what is known about a source."""
        return self._apply("source", [Change(self.sources[source.id], source)])

    def add_tag(self, name: str) -> bool:
        """Add a tag to the codebook; ReaderError for a name without letters."""
        book = edits.with_tags(self.codebook, [name])
        return self._apply(f"add {name}", [Change(self.codebook, book)])

    def change_tag(self, tag: Tag) -> bool:
        """Replace a tag's key, digit, colour, description or note; it is added if absent."""
        book = books.change(self.codebook, tag)
        return self._apply(f"change {tag.name}", [Change(self.codebook, book)])

    def rename_tag(self, old: str, new: str) -> bool:
        """Rename a tag and all below it everywhere; an existing name merges the two.

        Raises ReaderError where the new name lies below the old one.
        """
        return self._retag(f"rename {old}", edits.renamed(self.codebook, old, new), old, new)

    def delete_tag(self, name: str) -> bool:
        """Take a tag and all below it out of the codebook and off every annotation."""
        return self._retag(f"delete {name}", books.remove(self.codebook, name), name, None)

    def undo(self) -> Edit | None:
        """Take the last edit back; the edit that did so, or None."""
        return self._travel(self.history.undo())

    def redo(self) -> Edit | None:
        """Do the last undone edit again; that edit, or None."""
        return self._travel(self.history.redo())

    # Saving

    @property
    def dirty(self) -> bool:
        """Whether something is not on disk."""
        return self.version != self._saved_version

    def notes(self) -> Notes:
        """A snapshot of everything the notes file holds."""
        data = replace(self.data, text_sha256=self.document.text_sha256)
        return replace(
            self._base,
            document=data,
            sources=tuple(self.sources.values()),
            annotations=tuple(self._spans),
        )

    def job(self) -> SaveJob:
        """What has to be written, for a worker."""
        book = None
        if self.codebook_path and self.codebook != self._base_codebook:
            book = CodebookJob(self.codebook_path, self.codebook, self._base_codebook)
        return SaveJob(self.version, self.notes_path, self.notes(), self._base, self._stamp, book)

    def saved(self, job: SaveJob, done: Done) -> bool:
        """Take note that a job is on disk; whether another program's changes came in with it."""
        for backup in done.backups:
            self.messages.append(f"the comments of {backup.stem} were kept in {backup.name}")
        if done.codebook is not None and job.codebook is not None:
            if self.codebook == job.codebook.codebook:
                self.codebook = done.codebook
            self._base_codebook = done.codebook
        if done.saved.merged:
            self._adopt(merge(job.notes, self.notes(), done.saved.notes).notes)
        self._base, self._stamp = done.saved.notes, done.saved.stamp
        self._saved_version = job.version
        return done.saved.merged

    def save(self) -> None:
        """Write everything now; durable when it returns. Raises ReaderError."""
        job = self.job()
        self.saved(job, job.run())

    # How it is done

    def source_named(self, name: str) -> Source:
        """The source of that name, or a new one that is not yet kept."""
        return edits.source_named(self.sources, name)

    def _new(self, span: Span) -> Annotation:
        return edits.new_annotation(make(self.document.text, *span), self.author)

    def _pairs(self, targets: Sequence[Target]) -> list[edits.Pair]:
        return [(target, self.at(target)) for target in targets]

    def _edit(self, label: str, targets: Sequence[Target], **values: object) -> bool:
        changes = edits.edited(self._pairs(targets), self._new, **values)
        return self._apply(label, changes, targets[0].span)

    def _retag(self, label: str, book: Codebook, old: str, new: str | None) -> bool:
        changes = edits.retagged(self.annotations.values(), old, new)
        return self._apply(label, [Change(self.codebook, book), *changes])

    def _apply(self, label: str, changes: Iterable[Change], at: Span | None = None) -> bool:
        real = tuple(c for c in changes if c.before != c.after)
        if not real:
            return False
        if self.read_only:
            raise ReadOnlyError(f"not changed: {self.read_only}")
        edit = Edit(label, real, at.start if at else -1)
        self._perform(edit)
        self.history = self.history.record(edit)
        return True

    def _travel(self, step: tuple[Edit, History] | None) -> Edit | None:
        if step is None:
            return None
        edit, self.history = step
        self._perform(edit)
        return edit

    def _perform(self, edit: Edit) -> None:
        for change in edit.changes:
            value = change.after if change.after is not None else change.before
            if isinstance(value, Annotation):
                self._put(value if change.after is not None else None, value.id)
            elif isinstance(value, Source):
                self.sources.pop(value.id, None)
                if change.after is not None:
                    self.sources[value.id] = value
            elif isinstance(value, Codebook):
                self.codebook = value
            elif isinstance(value, DocumentData):
                self.data = value
        self.version += 1

    def _put(self, value: Annotation | None, key: str) -> None:
        """Set or delete an annotation; `rev` and `modified` only ever grow."""
        before = self._spans.drop(key)
        if value is None:
            return
        rev = self._revs[key] = self._revs.get(key, 0) + 1
        now = datetime.now(UTC).replace(microsecond=0)
        modified = max(now, before.modified) if before and before.modified else now
        if key not in self.anchors or (before and before.sort_key != value.sort_key):
            self.anchors[key] = resolve(edits.selector(value), self.document.text)
        self._spans.put(replace(value, rev=rev, modified=modified))

    def _adopt(self, notes: Notes) -> None:
        """Take the content of a notes file for the present state, placed in the present text."""
        self.sources = {source.id: source for source in notes.sources}
        text = self.document.text
        anchors = resolve_all([edits.selector(a) for a in notes.annotations], text)
        placed = []
        for annotation, anchor in zip(notes.annotations, anchors, strict=True):
            self.anchors[annotation.id] = anchor
            self._revs[annotation.id] = max(annotation.rev, self._revs.get(annotation.id, 0))
            tags = tuple(dict.fromkeys(map(self.codebook.current, annotation.tags)))
            annotation = replace(annotation, tags=tags)
            if anchor.state == "anchored":
                annotation = edits.placed(annotation, make(text, anchor.start, anchor.end))
            placed.append(annotation)
        self._spans = SpanIndex(placed)


def _data(document: Document, known: DocumentData, notes_path: Path) -> DocumentData:
    """What the notes say of the document, completed by what the document says of itself."""
    said = {**document.data, "lang": document.lang, "title": document.title}
    names = ("title", "author", "publisher", "date", "url", "lang")
    lacking = [name for name in names if said.get(name) and not getattr(known, name)]
    missing: dict[str, Any] = {name: said[name] for name in lacking}
    path = known.path
    if document.path:
        beside = document.path.parent.resolve() == notes_path.parent.resolve()
        path = document.path.name if beside else str(document.path.resolve())
    return replace(known, path=path, **missing)
