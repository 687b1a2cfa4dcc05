"""Code the article by rule: show what the rules propose, and tag what the user keeps."""

from __future__ import annotations

from pathlib import Path

from ....model import edits
from ..context import ReadingContext


async def show(ctx: ReadingContext) -> None:
    """Show what the rules propose for the article, and tag what is kept in one undo step."""
    from ....workspace.folder_coding import passages_of
    from ....workspace.rule_coding import proposals
    from ...rule_review import choose_rules, decide

    if not ctx.has_text() or ctx.is_read_only():
        return
    path, state = ctx.session.document.path, ctx.session.state
    rules = await choose_rules(ctx, path.parent if path else Path.cwd())
    if not rules:
        return
    found = await ctx.work("Applying the rules", lambda receiver: proposals(rules, state, receiver))
    if found is None:
        return
    kept = await decide(ctx, [*passages_of(ctx.session.document, found)])
    coded = [(each.proposal.span, each.proposal.tag, each.proposal.rule) for each in kept]
    if coded and await ctx.commit(lambda: edits.code(state, coded)):
        ctx.toast(f"{len(coded)} tagged by rule; u takes it back")
