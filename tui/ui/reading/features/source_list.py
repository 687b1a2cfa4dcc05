"""Show all sources of the dossier with what they say; edit, grade, name and merge them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ....attribution.source_names import Duplicate, duplicate_sources, parts
from ....model import dossier_edits
from ....model.annotation import Source
from ....model.claims import StatementGraph
from ....model.dossier_changes import with_alias
from ....model.grade_conflicts import with_former_grades
from ....workspace.folder_sources import (
    PassageRow,
    SourceRow,
    StatementPlaces,
    dependent_rows,
    source_rows,
    sources_elsewhere,
    statement_rows,
)
from ...background import in_background
from ...dialogs.prompt import Prompt
from ...dialogs.source_dialogs import DuplicateQuestion, PassagesDialog, SourcesDialog
from ..context import ReadingContext
from . import source
from .statement_choices import read_folder, visit

if TYPE_CHECKING:
    from ....readers.reading_progress import ProgressReceiver

_UNDO = "Esc, then u undoes it"
_SAYS_NOTHING = "Nothing of what it says is marked: s on a passage names who says it."
_NOTHING_FALLS = "Nothing rests on this source alone."


@dataclass(frozen=True)
class SourceList:
    """The commands of the open list of sources."""

    ctx: ReadingContext
    dialog: SourcesDialog
    places: StatementPlaces

    async def rows(self) -> list[SourceRow]:
        """The present sources, with the edits of this session."""
        links, notes = self.ctx.folder_links, self.ctx.session.notes()
        return await in_background(lambda: _rows(self.ctx, links.graph(notes)))

    async def show(self, id: str, message: str = "") -> None:
        """Show the present sources, with the cursor on the one that has or had an id."""
        rows = await self.rows()
        if self.dialog.is_attached:
            self.dialog.show(rows, id, message)

    async def change(self, id: str, changed: Callable[[], Awaitable[object]], done: str) -> None:
        """Change a source, and show the list again; `done` says what happened."""
        version = self.ctx.session.version
        await changed()
        if self.ctx.session.version != version:
            await self.show(id, f"{done} · {_UNDO}")

    # What a source says

    async def statements(self, row: SourceRow) -> None:
        """List what a source says, and go to the chosen statement."""
        await self._list(
            f"{row.source.name} says",
            "Reading what the source says",
            lambda graph, receiver: statement_rows(row.known, graph, self.places, receiver),
            _SAYS_NOTHING,
        )

    async def depends(self, row: SourceRow) -> None:
        """List the claims and judgements that fall if a source is wrong."""
        links, judgements = self.ctx.folder_links, self.ctx.session.state.all_judgements()
        await self._list(
            f"If {row.source.name} is wrong, these fall",
            "Looking for what rests on the source",
            lambda graph, _: dependent_rows(row.source, graph, links, judgements, self.places),
            _NOTHING_FALLS,
        )

    async def _list(
        self,
        title: str,
        what: str,
        find: Callable[[StatementGraph, ProgressReceiver], list[PassageRow]],
        empty: str,
    ) -> None:
        links, notes = self.ctx.folder_links, self.ctx.session.notes()
        rows = await self.ctx.work(what, lambda receiver: find(links.graph(notes), receiver))
        if rows is None:
            return
        key = await self.ctx.ask(PassagesDialog(title, rows, empty))
        if key is not None:
            self.dialog.dismiss(key)

    # Changes

    async def edit(self, row: SourceRow) -> None:
        """Edit name, role, kind, grade and origin of a source."""
        one, conflicts = row.source, [row.conflict] if row.conflict else []
        await self.change(
            one.id, lambda: source.edit(self.ctx, one.id, conflicts), f"changed: {one.name}"
        )

    async def grade(self, row: SourceRow) -> None:
        """Grade a source, with the reason; grades that articles gave it go into its history."""
        one = row.source
        values = await source.ask_grade(self.ctx, one)
        if values is None:
            return
        known = with_former_grades(one, [row.conflict] if row.conflict else [])
        after = replace(known, reliability=values["reliability"], reason=values["reason"])
        done = f"{one.name} is graded {after.reliability}" if after.reliability else "not graded"
        await self.change(one.id, lambda: self._change(after), done)

    async def alias(self, row: SourceRow) -> None:
        """Give a source another name."""
        one, state = row.source, self.ctx.session.state

        def remark(name: str) -> str:
            other = state.source_named(name) if name.strip() else one
            is_other = other.id != one.id and other.id in state.known_sources()
            return f"{other.name} is a source of its own: Ctrl+G merges the two" if is_other else ""

        title = f"Another name of {one.name}"
        name = await self.ctx.ask(Prompt(title, check=remark))
        if name and name.strip():
            after = with_alias(one, name)
            done = f"{one.name} is also {' '.join(name.split())}"
            await self.change(one.id, lambda: self._change(after), done)

    async def merge(self, row: SourceRow) -> None:
        """Merge a source into another one."""
        one = row.source
        await self.change(one.id, lambda: source.merge(self.ctx, one), f"merged: {one.name}")

    async def delete(self, row: SourceRow) -> None:
        """Delete a source of which no statement is marked, and tell whether it is still listed."""
        one, state = row.source, self.ctx.session.state
        if number := len(row.known.statements):
            said = f"{one.name} says {number} marked thing{'s' * (number != 1)}"
            self.dialog.show_message(f"not deleted: {said}; Ctrl+G merges it into another")
            return
        await self.change(
            one.id,
            lambda: self.ctx.commit(lambda: dossier_edits.remove_source(state, one.id)),
            self._deleted(one),
        )

    def _deleted(self, one: Source) -> str:
        """What is said of a source that is deleted here, but may be in the notes on others."""
        found = self.ctx.session.state.source
        naming = [
            other.name
            for other in self.ctx.folder_links.others or ()
            if any((known := found(each.id)) and known.id == one.id for each in other.notes.sources)
        ]
        if not naming:
            return f"deleted: {one.name}"
        more = f" and {len(naming) - 1} more" if len(naming) > 1 else ""
        where = f"the notes on {naming[0]}{more}"
        return f"deleted here: {one.name}; it stays listed until it is deleted in {where}"

    async def _change(self, after: Source) -> None:
        state = self.ctx.session.state
        await self.ctx.commit(lambda: dossier_edits.change_source(state, after))

    # Duplicates

    async def duplicates(self, row: SourceRow) -> None:
        """Ask of each two sources that are likely to be one whether they are."""
        if self.ctx.is_read_only():
            return
        rows = {each.source.name: each for each in await self.rows()}
        pairs = await in_background(duplicate_sources, [each.source for each in rows.values()])
        for number, pair in enumerate(pairs, 1):
            known = self.ctx.session.state.known_sources()
            # The fuller name stays, of equal ones that of whoever says more; one that was merged
            # meanwhile is not asked about again.
            one, other = sorted((rows[pair.one], rows[pair.other]), key=_fullness)
            if one.source.id not in known or other.source.id not in known:
                continue
            answer = await self.ctx.ask(_question(one, other, f"{number} of {len(pairs)}"))
            if answer is None:
                return
            await self._answer(answer, one, other)
        if not pairs:
            self.dialog.show_message("no likely duplicate is left")

    async def _answer(self, answer: str, one: SourceRow, other: SourceRow) -> None:
        """Make two sources one, or record that they are different, as the user answered."""
        state, ids = self.ctx.session.state, (one.source.id, other.source.id)
        if answer == "same":
            await self.change(
                other.source.id,
                lambda: self.ctx.commit(lambda: dossier_edits.merge_sources(state, *ids)),
                f"{one.source.name} is {other.source.name} now",
            )
        elif answer == "apart":
            await self.change(
                other.source.id,
                lambda: self.ctx.commit(lambda: dossier_edits.keep_apart(state, *ids)),
                f"{one.source.name} is not {other.source.name}",
            )


def _fullness(row: SourceRow) -> tuple[int, int]:
    """How many words a source's name has without titles, and how many statements it makes."""
    return len(parts(row.source.name).words), len(row.known.statements)


