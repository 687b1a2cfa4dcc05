"""Boundaries: giving an annotation another stretch of text, and placing what was lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...model import edits
from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.document import Span
from ..fit import clip
from .judging import Judging

if TYPE_CHECKING:
    from ..dialogs.picker import PickerResult

_ACCEPT = ("a", "accept", "accept", "it belongs here")
_AGREE = ("a", "accept", "accept", "the new words take the place of the former ones")
_MOVE = ("m", "move", "move", "I select the right place, then press a")
_DROP = ("x", "drop", "drop", "it belongs nowhere any more (u brings it back)")
_LATER = ("l", "later", "later", "go on to the next one")


class Anchoring(Judging):
    """What decides where annotations lie."""

    _moving = ""

    def begin(self) -> None:
        """Say how many annotations wait for a decision."""
        super().begin()
        found = [
            said
            for waiting, one, several in (
                (len(self._unsure()), "1 note has no sure place", "{} notes have no sure place"),
                (len(self._edited()), "1 note is on edited words", "{} notes are on edited words"),
            )
            if waiting and (said := one if waiting == 1 else several.format(waiting))
        ]
        if found:
            said = f"{', '.join(found)} in this text: a goes through them"
            self.tell(said, warn=True, beside=True)

    def _unsure(self) -> list[Annotation]:
        return [a for a in self.session.state.ordered() if not self.session.state.is_anchored(a.id)]

    def _edited(self) -> list[Annotation]:
        return [a for a in self.session.state.ordered() if self.session.state.anchors[a.id].edited]

    def action_anchor(self) -> None:
        """Put an annotation on the selection, or review those that need a decision.

        These are the annotations without a certain place, then those whose words were edited.
        """
        if self.article.selection:
            self._move_here()
        elif waiting := self._unsure() + self._edited():
            self._review(waiting)
        else:
            self.tell("every note has its place; to change boundaries select text, then press a")

    def go_to(self, id: str) -> None:
        """An annotation without a sure place is decided on instead."""
        if id in self.session.state.annotations and not self.session.state.is_anchored(id):
            self._review([self.session.state.annotations[id]])
        else:
            super().go_to(id)

    def _move_here(self) -> None:
        """Give an annotation the selection for its boundaries."""
        span = self.article.span
        here = [a for a in self.session.state.overlapping(*span) if Span(a.start, a.end) != span]
        if self._moving in self.session.state.annotations:
            self._move(self._moving, span)
        elif self.last_chosen in [a.id for a in here]:
            self._move(self.last_chosen, span)
        elif len(here) == 1:
            self._move(here[0].id, span)
        else:
            self._choose_mover(here + self._unsure(), span)

    def _choose_mover(self, candidates: list[Annotation], span: Span) -> None:
        from ..dialogs.picker import Picker
        from ..widgets.choice_list import Choice

        choices = [
            Choice(id=a.id, label=" ".join(a.quote.split()), detail=", ".join(a.tags))
            for a in candidates
        ]

        def chosen(result: PickerResult | None) -> None:
            if result:
                self._move(result.id, span)

        empty = "No annotation touches the selection: a tag key makes one."
        self.app.push_screen(Picker("Put here", choices, empty=empty), chosen)

    def _move(self, id: str, span: Span, then: Callable[[bool], None] = lambda done: None) -> None:
        before = self.session.state.annotations[id]

        def moved(done: bool) -> None:
            self._moving = ""
            self.article.drop_selection()
            self.choose(id)
            then(done)

        spans = [Span(before.start, before.end), span]
        self.change(lambda: edits.move(self.session.state, id, span), spans, moved)

    def _review(self, waiting: list[Annotation]) -> None:
        """Ask about one annotation after the other, the article showing the best guess."""
        from ..dialogs.key_menu import KeyMenu
        from ..widgets.key_panel import MenuItem

        annotation, *others = waiting
        anchor = self.session.state.anchors[annotation.id]
        there = Span(anchor.start, anchor.end) if anchor.state != "orphaned" else None
        if there:
            self.article.go(there.start)
            self.article.set_hits([(there, [there])], 0)
        accept = (_AGREE if anchor.edited else _ACCEPT,) if there else ()
        items = tuple(MenuItem(*way) for way in (*accept, _MOVE, _DROP, _LATER))

        def go_on(done: bool) -> None:
            if others:
                self._review(others)

        def decided(what: str | None) -> None:
            self.article.set_hits([], None)
            if what == "accept" and there:
                self._accept_anchor(annotation.id, there, go_on)
            elif what == "drop":
                target = Target(Span(annotation.start, annotation.end), annotation.id)
                self.change(lambda: edits.remove(self.session.state, [target]), None, go_on)
            elif what == "move":
                self._moving = annotation.id
                self.tell("select where it belongs, then press a")
            elif what:
                go_on(True)

        title = self._question(annotation)
        self.app.push_screen(KeyMenu(title, items, self.config.aliases), decided)

    def _question(self, annotation: Annotation) -> str:
        """What the review asks about: an uncertain place, or the former words of edited ones."""
        anchor = self.session.state.anchors[annotation.id]
        before, quote = f"{anchor.state}: ", annotation.quote
        if anchor.edited and annotation.former:
            before, quote = "edited; formerly ", annotation.former.quote
        room = max(20, self.app.size.width - len(before) - 10)
        return f"{before}“{clip(' '.join(quote.split()), room)}”"

    def _accept_anchor(self, id: str, span: Span, then: Callable[[bool], None]) -> None:
        """Accept the new words of an edited annotation, or the place of an uncertain one."""
        if not self.session.state.anchors[id].edited:
            self._move(id, span, then)
            return

        def accepted(done: bool) -> None:
            self.choose(id)
            then(done)

        self.change(lambda: edits.accept(self.session.state, id), [span], accepted)
