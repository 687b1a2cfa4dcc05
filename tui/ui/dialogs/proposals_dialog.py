"""ProposalsDialog: shows what coding rules propose, to be kept or left out one by one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ...workspace.folder_coding import ProposedPassage
from ..commands import bindings
from ..widgets.line_widget import Lines
from ..widgets.proposal_pane import DecidedPassage, ProposalPane, passage_lines
from .dialog import Dialog


class ProposalsDialog(Dialog[list[ProposedPassage]]):
    """Lists proposed passages, each in its context, and returns those that the user keeps."""

    DEFAULT_CSS = """
    ProposalsDialog {
        & > #frame { width: 110; height: 100%; }
        #passage { height: 6; margin-top: 1; }
        MessageLine { max-height: 2; }
    }
    """
    heading = "Coding by rule"
    BINDINGS: ClassVar[list[BindingType]] = bindings("proposal")

    def __init__(self, passages: Sequence[ProposedPassage], remark: str = "") -> None:
        """`remark` is shown until something is decided."""
        super().__init__()
        self._rows = [DecidedPassage(passage) for passage in passages]
        self._remark = remark
        self._pane = ProposalPane()
        self._passage = Lines(self._passage_lines, id="passage")
        self._is_leaving = False

    def body(self) -> ComposeResult:
        """Yield the list, and below it the passage under the cursor."""
        yield self._pane
        yield self._passage

    def on_mount(self) -> None:
        """Show the passages."""
        self._pane.set_items(self._rows, 0)
        self._pane.focus()
        self.show_message(self._remark)
        self._passage.redraw()

    @on(ProposalPane.Highlighted)
    def _show_passage(self) -> None:
        self._passage.redraw()

    def _passage_lines(self, width: int, height: int) -> list[Content]:
        row = self._pane.current
        return passage_lines(row.passage, width, height) if row else []

    @property
    def _kept(self) -> list[ProposedPassage]:
        return [row.passage for row in self._rows if row.is_kept]

    def action_decide(self, is_kept: bool) -> None:
        """Keep the passage under the cursor or leave it out, and go on to the next undecided."""
        at = self._pane.cursor
        if self._rows:
            self._rows[at] = self._rows[at]._replace(is_kept=is_kept)
            later = (*range(at + 1, len(self._rows)), *range(at))
            self._show(next((n for n in later if self._rows[n].is_kept is None), at))

    def action_keep_all(self) -> None:
        """Keep all passages that are not decided yet."""
        self._rows = [
            row._replace(is_kept=True) if row.is_kept is None else row for row in self._rows
        ]
        self._show(self._pane.cursor)

    def _show(self, cursor: int) -> None:
        """Show the decisions, with the cursor on a row."""
        self._is_leaving = False
        self._pane.set_items(self._rows, cursor)
        self._passage.redraw()
        left = sum(row.is_kept is None for row in self._rows)
        self.show_message(f"{len(self._kept)} kept, {left} undecided; Enter tags those kept")

    def action_finish(self) -> None:
        """Return the passages that are kept, if there are any."""
        if self._kept or not self._rows:
            self.dismiss(self._kept)
        else:
            self.show_message("nothing is kept yet: y keeps a passage, a all of them, Esc closes")

    def action_leave(self) -> None:
        """Close without a result; if passages are kept, only when asked twice."""
        if self._kept and not self._is_leaving:
            self._is_leaving = True
            self.show_message(f"Enter tags the {len(self._kept)} kept; Esc again tags nothing")
        else:
            self.dismiss(None)
