"""Moving, selecting and looking: the caret, the panes, the sidebar that follows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from textual.dom import DOMNode
from textual.widget import Widget

from ...model.annotation import Annotation
from ...model.document import Span
from ..commands import help_groups
from ..widgets.article_view import Article
from ..widgets.note_list import DOCUMENT, NotePane
from .changing import Changing

_ALWAYS = ("switch_pane", "theme", "quit", "app.command_palette")
"""Actions that keys reach wherever they go."""

_IN_SIDEBAR = ("quick", "undo", "redo", "search", "hide_sidebar", "help", "leave")
"""Actions of the article that keep their keys in the sidebar; the others would be accidents."""

_NOWHERE: frozenset[DOMNode] = frozenset()


class Reading(Changing):
    """What the keys that change nothing do."""

    _focused: Widget | None = None
    _around: frozenset[DOMNode] = _NOWHERE
    """What the focus lies in, with what has it."""

    def action_move(self, motion: str) -> None:
        """Move the caret, which is then the target; a selection in progress is extended."""
        if self.target_id:
            self.choose("")
        self.article.move(motion)
        # Not when the article tells of it: that would be a second frame, 20 ms later.
        self.refresh_place()

    def action_extend(self, motion: str) -> None:
        """Select by a motion."""
        self.article.move(motion, extend=True)
        self.refresh_place()

    def action_select(self) -> None:
        """Select from the caret on, or the whole passage."""
        self.article.start_selecting()

    def action_swap_ends(self) -> None:
        """Go on at the other end of the selection."""
        self.article.swap_ends()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys mean something here: none of the article's while something is typed.

        The same key swaps the ends while selecting and opens another article otherwise.
        """
        # Asked 200 times for each look at the keys: a walk up from the focus each time takes 6 ms.
        if self._focused is not self.focused:
            self._focused = self.focused
            self._around = frozenset(self.focused.ancestors_with_self) if self.focused else _NOWHERE
        if self.editor in self._around or self.search in self._around:
            return action in _ALWAYS
        if self.sidebar in self._around and action not in _ALWAYS + _IN_SIDEBAR:
            return False
        if action in ("swap_ends", "open"):
            return (self.article.selection is not None) == (action == "swap_ends")
        return True

    def action_leave(self) -> None:
        """Leave, one at a time: marked hits, a chosen annotation, the selection and the caret."""
        if self.sidebar.has_focus_within:
            self.article.focus()
        elif self.marked:
            self.mark_hits(())
        elif self.target_id:
            self.choose("")
        elif self.article.selection or self.article.caret is not None:
            self.article.drop_selection()
        else:
            self.forget_hits()

    def forget_hits(self) -> None:
        """Take the marks of the last search away."""
        raise NotImplementedError

    def mark_hits(self, spans: tuple[Span, ...]) -> None:
        """Keep passages marked, so that the next edit is about all of them."""
        self.marked = spans
        self.refresh_header()

    def action_annotation(self, direction: int) -> None:
        """Go to the next annotation or the one before: it becomes the target."""
        # One at a time: the next that can be gone to is near, however many there are.
        found = next(filter(self._is_shown, self._from_here(direction)), None)
        if found:
            self.go_to(found.id)
        elif any(map(self._is_shown, self.session.state.ordered())):
            self.tell("that was the last annotation" if direction > 0 else "that was the first one")
        else:
            self.tell("nothing is marked yet: 1 … 9, Space or t tags the passage")

    def _is_shown(self, annotation: Annotation) -> bool:
        return self.session.state.is_anchored(annotation.id) and self.passes(annotation)

    def _from_here(self, direction: int) -> list[Annotation]:
        """The annotations after the target, or before it; else from the caret on, its own first."""
        every, here = self.session.state.ordered(), list[Annotation]()
        chosen = self.session.state.annotations.get(self.target_id)
        if chosen and self._is_shown(chosen):
            first = bisect_left(every, chosen.sort_key, key=attrgetter("sort_key"))
            last = first + 1
        else:
            at = self.article.span.start
            first = bisect_left(every, at, key=attrgetter("start"))
            last = bisect_right(every, at, key=attrgetter("start"))
            here = every[first:last]
        return here + (every[last:] if direction > 0 else every[:first][::-1])

    def go_to(self, id: str) -> None:
        """Put the caret on an annotation and make it the target."""
        annotation = self.session.state.annotations.get(id)
        if annotation is None:
            return
        if not self.session.state.is_anchored(id):
            anchor = self.session.state.anchors[id]
            self.tell(f"{anchor.state}: this passage is not surely in the text any more", warn=True)
            return
        self.article.drop_selection()
        self.article.go(annotation.start)
        self.choose(id)

    def choose(self, id: str) -> None:
        """Make an annotation the target, or ("") none in particular."""
        before, self.target_id = self.target_id, id
        self.last_chosen = id or self.last_chosen
        for key in (before, id):
            annotation = self.session.state.annotations.get(key)
            if annotation:
                self.article.repaint(annotation.start, annotation.end)
        self.refresh_place()

    def on_article_caret_moved(self, event: Article.CaretMoved) -> None:
        """Whatever was the target, the caret's passage is it now, unless it begins there."""
        chosen = self.session.state.annotations.get(self.target_id)
        if chosen and not event.passage.start <= chosen.start < event.passage.end:
            self.choose("")
        else:
            self.refresh_place()

    def on_article_selection_changed(self, event: Article.SelectionChanged) -> None:
        """A selection is the target as long as it lasts."""
        if event.span is not None and self.target_id:
            self.choose("")
        else:
            self.refresh_place()

    def on_note_pane_wanted(self, event: NotePane.Wanted) -> None:
        """Go to the annotation that was chosen in the sidebar."""
        if event.id == DOCUMENT:
            self.action_document_note()
        else:
            self.article.focus()
            self.go_to(event.id)

    def action_document_note(self) -> None:
        """Write the note on the whole article."""
        raise NotImplementedError

    def action_switch_pane(self) -> None:
        """From the article to the tags, to the notes, and back."""
        if self.article.has_focus:
            self.sidebar_wanted = self.sidebar.display = True
        if self.editor.has_focus_within or not self.sidebar.step(1):
            self.article.focus()
            self.lay_out()

    def action_hide_sidebar(self) -> None:
        """Show or hide the sidebar; the choice is remembered."""
        self.sidebar_wanted = not self.sidebar.display
        self.lay_out()
        self.sidebar.display = self.sidebar_wanted
        self.article.focus()
        self.remember(sidebar=self.sidebar_wanted)

    def action_help(self) -> None:
        """Show every key."""
        from ..dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(help_groups(self.config.keys)))

    def remember(self, **choices: object) -> None:
        """Keep a choice for the next time."""
        raise NotImplementedError
