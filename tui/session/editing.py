"""Editing: everything an analyst can change, each of them one step of undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ..model import codebook as books
from ..model import edits
from ..model.anchor import make
from ..model.annotation import Annotation, Source
from ..model.codebook import Codebook, Tag
from ..model.document import Span
from ..model.edits import Target
from ..model.history import Change
from .board import Board


class Editing(Board):
    """The edits; each returns whether anything changed, and raises ReadOnlyError where none may."""

    def toggle_tag(self, targets: Sequence[Target], name: str) -> bool:
        """Put a tag on all targets, or take it off where all have it; unknown tags are created."""
        book = edits.with_tags(self.codebook, [name])
        meant = [self._toggled_target(target, name) for target in targets]
        changes = edits.toggled(self._pairs(meant), name, self._new)
        return self._apply(f"tag {name}", [Change(self.codebook, book), *changes], targets[0].span)

    def own(self, target: Target) -> Target:
        """The target, or in place of another analyst's annotation the user's own of its span."""
        annotation = self.at(target)
        return target if annotation is None or self.is_own(annotation) else Target(target.span)

    def _toggled_target(self, target: Target, name: str) -> Target:
        """Where a tag goes on or off: another analyst's annotation only loses tags."""
        annotation = self.at(target)
        return target if annotation and name in annotation.tags else self.own(target)

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

    def set_source(
        self, targets: Sequence[Target], name: str, role: str = "", kind: str = ""
    ) -> bool:
        """Say who speaks in the targets: a source by name, made if absent; "" takes it away.

        Role and kind are those of a source that is made.
        """
        if not name:
            return self._edit("source", targets, source="")
        source = self.source_named(name)
        if source.id not in self.sources:
            source = replace(source, role=role, kind=kind)
        first = [] if source.id in self.sources else [Change(None, source)]
        changes = edits.edited(self._pairs(targets), self._new, source=source.id)
        last = self._abandoned(source.id, changes)
        return self._apply("source", [*first, *changes, *last], targets[0].span)

    def _abandoned(self, kept: str, changes: Sequence[Change]) -> list[Change]:
        """Take out sources of which nothing is known but a name that nobody says any more."""
        touched = {c.before.id: c.before for c in changes if isinstance(c.before, Annotation)}
        used = {a.source for a in self.annotations.values() if a.id not in touched}
        former = {a.source for a in touched.values()} - used - {kept, ""}
        known = (self.sources[id] for id in former if id in self.sources)
        named = {source.via for source in self.sources.values()}
        bare = (s for s in known if s == Source(s.id, s.name) and s.id not in named)
        return [Change(source, None) for source in bare]

    def grade(self, target: Target, reliability: str | None, credibility: int | None) -> bool:
        """Grade the target's source (A to F) and statement (1 to 6); None leaves one as it is."""
        changes = []
        source = self.speaker_of(target)
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

    def accept(self, key: str) -> bool:
        """Accept the words that an edited annotation has in the text as it is now."""
        before = self.annotations[key]
        span = Span(before.start, before.end)
        return self._apply("accept", [Change(before, replace(before, former=None))], span)

    def set_data(self, **values: Any) -> bool:
        """Change the article's data: note, title, author, publisher, date, url, lang."""
        return self._apply("article data", [Change(self.data, replace(self.data, **values))])

    def change_source(self, source: Source, through: Source | None = None) -> bool:
        """Replace what is known about a source; one that bears the name already takes it in.

        `through` is the source that its `via` means, which is made if absent.
        """
        before = self.sources[source.id]
        other = self.source_named(source.name)
        if other.id in (source.id, *({} if other.id in self.sources else [other.id])):
            first = [Change(None, through)] if through and through.id not in self.sources else []
            return self._apply("source", [*first, Change(before, source)])
        said = [a for a in self._spans if a.source == source.id]
        moved = [Change(a, replace(a, source=other.id)) for a in said]
        moved += self._came_through(source.id, other.id)
        return self._apply(f"merge {before.name}", [*moved, Change(before, None)])

    def _came_through(self, key: str, other: str) -> list[Change]:
        """Have what came through one source come through another one, or ("") through none."""
        known = [s for s in self.sources.values() if s.via == key and s.id != key]
        return [Change(s, replace(s, via=other if other != s.id else "")) for s in known]

    def remove_source(self, key: str) -> bool:
        """Take a source away, and off all it was said to have said."""
        said = [a for a in self._spans if a.source == key]
        pairs: list[edits.Pair] = [(Target(Span(a.start, a.end)), a) for a in said]
        changes = edits.edited(pairs, self._new, source="") + self._came_through(key, "")
        source = self.sources[key]
        return self._apply(f"remove {source.name}", [*changes, Change(source, None)])

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
        book, label = edits.renamed(self.codebook, old, new), f"rename {old}"
        return self._retag(label, book, old, new, shared=not self.merges(old, new))

    def merges(self, old: str, new: str) -> bool:
        """Whether a rename would merge a tag, or one below it, into a tag that exists already."""
        return books.merges(self.tag_names(), old, books.normal_name(new))

    def delete_tag(self, name: str) -> bool:
        """Take a tag and all below it out of the codebook and off every annotation."""
        return self._retag(f"delete {name}", books.remove(self.codebook, name), name, None)

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

    def _retag(
        self, label: str, book: Codebook, old: str, new: str | None, shared: bool = False
    ) -> bool:
        changes = edits.retagged(self.annotations.values(), old, new)
        return self._apply(label, [Change(self.codebook, book), *changes], shared=shared)
