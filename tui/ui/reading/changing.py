"""Changing: the one way by which the screen edits the session, and asking whose work is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...model.annotation import Annotation
from ...model.annotation_changes import Target
from ...model.document import Span
from ...model.errors import ReaderError
from ...model.history import Edit
from ...session import OthersAnnotationError
from .base import ArticleScreen

Addressed = Callable[[Target, tuple[str, ...]], None]
"""Goes on with a target, and with the ids of annotations that the user has agreed to change."""


class Changing(ArticleScreen):
    """Edits the session, shows and saves the result, and reports what failed."""

    def change(
        self,
        step: Callable[[], Edit],
        spans: list[Span] | None = None,
        then: Callable[[bool], None] = lambda done: None,
        permitted: Iterable[str] = (),
    ) -> None:
        """Apply the edit that `step` makes, show it and save it; `then` gets whether it changed.

        Asks before an edit that changes another analyst's annotation, unless its id is among the
        `permitted` ones. Shows why an edit failed.
        """
        try:
            done = self.edit(self.session.apply(step(), frozenset(permitted)), spans)
        except OthersAnnotationError as error:
            self._ask_permission(error, step, spans, then)
        except ReaderError as error:
            self.attempt(error)
        else:
            then(done)
            if done and self.session.history.done:
                self.warn_of_dependants(self.session.history.done.top)

    def warn_of_dependants(self, edit: Edit) -> None:
        """Tell which judgements and links rested on annotations that an edit deleted."""
        raise NotImplementedError

    def _ask_permission(
        self,
        error: OthersAnnotationError,
        step: Callable[[], Edit],
        spans: list[Span] | None,
        then: Callable[[bool], None],
    ) -> None:
        from ..dialogs.prompt import Confirm

        def answered(yes: bool | None) -> None:
            if yes:
                self.change(step, spans, then, error.ids)

        number = len(error.ids)
        what = "an annotation" if number == 1 else f"{number} annotations"
        question = f"This changes {what} made by {error.authors}. Go on?"
        self.app.push_screen(
            Confirm("Made by somebody else", question, "change", "leave"), answered
        )

    def address(self, target: Target, field: str, then: Addressed) -> None:
        """Go on with the target, or with the user's own annotation where it is somebody else's.

        Where the other analyst's annotation has a value in that `field`, asks which one is meant.
        """
        annotation = self.session.state.at(target)
        if annotation is None or self.session.state.own(target) == target:
            then(target, ())
        elif not getattr(annotation, field):
            then(self.session.state.own(target), ())
        else:
            self._ask_whose(annotation, target, then)

    def _ask_whose(self, annotation: Annotation, target: Target, then: Addressed) -> None:
        from ..dialogs.key_menu import KeyMenu
        from ..widgets.key_panel import MenuItem

        author = annotation.author
        items = (
            MenuItem("o", "own", "own", f"add my own annotation beside that of {author}"),
            MenuItem("c", "change", "change", f"change what {author} made"),
        )

        def chosen(what: str | None) -> None:
            if what == "change":
                then(target, (annotation.id,))
            elif what:
                then(self.session.state.own(target), ())

        title = f"{author} made this annotation"
        self.app.push_screen(KeyMenu(title, items, self.config.aliases), chosen)

    def edit(self, done: bool, spans: list[Span] | None = None) -> bool:
        """After an edit of the session: show it, unless the screen is gone, and have it saved."""
        if done and self.children:
            if spans is not None and len(spans) < 50:
                for span in spans:
                    self.article.repaint(*span)
            else:
                self.article.repaint_all()
            self.refresh_notes()
            self.save_soon()
        return done

    def attempt(self, error: ReaderError) -> None:
        """Tell why something could not be done."""
        self.tell(str(error), warn=True)
        self.app.bell()

    def save_soon(self) -> None:
        """Have everything saved within a second."""
        raise NotImplementedError
