"""What each of two programs writes in the test of two writers: the edits, and the values in them.

Each value names its writer and is never used twice, so that the notes show whose work is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tui.model import dossier_edits, edits
from tui.model.annotation import Judgement, Link, Notes
from tui.model.annotation_changes import Target
from tui.model.codebook import Codebook
from tui.model.document import Span
from tui.model.document_state import DocumentState
from tui.model.dossier import Hypothesis
from tui.model.history import Edit
from tui.session import Session

_DATA = ("note", "title", "author", "publisher")
_LETTERS = "ABCDEF"
IN_CODEBOOK = "codebook: "
"""Tells a value in the codebook from the same value in the notes."""


@dataclass(frozen=True)
class Step:
    """What a writer may use for an edit: `pick` chooses among several things.

    `permitted` are the ids of the annotations of other analysts that may be changed.
    """

    session: Session
    writer: str
    value: str
    span: Span
    pick: int
    permitted: frozenset[str] = frozenset()

    @property
    def state(self) -> DocumentState:
        return self.session.state

    def apply(self, edit: Edit) -> bool:
        return self.session.apply(edit, self.permitted)

    @property
    def target(self) -> Target:
        return Target(self.span)

    def is_own(self, text: str) -> bool:
        return text.startswith(f"{self.writer}/")

    def is_free(self, *texts: str) -> bool:
        """Whether these texts hold nothing that the other program wrote."""
        return all(not text or self.is_own(text) or "/" not in text for text in texts)

    def chosen(self, items: Iterable[Any]) -> Any:
        found = list(items)
        return found[self.pick % len(found)] if found else None


def written(notes: Notes) -> set[str]:
    """Every value that somebody wrote into notes, those that lost in a merge included."""
    found = {tag for a in notes.annotations for tag in a.tags}
    for a in notes.annotations:
        found |= _texts([a.note, a.reason, [link.why for link in a.links], a.extra])
    for source in notes.sources:
        found |= _texts([source.role, source.extra])
    for judgement in notes.judgements:
        found |= _texts([judgement.text, judgement.cites, judgement.extra])
    data = notes.document
    return found | _texts([*(getattr(data, name) for name in _DATA), data.extra])


def written_into(codebook: Codebook) -> set[str]:
    """Every value that somebody wrote into a codebook, each behind IN_CODEBOOK."""
    found = [_texts([tag.name, tag.description, tag.extra]) for tag in codebook.tags]
    return {f"{IN_CODEBOOK}{text}" for texts in found for text in texts}


def _texts(value: object) -> set[str]:
    if isinstance(value, str):
        return {*value.split("\n\n")}
    if isinstance(value, Mapping):
        return _texts(list(value.values()))
    if isinstance(value, list | tuple):
        return {text for item in value for text in _texts(item)}
    return set()


def _tag(step: Step) -> None:
    step.apply(edits.toggle_tag(step.state, [step.target], step.value))


def _untag(step: Step) -> None:
    now = step.state.at(step.target)
    if tag := step.chosen(filter(step.is_own, now.tags if now else ())):
        step.apply(edits.toggle_tag(step.state, [step.target], tag))


def _note(step: Step) -> None:
    now = step.state.at(step.target)
    if not (now and now.note):
        step.apply(edits.set_note(step.state, step.target, step.value))


def _source(step: Step) -> None:
    now = step.state.at(step.target)
    if not (now and now.source):
        step.apply(
            edits.set_source(step.state, [step.target], f"Source {step.value}", role=step.value)
        )


def _grade(step: Step) -> None:
    number = step.pick % len(_LETTERS)
    step.apply(edits.grade(step.state, step.target, _LETTERS[number], number + 1))


def _reason(step: Step) -> None:
    now = step.state.at(step.target)
    if now and not now.reason and not now.source:
        step.apply(edits.give_reasons(step.state, step.target, "", step.value))


def _link(step: Step) -> None:
    step.apply(
        edits.link(step.state, step.target, Link(f"other.txt#{step.value}", "supports", step.value))
    )


def _unlink(step: Step) -> None:
    now = step.state.at(step.target)
    links = [link for link in (now.links if now else ()) if step.is_own(link.why)]
    if now and links:
        step.apply(edits.unlink(step.state, now.id, step.chosen(links)))


def _judge(step: Step) -> None:
    step.apply(dossier_edits.judge(step.state, Judgement(f"J{step.value}", step.value)))


def _suppose(step: Step) -> None:
    hypothesis = Hypothesis(f"H{step.value}", step.value)
    step.apply(dossier_edits.put_hypothesis(step.state, hypothesis))


def _cite(step: Step) -> None:
    if judgement := step.chosen(step.state.all_judgements().values()):
        step.apply(
            dossier_edits.judge(
                step.state, replace(judgement, cites=(*judgement.cites, step.value))
            )
        )


def _data(step: Step) -> None:
    name = step.chosen(_DATA)
    if step.is_free(getattr(step.state.data, name)):
        step.apply(edits.set_data(step.state, **{name: step.value}))


def _move(step: Step) -> None:
    if annotation := step.chosen(step.state.ordered()):
        step.apply(edits.move(step.state, annotation.id, Span(step.pick % 8, 20 + step.pick)))


def _remove(step: Step) -> None:
    now = step.state.at(step.target)
    if now and step.is_free(*written(Notes(annotations=(now,)))):
        step.apply(edits.remove(step.state, [step.target]))


def _describe(step: Step) -> None:
    if tag := step.chosen(t for t in step.state.codebook.tags if not t.description):
        step.apply(edits.change_tag(step.state, replace(tag, description=step.value)))


def _key(step: Step) -> None:
    if tag := step.chosen(step.state.codebook.tags):
        key = "abcdefghij"[step.pick]
        step.apply(edits.change_tag(step.state, replace(tag, key=key, quick=step.pick % 9 + 1)))


def _rename(step: Step) -> None:
    if tag := step.chosen(filter(step.is_own, step.state.tag_names())):
        step.apply(edits.rename_tag(step.state, tag, step.value))


def _delete_tag(step: Step) -> None:
    known = step.state.codebook.by_name
    own = [name for name in step.state.tag_names() if step.is_own(name)]
    free = (n for n in own if n not in known or step.is_free(known[n].description))
    if tag := step.chosen(free):
        step.apply(edits.delete_tag(step.state, tag))


def _remove_source(step: Step) -> None:
    if source := step.chosen(s for s in step.state.known_sources().values() if step.is_own(s.role)):
        step.apply(dossier_edits.remove_source(step.state, source.id))


Edits = Mapping[str, Callable[[Step], None]]
"""Name of an edit -> function that makes it, or does nothing where it does not apply."""

ADDITIONS: Edits = {
    "tag": _tag,
    "note": _note,
    "source": _source,
    "grade": _grade,
    "reason": _reason,
    "link": _link,
}
CHANGES: Edits = {
    "take a tag off": _untag,
    "remove a link": _unlink,
    "move": _move,
    "remove": _remove,
    "remove a source": _remove_source,
}
BESIDE: Edits = {
    "judgement": _judge,
    "citation": _cite,
    "hypothesis": _suppose,
    "data": _data,
}
TAGS: Edits = {
    "describe a tag": _describe,
    "key of a tag": _key,
    "rename a tag": _rename,
    "delete a tag": _delete_tag,
}
