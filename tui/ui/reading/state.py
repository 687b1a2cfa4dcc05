"""The state of the reading screen that features read and change: choices of the user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ...model.analysts import EVERYBODY, Whose
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.codebook import covers
from ...model.document import Span
from ...model.history import Edit
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
    """What is shown, and the chosen and marked passages; ids are of annotations, "" for none."""

    filter: str = ""
    """The tag whose annotations alone are shown, with those of the tags below it; "" for all."""
    whose: Whose = EVERYBODY
    """The analysts whose annotations alone are shown."""
    blind_chosen: bool = False
    """Whether the user chose to hide what others set on this article until it is done."""
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
        """Whether an annotation is shown: the filter and the choice of analysts include it."""
        if not self.whose.shows(annotation):
            return False
        return not self.filter or any(covers(self.filter, tag) for tag in annotation.tags)

    def counts(self, session: Session) -> Counter[str]:
        """The annotations per tag and group by the analysts whose annotations are shown."""
        if not self.whose.label:
            return session.state.counts()
        return session.state.counts(filter(self.whose.shows, session.state.ordered()))

    @property
    def only(self) -> str:
        """What alone is shown, such as "claim, by Anna"; "" if everything is."""
        return ", ".join(filter(None, (self.filter, self.whose.label)))

    @property
    def nothing_shown(self) -> str:
        """What is said where no annotation is shown; "" if all would be."""
        if not self.whose.label:
            return f"Nothing here has {self.filter}." if self.filter else ""
        tag = f" and has {self.filter}" if self.filter else ""
        return f"No annotation here is {self.whose.label}{tag}."

    def reveal(self, edit: Edit) -> bool:
        """Show the annotations of all analysts again if an edit made or changed a hidden one.

        Returns whether it did.
        """
        made = [change.after for change in edit.changes]
        if all(self.whose.shows(one) for one in made if isinstance(one, Annotation)):
            return False
        self.whose = EVERYBODY
        return True
