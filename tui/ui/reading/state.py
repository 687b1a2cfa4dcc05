"""The state of the reading screen that features read and change: choices of the user."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.codebook import covers
from ...model.document import Span
from ...session import Session

if TYPE_CHECKING:
    from ...workspace.earlier_versions import EarlierPlace
    from ...workspace.known_copies import CommonPassage


class OpenNote(NamedTuple):
    """The note being written: that on a target, or with None that on the whole article.

    `base` is the text of the note when its editor was opened or last saved into the session.
    """

    target: Target | None
    base: str = ""


class Moving(NamedTuple):
    """The annotation that the review is to move, and the `rest` of the `total` to be reviewed.

    `earlier` has for ids of annotations where they were made in an earlier version of the text.
    """

    id: str
    rest: tuple[str, ...] = ()
    total: int = 1
    earlier: Mapping[str, EarlierPlace] = {}

    @property
    def number(self) -> int:
        """The number of the annotation in the review, from 1."""
        return self.total - len(self.rest)


@dataclass
class ReadingState:
    """The filter and the chosen and marked passages; ids are those of annotations, "" for none."""

    filter: str = ""
    """The tag whose annotations alone are shown, with those of the tags below it; "" for all."""
    target_id: str = ""
    """The annotation that the next command applies to."""
    last_chosen: str = ""
    """The annotation that is the target or was it last."""
    marked: tuple[Span, ...] = ()
    """Hits that the next edit applies to, instead of the target."""
    last_tag: str = ""
    """The tag that was toggled last."""
    moving: Moving | None = None
    """The annotation for which the user is to choose a new span."""
    note: OpenNote | None = None
    """The note that is being written."""
    common: Mapping[int, tuple[CommonPassage, ...]] = field(default_factory=dict)
    """Where passages stand in other articles, by the offset at which the passage starts."""
    common_spans: tuple[Span, ...] = ()
    """The spans of these passages, in the order of the text."""
    exported_to: str = ""
    """The path that the user chose for the last export of this article."""

    def target(self, session: Session, span: Span) -> Target:
        """The target of a note or a grade: the chosen annotation, or else a span of the text."""
        chosen = session.state.annotations.get(self.target_id)
        if chosen:
            return Target(Span(chosen.start, chosen.end), chosen.id)
        return Target(span)

    def candidates(self, session: Session, passage: Span, caret: Span) -> list[Span]:
        """The spans of the shown annotations at the caret to which a command may apply.

        Empty if an annotation is chosen or the passage itself is annotated, because the target is
        then certain.
        """
        if self.target_id in session.state.annotations or session.state.exactly(passage):
            return []
        here = filter(self.passes, session.state.each_overlapping(*caret))
        return list(dict.fromkeys(Span(a.start, a.end) for a in here))

    def show_common(self, found: Sequence[CommonPassage]) -> None:
        """Replace the passages that stand in other articles too by others, in text order."""
        common: dict[int, tuple[CommonPassage, ...]] = {}
        for each in found:
            common[each.passage.start] = (*common.get(each.passage.start, ()), each)
        self.common = common
        self.common_spans = tuple(places[0].passage for places in common.values())

    def passes(self, annotation: Annotation) -> bool:
        """Whether the filter shows an annotation."""
        return not self.filter or any(covers(self.filter, tag) for tag in annotation.tags)
