"""What the user has chosen on the reading screen: values that features read and replace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.codebook import covers
from ...model.document import Span
from ...session import Session


class OpenNote(NamedTuple):
    """The note being written: on a target, or (None) on the whole article.

    `given` is the note as it was when its editor was opened, or last kept.
    """

    target: Target | None
    given: str = ""


@dataclass
class ReadingState:
    """What is filtered, chosen and marked; ids are those of annotations, "" for none."""

    filter: str = ""
    """The tag that alone is shown, with those below it."""
    target_id: str = ""
    """The annotation that the next command is about."""
    last_chosen: str = ""
    """The annotation that was the target last, if not now."""
    marked: tuple[Span, ...] = ()
    """Hits that the next edit is about, all of them."""
    last_tag: str = ""
    moving: str = ""
    """The annotation that waits for the user to select its new place."""
    note: OpenNote | None = None
    exported_to: str = ""
    """The path that the user chose for the last export of this article."""

    def target(self, session: Session, span: Span) -> Target:
        """What a note or a grade is about: the chosen annotation, else what the caret covers."""
        chosen = session.state.annotations.get(self.target_id)
        if chosen:
            return Target(Span(chosen.start, chosen.end), chosen.id)
        return Target(span)

    def candidates(self, session: Session, passage: Span, caret: Span) -> list[Span]:
        """The spans of visible annotations at the caret that a command may be about.

        None if an annotation is chosen or the passage has an annotation of its own: then there is
        nothing to choose.
        """
        if self.target_id in session.state.annotations or session.state.exactly(passage):
            return []
        here = filter(self.passes, session.state.each_overlapping(*caret))
        return list(dict.fromkeys(Span(a.start, a.end) for a in here))

    def passes(self, annotation: Annotation) -> bool:
        """Whether the filter lets an annotation be seen."""
        return not self.filter or any(covers(self.filter, tag) for tag in annotation.tags)
