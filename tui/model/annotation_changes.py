"""Pure functions that compute the Changes of an Edit from annotations and the codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from . import codebook as books
from .anchoring.anchors import Selector
from .annotation import PLACE, Annotation, Removal, Source, new_id, source_id
from .codebook import Codebook
from .document import Span
from .errors import ReaderError
from .history import Change


class Target(NamedTuple):
    """What an edit applies to: a span or, if `id` is given, one annotation."""

    span: Span
    id: str = ""


Pair = tuple[Target, Annotation | None]
Maker = Callable[[Span], Annotation]


def new_annotation(place: Selector, author: str = "") -> Annotation:
    """An annotation without content, with a new id and the present time."""
    now = datetime.now(UTC).replace(microsecond=0)
    return Annotation(
        new_id(),
        place.start,
        place.end,
        place.quote,
        place.prefix,
        place.suffix,
        author=author,
        created=now,
        modified=now,
    )


def selector(annotation: Annotation) -> Selector:
    """The selector of an annotation: its span, quote, prefix and suffix."""
    return Selector(
        annotation.start,
        annotation.end,
        annotation.quote,
        annotation.prefix,
        annotation.suffix,
    )


def place_fields(annotation: Annotation) -> tuple[object, ...]:
    """The values of an annotation's PLACE fields, for comparison."""
    return tuple(getattr(annotation, name) for name in PLACE)


def moved_to(annotation: Annotation, place: Selector) -> Annotation:
    """The annotation moved to the position and quote of a selector."""
    return replace(
        annotation,
        start=place.start,
        end=place.end,
        quote=place.quote,
        prefix=place.prefix,
        suffix=place.suffix,
        former=None,
        text_sha256="",
    )


def is_own(annotation: Annotation, author: str) -> bool:
    """Whether the analyst named `author` may change an annotation without confirmation.

    True if the annotation has no author or this one, and always if `author` is "" (no name is
    configured).
    """
    return not author or annotation.author in ("", author)


def affecting_others(changes: Iterable[Change], author: str) -> list[Annotation]:
    """The annotations of other analysts that `changes` modify or delete, before the change."""
    return [
        change.before
        for change in changes
        if isinstance(change.before, Annotation) and not is_own(change.before, author)
    ]


def with_edit_records(changes: Iterable[Change], author: str) -> list[Change]:
    """The changes, with `author` recorded wherever they affect another analyst's annotation.

    A modified annotation gets `author` in its `edited_by`; a deleted one leaves a Removal.
    """
    found: list[Change] = []
    for change in changes:
        before, after = change.before, change.after
        if isinstance(before, Annotation) and author not in ("", before.author):
            if isinstance(after, Annotation) and author not in after.edited_by:
                after = replace(after, edited_by=(*after.edited_by, author))
                change = Change(before, after)
            elif after is None and before.author:
                found.append(Change(None, _removal(before, author)))
        found.append(change)
    return found


def _removal(annotation: Annotation, author: str) -> Removal:
    now = datetime.now(UTC).replace(microsecond=0)
    return Removal(
        annotation.id,
        annotation.quote,
        annotation.tags,
        annotation.note,
        annotation.author,
        author,
        now,
    )


def set_fields(pairs: Sequence[Pair], make: Maker, **values: Any) -> list[Change]:
    """Set fields of the targets' annotations.

    An annotation that does not exist is made by `make`; one that is empty afterwards is deleted.
    """
    changes = []
    for target, before in pairs:
        after = replace(before or make(target.span), **values)
        changes.append(Change(before, None if after.is_empty else after))
    return changes


def toggle_tag(pairs: Sequence[Pair], name: str, make: Maker) -> list[Change]:
    """Add a tag to every target, or remove it from all of them if every target has it."""
    everywhere = all(annotation and name in annotation.tags for _, annotation in pairs)
    changes: list[Change] = []
    for pair in pairs:
        tags = pair[1].tags if pair[1] else ()
        if everywhere:
            tags = tuple(tag for tag in tags if tag != name)
        elif name not in tags:
            tags = (*tags, name)
        changes += set_fields([pair], make, tags=tags)
    return changes


def rename_tag(annotations: Iterable[Annotation], old: str, new: str | None) -> list[Change]:
    """Rename a tag and its descendants in all annotations, or remove them if `new` is None."""
    changes = []
    for before in annotations:
        if not any(books.covers(old, tag) for tag in before.tags):
            continue
        if new is None:
            tags = [tag for tag in before.tags if not books.covers(old, tag)]
        else:
            tags = [books.renamed_path(tag, old, new) for tag in before.tags]
        after = replace(before, tags=tuple(dict.fromkeys(tags)))
        changes.append(Change(before, None if after.is_empty else after))
    return changes


def with_tags(codebook: Codebook, names: Iterable[str]) -> Codebook:
    """The codebook with tags of these names added.

    Raises ReaderError if a name is empty or not normalized (`normal_name`).
    """
    for name in names:
        if books.normal_name(name) != name or not name:
            raise ReaderError(f"“{name}” is no tag name: use words and / between them")
        # A group that the codebook only implies by its children can be used as a tag already.
        if not codebook.is_group(name):
            codebook = books.add(codebook, name)
    return codebook


def rename_in_codebook(codebook: Codebook, old: str, new: str) -> Codebook:
    """The codebook after a rename.

    Raises ReaderError if the new name is empty or lies below the old one.
    """
    new = books.normal_name(new)
    if not new:
        raise ReaderError("a tag needs a name: use words and / between them")
    try:
        return books.rename(codebook, old, new)
    except ValueError:
        raise ReaderError(f"{new} lies below {old}: choose a name outside it") from None


def find_or_make_source(sources: Mapping[str, Source], name: str) -> Source:
    """The source with this name (ignoring case and extra spaces) or id, or a new source."""
    wanted = " ".join(name.split())
    for source in sources.values():
        if source.name.casefold() == wanted.casefold() or source.id == name:
            return source
    return Source(source_id(wanted, sources), wanted)
