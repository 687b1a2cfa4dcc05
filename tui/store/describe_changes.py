"""Describe the differences between two states of notes or of a dossier for the user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ..model.annotation import Annotation, Notes
from ..model.dossier import Dossier
from .merge_records import COPY_KEY, content


def describe_changes(before: Notes, after: Notes) -> tuple[str, ...]:
    """Short phrases such as "2 annotations added" and "tag x removed from 1", one for each change.

    Added and removed tags are counted by tag, all other changes by record.
    """
    old = {a.id: a for a in before.annotations}
    new = {a.id: a for a in after.annotations}
    added = [new[key] for key in new.keys() - old.keys()]
    copies = sum(COPY_KEY in a.extra for a in added)
    both = [(old[key], new[key]) for key in old.keys() & new.keys()]
    edited = sum(content(_without_tags(a)) != content(_without_tags(b)) for a, b in both)
    phrases = [
        _counted(len(added) - copies, "annotation", "added"),
        _counted(edited, "annotation", "changed"),
        _counted(len(old.keys() - new.keys()), "annotation", "removed"),
        _counted(copies, "annotation", "kept beside ours, for both sides changed it"),
        *_tags(both),
        *_records("source", before.sources, after.sources),
        *_records("judgement", before.judgements, after.judgements),
    ]
    if _data(before) != _data(after):
        phrases.append("the article's data changed")
    return tuple(filter(None, phrases))


def describe_dossier_changes(before: Dossier, after: Dossier) -> tuple[str, ...]:
    """Short phrases for the differences between two dossiers, as `describe_changes` gives them."""
    phrases = [
        *_records("source", before.sources, after.sources),
        *_records("judgement", before.judgements, after.judgements),
        *_records("hypothesis", before.hypotheses, after.hypotheses),
        *_records("saved search", before.searches, after.searches, "name"),
        *_records("assignment", before.assignments, after.assignments, "path"),
        *_records("coding rule", before.rules, after.rules, "name"),
    ]
    if before.note != after.note:
        phrases.append("the dossier's note changed")
    if before.extra != after.extra:
        phrases.append("the dossier's data changed")
    return tuple(filter(None, phrases))


_PLURALS = {"hypothesis": "hypotheses", "saved search": "saved searches"}


def _counted(number: int, noun: str, what: str) -> str:
    nouns = noun if number == 1 else _PLURALS.get(noun, f"{noun}s")
    return f"{number} {nouns} {what}" if number else ""


def _tags(both: Iterable[tuple[Annotation, Annotation]]) -> list[str]:
    added: Counter[str] = Counter()
    removed: Counter[str] = Counter()
    for before, after in both:
        added.update({*after.tags} - {*before.tags})
        removed.update({*before.tags} - {*after.tags})
    return [
        f"tag {name} {word} {number}"
        for found, word in ((added, "added to"), (removed, "removed from"))
        for name, number in sorted(found.items())
    ]


def _records(noun: str, before: Iterable[Any], after: Iterable[Any], key: str = "id") -> list[str]:
    old: Mapping[str, Any] = {getattr(record, key): record for record in before}
    new: Mapping[str, Any] = {getattr(record, key): record for record in after}
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    return [
        _counted(len(new.keys() - old.keys()), noun, "added"),
        _counted(changed, noun, "changed"),
        _counted(len(old.keys() - new.keys()), noun, "removed"),
    ]


def _without_tags(annotation: Annotation) -> Annotation:
    return replace(annotation, tags=())


def _data(notes: Notes) -> object:
    return replace(notes.document, path="", text_sha256=""), notes.extra
