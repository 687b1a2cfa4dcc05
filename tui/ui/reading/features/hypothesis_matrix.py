"""Weigh competing hypotheses: a matrix of evidence that is rated for each of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from ....model import dossier_edits
from ....model.annotation import new_id
from ....model.cited_evidence import CitedEvidence
from ....model.dossier import Hypothesis
from ....model.history import Edit
from ....model.hypothesis_matrix import HypothesisMatrix, MatrixRow
from ....workspace.folder_evidence import FolderEvidence
from ....workspace.matrix_rows import MatrixTable, effect_of, matrix_table, names_of
from ...dialogs.matrix_dialog import MatrixDialog
from ...dialogs.picker import Picker
from ...dialogs.prompt import Prompt
from ...fit import clip
from ..context import ReadingContext
from . import undo
from .statement_choices import choices, read_folder, visit

_EXPLANATION = "One sentence. It excludes the other hypotheses."


@dataclass
class MatrixState:
    """The hypotheses of the dossier as they are sorted on the screen.

    `unrated` are citations of evidence without a rating. It is shown until the matrix is closed,
    because only ratings are kept.
    """

    ctx: ReadingContext
    cited: CitedEvidence
    unrated: tuple[str, ...] = ()
    is_by_diagnosticity: bool = False
    is_by_inconsistency: bool = False

    @property
    def hypotheses(self) -> dict[str, Hypothesis]:
        """The hypotheses of the dossier by id."""
        dossier = self.ctx.session.state.dossier
        return {**dossier.hypotheses_by_id} if dossier else {}

    @property
    def names(self) -> dict[str, str]:
        """The short names of the hypotheses by id."""
        return names_of([*self.hypotheses.values()])

    @property
    def matrix(self) -> HypothesisMatrix:
        """The matrix as it is sorted."""
        found = HypothesisMatrix.of([*self.hypotheses.values()], self.cited, self.unrated)
        if self.is_by_diagnosticity:
            found = found.by_diagnosticity()
        return found.by_inconsistency() if self.is_by_inconsistency else found

    @property
    def table(self) -> MatrixTable:
        """The matrix as text."""
        return matrix_table(self.matrix, self.names, self.cited, self.ctx.folder_links)

    def row(self, cites: tuple[str, ...]) -> MatrixRow | None:
        """The row of the matrix with some citations; None for none."""
        return next((row for row in self.matrix.rows if set(row.cites) & set(cites)), None)

    def show_unrated(self, cite: str) -> None:
        """Show a row for evidence without a rating, given by its citation."""
        self.unrated = tuple(dict.fromkeys((*self.unrated, cite)))

    def hide_unrated(self, cites: tuple[str, ...]) -> None:
        """Show no row any more for evidence without a rating, given by its citations."""
        self.unrated = tuple(cite for cite in self.unrated if cite not in cites)


@dataclass(frozen=True)
class MatrixCommands:
    """The commands of the open matrix, each for a row and the id of a hypothesis."""

    state: MatrixState
    dialog: MatrixDialog

    def show(self, cites: tuple[str, ...], id: str, message: str = "") -> None:
        """Show the present matrix and a message, with the cursor on a row and a hypothesis."""
        if self.dialog.is_attached:
            self.dialog.show(self.state.table, cites, id)
            self.dialog.show_message(message)

    def _change(self, edit: Callable[[], Edit]) -> bool | None:
        return self.state.ctx.commit_unasked(edit)

    async def rate(self, row: MatrixRow, id: str, rating: str) -> None:
        """Rate evidence for a hypothesis; "" clears the rating."""
        session = self.state.ctx.session
        if id not in self.state.hypotheses:
            return
        self.state.show_unrated(row.cites[0])
        known = self.state.hypotheses[id].evidence
        cite = next((cite for cite in row.cites if cite in known), row.cites[0])
        self._change(lambda: dossier_edits.rate(session.state, id, cite, rating))
        self.show(row.cites, id)

    async def add(self, cites: tuple[str, ...], _: str) -> None:
        """Ask for another hypothesis."""
        await self._write(Hypothesis(new_id()), "New hypothesis", cites)

    async def reword(self, cites: tuple[str, ...], id: str) -> None:
        """Ask for another text of a hypothesis."""
        if id:
            title = f"Hypothesis {self.state.names[id]}"
            await self._write(self.state.hypotheses[id], title, cites)

    async def _write(self, hypothesis: Hypothesis, title: str, cites: tuple[str, ...]) -> None:
        session = self.state.ctx.session
        prompt = Prompt(title, hypothesis.text, explanation=_EXPLANATION)
        text = await self.state.ctx.ask(prompt)
        if text is not None and text.strip():
            made = replace(self.state.hypotheses.get(hypothesis.id, hypothesis), text=text.strip())
            self._change(lambda: dossier_edits.put_hypothesis(session.state, made))
        self.show(cites, hypothesis.id)

    async def choose_evidence(self, cites: tuple[str, ...], id: str) -> None:
        """Ask for passages to be rated; one that is in the matrix leaves it with its ratings."""
        ctx, state = self.state.ctx, self.state
        found, keys = choices(ctx, state.cited.graph)

        def cited_as(choice: str) -> tuple[str, ...]:
            """The citations of a choice in the matrix; none if it is not there."""
            rows = (r for r in state.matrix.rows if state.cited.find(r.cites[0]) == keys[choice])
            return next((row.cites for row in rows), ())

        def toggle(choice: str) -> None:
            if known := cited_as(choice):
                self._remove(known)
            else:
                state.show_unrated(ctx.folder_links.citation(keys[choice]))

        offered = [replace(choice, checked=bool(cited_as(choice.id))) for choice in found]
        offered.sort(key=lambda choice: not choice.checked)
        empty = "Nothing to choose: mark a passage first."
        picker = Picker("Evidence", offered, empty=empty, on_toggle=toggle)
        last = state.unrated
        if chosen := await ctx.ask(picker):
            toggle(chosen.id)
        added = [cite for cite in state.unrated if cite not in last]
        rate = "rate it with 1 to 6: evidence without a rating is not kept" if added else ""
        self.show(tuple(added[:1]) or cites, id, rate)

    def _remove(self, cites: tuple[str, ...]) -> None:
        session = self.state.ctx.session
        self.state.hide_unrated(cites)
        self._change(lambda: dossier_edits.remove_evidence(session.state, cites))

    async def drop(self, cites: tuple[str, ...], id: str) -> None:
        """Delete evidence with its ratings."""
        if cites:
            self._remove(cites)
            self.show((), id, "deleted; u brings its ratings back")

    async def delete(self, cites: tuple[str, ...], id: str) -> None:
        """Delete a hypothesis with its ratings."""
        if id:
            session, text = self.state.ctx.session, self.state.hypotheses[id].text
            for row in self.state.matrix.rows:
                self.state.show_unrated(row.cites[0])
            self._change(lambda: dossier_edits.remove_hypothesis(session.state, id))
            self.show(cites, "", f"deleted: {clip(text, 30)} · u brings it back")

    async def sort(self, cites: tuple[str, ...], id: str) -> None:
        """Sort the evidence by how well it tells the hypotheses apart, or as in the dossier."""
        self.state.is_by_diagnosticity = not self.state.is_by_diagnosticity
        how = "by what it tells" if self.state.is_by_diagnosticity else "as it was added"
        self.show(cites, id, f"evidence sorted {how}")

    async def order(self, cites: tuple[str, ...], id: str) -> None:
        """Sort the hypotheses by the weight of what is against them, or as in the dossier."""
        self.state.is_by_inconsistency = not self.state.is_by_inconsistency
        how = "least against it first" if self.state.is_by_inconsistency else "as they were added"
        self.show(cites, id, f"hypotheses sorted: {how}")

    async def without(self, cites: tuple[str, ...], id: str) -> None:
        """Say what changes without a row."""
        if row := self.state.row(cites):
            self.show(cites, id, effect_of(self.state.matrix, self.state.names, row))

    async def undo(self, cites: tuple[str, ...], id: str) -> None:
        """Undo the last edit."""
        undo.undo(self.state.ctx)
        self.show(cites, id)

    async def redo(self, cites: tuple[str, ...], id: str) -> None:
        """Redo the edit that was undone last."""
        undo.redo(self.state.ctx)
        self.show(cites, id)


_COMMANDS: dict[str, Callable[[MatrixCommands, tuple[str, ...], str], Awaitable[None]]] = {
    "add": MatrixCommands.add,
    "reword": MatrixCommands.reword,
    "evidence": MatrixCommands.choose_evidence,
    "drop": MatrixCommands.drop,
    "delete": MatrixCommands.delete,
    "sort": MatrixCommands.sort,
    "order": MatrixCommands.order,
    "without": MatrixCommands.without,
    "undo": MatrixCommands.undo,
    "redo": MatrixCommands.redo,
}


async def show(ctx: ReadingContext) -> None:
    """Show the matrix of hypotheses, in which it can be changed; go to the chosen evidence."""
    found = await read_folder(ctx, lambda graph: graph)
    if found is None:
        return
    evidence = FolderEvidence(ctx.session, ctx.folder_links, ctx.folders, ctx.config)
    state = MatrixState(ctx, evidence.cited(found[0]))

    def rate(row: MatrixRow, id: str, rating: str) -> None:
        ctx.start(_run(commands.rate(row, id, rating)))

    def run(command: str, cites: tuple[str, ...], id: str) -> None:
        ctx.start(_run(_COMMANDS[command](commands, cites, id)))

    dialog = MatrixDialog(state.table, rate, run)
    commands = MatrixCommands(state, dialog)
    row = await ctx.ask(dialog)
    key = state.cited.find(row.cites[0]) if row else None
    if key:
        await visit(ctx, key)
    elif row:
        ctx.toast(f"{state.cited.absent}: {row.cites[0]}", warn=True)


async def _run(command: Awaitable[None]) -> None:
    await command
