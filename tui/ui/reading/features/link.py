"""Link statements of this article with each other and with those of other articles."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from ....model import edits
from ....model.annotation import Link
from ....model.annotation_changes import Target
from ....model.claims import StatementGraph
from ....model.document import Span
from ....model.typography import bare_quote
from ....workspace.drafts import target_name
from ....workspace.link_rows import LinkRow
from ...dialogs.dialog import step_title
from ...dialogs.key_menu import KeyMenu, menu_items
from ...dialogs.picker import Picker
from ...dialogs.prompt import Prompt
from ...fit import clip
from ..context import ReadingContext
from ..target_dialogs import ask_target
from .statement_choices import StatementChoices, choices, read_folder, visit


async def link(ctx: ReadingContext) -> None:
    """Ask for another statement, a relation and a reason, and link the target with it."""
    target = await ask_target(ctx) if ctx.has_text() else None
    if target is None:
        return
    # Annotations of one span by several analysts are shown as one statement.
    here = ctx.session.state.exactly(target.span)
    own = ctx.session.state.at(target) or next(iter(here), None)

    def others(graph: StatementGraph) -> StatementChoices:
        return choices(ctx, graph, graph.references.find(0, own.id) if own else None)

    found = await read_folder(ctx, others)
    if found is None:
        return
    graph, offered = found
    empty = "Nothing to link with: mark another passage first."
    title = step_title("Link", 1, 3, "statement")
    chosen = await ctx.ask(Picker(title, offered.choices, empty=empty))
    if chosen is None:
        return
    end = offered.keys[chosen.id]
    quote = clip(bare_quote(graph.statements[end].annotation.quote), 40)
    items = menu_items("relation", ctx.config.keys)
    title = step_title("Link", 2, 3, "relation")
    about = Content(f"This statement … “{quote}”")
    rel = await ctx.ask(KeyMenu(title, items, ctx.config.aliases, about))
    if not rel:
        return
    to = ctx.folder_links.reference(end)
    known = _existing(ctx, target, to, rel)
    title = step_title("Link", 3, 3, "why")
    explanation = f"{'This link exists: it' if known else 'It'} {rel} “{quote}”"
    reason = known.why if known else ""
    prompt = Prompt(title, reason, explanation=explanation, placeholder="may stay empty")
    why = await ctx.ask(prompt, draft=f"link {target_name(target)} {rel} {to}")
    if why is not None:
        await add(ctx, target, Link(to, rel, why.strip()))


def _existing(ctx: ReadingContext, target: Target, to: str, rel: str) -> Link | None:
    """The link of the user's own annotation at the target that has this end and relation."""
    own = ctx.session.state.at(ctx.session.state.own_target(target))
    return next((one for one in own.links if (one.to, one.rel) == (to, rel)), None) if own else None


async def add(ctx: ReadingContext, target: Target, made: Link) -> bool:
    """Add a link to the target. Returns whether that succeeded or the link was there already."""
    edit = partial(edits.link, ctx.session.state, target, made)
    done = await ctx.commit(edit, [target.span])
    if done is False:
        ctx.toast("that link exists already")
    return done is not None


async def follow(ctx: ReadingContext, row: LinkRow) -> None:
    """Go to the other end of a link."""
    if row.other is None:
        ctx.toast("the other end is not in this folder", warn=True)
    else:
        await visit(ctx, row.other)


async def unlink(ctx: ReadingContext) -> None:
    """Remove the link under the cursor, also from another annotation of this article."""
    row = ctx.sidebar.notes.current
    if not isinstance(row, LinkRow):
        return
    owner, removed = row.owner, row.link
    if removed is None and row.other is not None and row.other[0] == 0:
        ends = ctx.folder_links.graph().links_of(row.other)
        removed = next((one for one, far in ends if far == (0, row.owner)), None)
        owner = row.other[1]
    if removed is None:
        ctx.toast("x removes a link; this one begins in another article", warn=True)
    else:
        gone, id = removed, _owner(ctx, owner, removed)
        await ctx.commit(lambda: edits.unlink(ctx.session.state, id, gone))


def _owner(ctx: ReadingContext, id: str, link: Link) -> str:
    """The id of the annotation that has a link, among those of the same span."""
    annotation = ctx.session.state.annotations[id]
    here = ctx.session.state.exactly(Span(annotation.start, annotation.end))
    return next((a.id for a in here if link in a.links), id)
