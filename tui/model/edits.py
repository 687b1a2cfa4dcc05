"""The edits an analyst can make: pure functions from a DocumentState to one undoable Edit.

An Edit without changes has no effect. `Session.apply` applies an Edit and records it for undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from . import annotation_changes as change
from . import codebook as books
from .anchoring.anchors import make
from .annotation import Annotation, Link, Source
from .annotation_changes import Pair, Target
from .codebook import Codebook, Tag
from .document import Span
from .document_state import DocumentState
from .history import Change, Edit
from .source_changes import added_source, changed_source


def toggle_tag(state: DocumentState, targets: Sequence[Target], name: str) -> Edit:
    """Add a tag to all targets, or remove it if all have it; an unknown tag is created.

    If a target is another analyst's annotation, the tag is added to the user's own annotation on
    the same span; it can be removed from either. Raises ReaderError if the name is invalid.
    """
    book = change.with_tags(state.codebook, [name])
    chosen = []
    for target in targets:
        annotation = state.at(target)
        has_tag = annotation is not None and name in annotation.tags
        chosen.append(target if has_tag else state.own_target(target))
    toggled = change.toggle_tag(_pairs(state, chosen), name, _maker(state))
    return _edit(f"tag {name}", [Change(state.codebook, book), *toggled], targets[0].span)


def annotate(
    state: DocumentState,
    span: Span,
    tags: Iterable[str] = (),
    note: str = "",
    source_name: str = "",
    key: str = "",
) -> Edit:
    """Make or extend the user's annotation of a span: tags are added, the note is appended.

    With `key`, the id of an annotation, that one is extended. Raises ReaderError if the name of a
    tag is invalid.
    """
    before = state.at(Target(span, key))
    annotation = before or _maker(state)(span)
    names = [state.codebook.current(name) for name in tags]
    source = state.source_named(source_name) if source_name else None
    source_id = state.noted_id(source) if source else annotation.source
    after = replace(
        annotation,
        tags=tuple(dict.fromkeys((*annotation.tags, *names))),
        note="\n\n".join(filter(None, (annotation.note, note))),
        source=source_id,
    )
    book = change.with_tags(state.codebook, names)
    changes = [Change(state.codebook, book), Change(before, after)]
    return _edit("annotate", [*added_source(state, source), *changes], span)


def code(state: DocumentState, coded: Iterable[tuple[Span, str, str]]) -> Edit:
    """Make annotations of the user that coding rules propose: each a span, a tag, a rule's name.

    They are made beside other annotations of the same span. Raises ReaderError if the name of a tag
    is invalid.
    """
    made, found = _maker(state), list(coded)
    book = change.with_tags(state.codebook, [tag for _, tag, _ in found])
    changes = [
        Change(None, replace(made(span), tags=(tag,), rule=rule)) for span, tag, rule in found
    ]
    return _edit("code by rule", [Change(state.codebook, book), *changes], found[0][0])


def set_note(state: DocumentState, target: Target, text: str) -> Edit:
    """Set the note of a target."""
    return _set_fields(state, "note", [target], note=text)


def set_source(
    state: DocumentState, targets: Sequence[Target], name: str, role: str = "", kind: str = ""
) -> Edit:
    """Set the source of all targets by its name; "" removes it.

    If no source has this name, one is made with the given role and kind.
    """
    if not name:
        return _set_fields(state, "source", targets, source="")
    source = state.source_named(name)
    if source.id not in state.known_sources():
        source = replace(source, role=role, kind=kind)
    id = state.noted_id(source)
    changes = change.set_fields(_pairs(state, targets), _maker(state), source=id)
    unused = _unused_sources(state, id, changes)
    return _edit("source", [*added_source(state, source), *changes, *unused], targets[0].span)


def grade(
    state: DocumentState, target: Target, reliability: str | None, credibility: int | None
) -> Edit:
    """Grade the target's source (A to F) and statement (1 to 6); None leaves a grade unchanged."""
    changes: list[Change] = []
    source = state.speaker_of(target)
    if reliability is not None and source:
        changes += changed_source(state, source, replace(source, reliability=reliability))
    if credibility is not None:
        pairs = _pairs(state, [target])
        changes += change.set_fields(pairs, _maker(state), credibility=credibility)
    return _edit("grade", changes, target.span)


def give_reasons(state: DocumentState, target: Target, reliability: str, credibility: str) -> Edit:
    """Set the reasons for the grades of the target's source and statement; "" removes a reason."""
    annotation, source = state.at(target), state.speaker_of(target)
    changes = changed_source(state, source, replace(source, reason=reliability)) if source else []
    if annotation or credibility:
        changes += change.set_fields([(target, annotation)], _maker(state), reason=credibility)
    return _edit("reason", changes, target.span)


def remove_tags(state: DocumentState, targets: Sequence[Target], names: Iterable[str]) -> Edit:
    """Take tags off the annotations of the targets; one of which nothing is left is deleted."""
    changes: list[Change] = []
    removed = {*names}
    for target, annotation in _pairs(state, targets):
        tags = tuple(tag for tag in annotation.tags if tag not in removed) if annotation else ()
        changes += change.set_fields([(target, annotation)], _maker(state), tags=tags)
    return _edit("remove tags", changes, targets[0].span)


