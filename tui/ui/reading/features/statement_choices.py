"""Read the statements of the folder, offer them as choices, and go to one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ....model.references import Key
from ....model.typography import bare_quote
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from . import boundaries
from .leave import leave_for

if TYPE_CHECKING:
    from ....model.claims import StatementGraph
    from ....model.statements import Claim, Statement
    from ....readers.reading_progress import ProgressReceiver

Made = TypeVar("Made")


class StatementChoices(NamedTuple):
    """Statements as choices, and the key of each statement by the id of its choice."""

    choices: list[Choice]
    keys: Mapping[str, Key]


async def read_folder(
    ctx: ReadingContext, make: Callable[[StatementGraph], Made]
) -> tuple[StatementGraph, Made] | None:
    """Read the notes of the folder and call `make` with its statements, both in a thread.

    Returns the statements with the result, or None if the user cancels it.
    """
    links, notes = ctx.folder_links, ctx.session.notes()

    def work(receiver: ProgressReceiver) -> tuple[StatementGraph, Made]:
        links.others = links.read(receiver)
        graph = links.graph(notes)
        return graph, make(graph)

    return await ctx.work("Reading the notes of the folder", work)


def reread_folder(ctx: ReadingContext) -> None:
    """Show the links as they are now, after the notes of other articles were changed from here."""
    ctx.folder_links.others = None
    ctx.view.refresh_notes()


def choices(
    ctx: ReadingContext, graph: StatementGraph, without: Key | None = None
) -> StatementChoices:
    """All statements except `without` as choices."""
    found = [(key, statement) for key, statement in graph.statements.items() if key != without]
    keys = {str(number): key for number, (key, _) in enumerate(found)}
    made = [_choice(ctx, str(number), each) for number, (_, each) in enumerate(found)]
    return StatementChoices(made, keys)


class ChoiceSets(NamedTuple):
    """Statements and claims as choices, and the keys of the statements of each by its id.

    Those that speak against a claim are `opposing`, too.
    """

    choices: list[Choice]
    keys: Mapping[str, Sequence[Key]]
    opposing: Mapping[str, Collection[Key]]


def choices_with_claims(ctx: ReadingContext, graph: StatementGraph) -> ChoiceSets:
    """All statements as choices, and after each one for or against which others are, the claim."""
    found, keys = choices(ctx, graph)
    claims = {claim.statement.key: claim for claim in graph.claims()}
    offered, sets = list[Choice](), dict[str, Sequence[Key]]()
    opposing = dict[str, Collection[Key]]()
    for choice in found:
        offered.append(choice)
        sets[choice.id] = [keys[choice.id]]
        claim = claims.get(keys[choice.id])
        if claim is not None and len(claim.supporting) + len(claim.opposing) > 1:
            id = f"claim {choice.id}"
            offered.append(replace(choice, id=id, detail=f"{_whole(claim)} · {choice.detail}"))
            sets[id] = [each.key for each in (*claim.supporting, *claim.opposing)]
            opposing[id] = {each.key for each in claim.opposing}
    return ChoiceSets(offered, sets, opposing)


def _whole(claim: Claim) -> str:
    """What choosing a claim chooses: "with all its 3 statements, 1 of them against it"."""
    against = f", {len(claim.opposing)} of them against it" if claim.opposing else ""
    return f"with all its {len(claim.supporting) + len(claim.opposing)} statements{against}"


def _choice(ctx: ReadingContext, id: str, statement: Statement) -> Choice:
    annotation = statement.annotation
    speaker = statement.source.name if statement.source else ""
    where = ctx.folder_links.location(statement)
    return Choice(
        id=id,
        label=bare_quote(annotation.quote),
        detail=" · ".join(filter(None, (where, speaker, ", ".join(statement.tags)))),
        search=f"{annotation.note} {ctx.folder_links.article_name(statement)}",
    )


async def visit(ctx: ReadingContext, key: Key) -> None:
    """Go to a statement, in another article if it is one of that."""
    if key[0] == 0:
        ctx.article.focus()
        await boundaries.go_to(ctx, key[1])
        return
    other = (ctx.folder_links.others or ())[key[0] - 1]
    found = next(a for a in other.notes.annotations if a.id == key[1])
    leave_for(ctx, other.path, found.start)