_COMMANDS: dict[str, Callable[[SourceList, SourceRow], Awaitable[None]]] = {
    "statements": SourceList.statements,
    "edit": SourceList.edit,
    "grade": SourceList.grade,
    "alias": SourceList.alias,
    "merge": SourceList.merge,
    "delete": SourceList.delete,
    "duplicates": SourceList.duplicates,
    "depends": SourceList.depends,
}


async def show(ctx: ReadingContext) -> None:
    """Show the list of sources, in which they can be changed; go to a statement of one."""
    found = await read_folder(ctx, lambda graph: _read(ctx, graph))
    if found is None:
        return
    rows, pairs = found[1]

    def run(command: str, row: SourceRow) -> None:
        ctx.start(_run(_COMMANDS[command](source_list, row)))

    dialog = SourcesDialog(rows, run, _proposal(pairs))
    places = StatementPlaces(ctx.folder_links, ctx.session, ctx.folders, ctx.config)
    source_list = SourceList(ctx, dialog, places)
    if key := await ctx.ask(dialog):
        await visit(ctx, key)


async def _run(command: Awaitable[None]) -> None:
    await command


def _read(ctx: ReadingContext, graph: StatementGraph) -> tuple[list[SourceRow], list[Duplicate]]:
    session, others = ctx.session, ctx.folder_links.others or ()
    session.state.elsewhere = sources_elsewhere(session, others)
    rows = _rows(ctx, graph)
    return rows, duplicate_sources(row.source for row in rows)


def _rows(ctx: ReadingContext, graph: StatementGraph) -> list[SourceRow]:
    return source_rows(ctx.session, ctx.folder_links.others or (), graph)


def _proposal(pairs: list[Duplicate]) -> str:
    if not pairs:
        return ""
    one, other, _ = pairs[0]
    more = f" (and {len(pairs) - 1} more)" if len(pairs) > 1 else ""
    return f"{one} — the same as {other}?{more} Ctrl+D asks, y or n answers"


def _question(one: SourceRow, other: SourceRow, count: str) -> DuplicateQuestion:
    question = f"{_described(one)} — the same as {_described(other)}? The second name stays."
    return DuplicateQuestion(f"Likely duplicate · {count}", question)


def _described(row: SourceRow) -> str:
    number = len(row.known.statements)
    about = [f"{number} statement{'s' * (number != 1)}", row.source.role, row.source.reliability]
    return f"{row.source.name} ({', '.join(filter(None, about))})"