def remove(state: DocumentState, targets: Sequence[Target]) -> Edit:
    """Delete the annotations of the targets."""
    found = [annotation for annotation in map(state.at, targets) if annotation]
    at = targets[0].span if targets else Span(0, 0)
    return _edit("remove", [Change(annotation, None) for annotation in found], at)


def move(state: DocumentState, key: str, span: Span) -> Edit:
    """Move an annotation to another span, where it is then anchored."""
    before = state.annotations[key]
    place = make(state.document.text, *span)
    return _edit("move", [Change(before, change.moved_to(before, place))], span)


def accept(state: DocumentState, key: str) -> Edit:
    """Accept the edited words of the article as an annotation's quote."""
    before = state.annotations[key]
    after = replace(before, former=None)
    return _edit("accept", [Change(before, after)], Span(before.start, before.end))


def link(state: DocumentState, target: Target, link: Link) -> Edit:
    """Add a link to a target; one with the same end and relation gets the reason, if there is one.

    If the target is another analyst's annotation, the link is added to the user's own annotation on
    the same span.
    """
    target = state.own_target(target)
    annotation = state.at(target)
    links = annotation.links if annotation else ()
    known = next((one for one in links if (one.to, one.rel) == (link.to, link.rel)), None)
    if known is None:
        links = (*links, link)
    elif link.why:
        links = tuple(replace(one, why=link.why) if one is known else one for one in links)
    changes = change.set_fields([(target, annotation)], _maker(state), links=links)
    return _edit(link.rel, changes, target.span)


def unlink(state: DocumentState, key: str, link: Link) -> Edit:
    """Remove a link from an annotation."""
    annotation = state.annotations[key]
    span = Span(annotation.start, annotation.end)
    links = tuple(one for one in annotation.links if one != link)
    pair = Target(span, key), annotation
    return _edit("remove the link", change.set_fields([pair], _maker(state), links=links), span)


def set_data(state: DocumentState, **values: Any) -> Edit:
    """Set fields of the article's data: note, title, author, publisher, date, url, lang."""
    return _edit("article data", [Change(state.data, replace(state.data, **values))])


def mark_done(state: DocumentState, done: bool) -> Edit:
    """Mark the article as done for the user, or take the mark away."""
    names = tuple(name for name in state.data.done if name != state.author)
    marked = replace(state.data, done=tuple(sorted((*names, state.author))) if done else names)
    return _edit("done", [Change(state.data, marked)])


def add_tag(state: DocumentState, name: str) -> Edit:
    """Add a tag to the codebook. Raises ReaderError if the name is invalid."""
    book = change.with_tags(state.codebook, [name])
    return _edit(f"add {name}", [Change(state.codebook, book)])


def change_tag(state: DocumentState, tag: Tag) -> Edit:
    """Replace a tag's key, digit, colour, description or note; it is added if absent."""
    book = books.change(state.codebook, tag)
    return _edit(f"change {tag.name}", [Change(state.codebook, book)])


def rename_tag(state: DocumentState, old: str, new: str) -> Edit:
    """Rename a tag and its descendants everywhere; a tag that has the new name is merged with it.

    Raises ReaderError if the new name is empty or lies below the old one.
    """
    book = change.rename_in_codebook(state.codebook, old, new)
    is_merge = state.merges(old, new)
    label = f"merge {old}" if is_merge else f"rename {old}"
    return _retag(state, label, book, old, new)._replace(shared=not is_merge)


def delete_tag(state: DocumentState, name: str) -> Edit:
    """Delete a tag and its descendants from the codebook and from every annotation."""
    book = books.remove(state.codebook, name)
    return _retag(state, f"delete {name}", book, name, None)


def _edit(label: str, changes: Sequence[Change], at: Span | None = None) -> Edit:
    return Edit(label, tuple(changes), at.start if at else -1)


def _maker(state: DocumentState) -> change.Maker:
    """A function that makes a new annotation of a span by the present author."""
    text, author = state.document.text, state.author
    return lambda span: change.new_annotation(make(text, *span), author)


def _pairs(state: DocumentState, targets: Sequence[Target]) -> list[Pair]:
    return [(target, state.at(target)) for target in targets]


def _set_fields(
    state: DocumentState, label: str, targets: Sequence[Target], **values: object
) -> Edit:
    changes = change.set_fields(_pairs(state, targets), _maker(state), **values)
    return _edit(label, changes, targets[0].span)


def _retag(state: DocumentState, label: str, book: Codebook, old: str, new: str | None) -> Edit:
    changes = change.rename_tag(state.annotations.values(), old, new)
    return _edit(label, [Change(state.codebook, book), *changes])


def _unused_sources(state: DocumentState, kept: str, changes: Sequence[Change]) -> list[Change]:
    """Changes that delete sources which consist of a name alone and are unused after `changes`."""
    touched = {c.before.id: c.before for c in changes if isinstance(c.before, Annotation)}
    used = {a.source for a in state.annotations.values() if a.id not in touched}
    former = {a.source for a in touched.values()} - used - {kept, ""}
    known = (state.sources[id] for id in former if id in state.sources)
    named = {source.via for source in state.sources.values()}
    bare = (s for s in known if s == Source(s.id, s.name) and s.id not in named)
    return [Change(source, None) for source in bare]
