"""Show the claims of the folder, with the sources for and against each one."""

from __future__ import annotations

from ....model.claims import StatementGraph
from ....model.references import Key
from ....model.statements import Claim, Statement
from ....model.typography import bare_quote
from ....workspace.link_rows import claim_lines
from ...dialogs.claim_dialogs import ClaimsDialog
from ...widgets.claim_lists import ClaimRow
from ..context import ReadingContext
from .statement_choices import read_folder, visit


async def show(ctx: ReadingContext) -> None:
    """Show the list of claims, and go to the claim that the user chooses."""
    found = await read_folder(ctx, lambda graph: _rows(ctx, graph))
    if found is None:
        return
    rows = found[1]
    number = await ctx.ask(ClaimsDialog([row for _, row in rows]))
    if number is not None:
        await visit(ctx, rows[number][0])


def _rows(ctx: ReadingContext, graph: StatementGraph) -> list[tuple[Key, ClaimRow]]:
    return [(claim.statement.key, _row(ctx, graph, claim)) for claim in graph.claims()]


def _row(ctx: ReadingContext, graph: StatementGraph, claim: Claim) -> ClaimRow:
    tagged = f" · tagged: {', '.join(claim.tagged)}" if claim.tagged else ""
    return ClaimRow(
        quote=bare_quote(claim.statement.annotation.quote),
        where=ctx.folder_links.location(claim.statement),
        supporting=_who(graph, claim.supporting),
        opposing=_who(graph, claim.opposing) if claim.opposing else "",
        counted=f"{claim_lines(claim)[0]}{tagged}",
        warnings=claim.disagreements,
    )


def _who(graph: StatementGraph, statements: tuple[Statement, ...]) -> str:
    names = (graph.speaker(statement) or "no source" for statement in statements)
    return "; ".join(dict.fromkeys(names))
