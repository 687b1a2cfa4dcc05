"""Add, rename, merge, describe and delete tags from the sidebar."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial, wraps

from ....model import edits
from ....model.codebook import Tag, normal_name
from ....model.errors import ReaderError
from ....model.history import Edit
from ....workspace.drafts import DraftSubject
from ...dialogs.color_picker import ColorPicker
from ...dialogs.picker import Picker
from ...dialogs.prompt import Prompt
from ...dialogs.text_dialog import TextDialog
from ..context import ReadingContext
from . import tag as tagging

TagFeature = Callable[[ReadingContext, str], Awaitable[None]]


def _on_current(feature: TagFeature) -> Callable[[ReadingContext], Awaitable[None]]:
    """A function of the tag under the cursor; it does nothing without one."""

    @wraps(feature)
    async def on_current(ctx: ReadingContext) -> None:
        if row := ctx.sidebar.tags.current:
            await feature(ctx, row.name)

    return on_current


async def add(ctx: ReadingContext) -> None:
    """Ask for the name of a new tag, and add it."""
    name = await _ask_name(ctx, "New tag", "", "new-tag")
    if name:
        await add_named(ctx, name)


async def add_named(ctx: ReadingContext, name: str) -> bool:
    """Add a tag, and go to it in the sidebar. Returns whether that succeeded."""

    def added() -> Edit:
        if name in ctx.session.state.codebook.by_name:
            raise ReaderError(f"{name} is there already")
        return edits.add_tag(ctx.session.state, name)

    done = await ctx.commit(added) is not None
    if done:
        ctx.sidebar.go_to_tag(name)
    return done


async def _ask_name(ctx: ReadingContext, title: str, value: str, draft: str) -> str:
    """Ask for the name of a tag. Returns "" if the user gives none."""

    def check(name: str) -> str:
        return "" if normal_name(name) else "a name: words, with / between group and tag"

    prompt = Prompt(title, value, check=check)
    return normal_name(await ctx.ask(prompt, draft=draft) or "")


def _tag(ctx: ReadingContext, name: str) -> Tag:
    return ctx.session.state.codebook.by_name.get(name) or Tag(name)


@_on_current
async def rename(ctx: ReadingContext, name: str) -> None:
    """Ask for a new name, and rename the tag; merge it after asking if the name exists."""
    new = await _ask_name(ctx, f"Rename {name}", name, f"rename {name}")
    if new:
        await rename_to(ctx, name, new)


async def rename_to(ctx: ReadingContext, name: str, new: str) -> bool:
    """Rename a tag; merge it after asking if the name exists. Returns whether that succeeded."""
    if ctx.session.state.merges(name, new):
        question = f"{new} has tags of the same names as {name}. Merge them?"
        if new in ctx.session.state.tag_names():
            question = f"{new} exists. Merge {name} into it?"
        if not await ctx.confirm("Tags", question):
            return False
    return await ctx.commit(lambda: edits.rename_tag(ctx.session.state, name, new)) is not None


@_on_current
async def merge(ctx: ReadingContext, name: str) -> None:
    """Ask for another tag, and merge the tag into it."""
    others = [choice for choice in tagging.choices(ctx) if choice.id != name]
    if into := await ctx.ask(Picker(f"Merge {name} into", others)):
        await ctx.commit(lambda: edits.rename_tag(ctx.session.state, name, normal_name(into.id)))


@_on_current
async def delete(ctx: ReadingContext, name: str) -> None:
    """Delete the tag; ask first if annotations have it."""
    count = ctx.session.state.counts()[name]
    question = f"Delete {name} and take it off what it marks in this article ({count})?"
    if not count or await ctx.confirm("Tags", question):
        await ctx.commit(lambda: edits.delete_tag(ctx.session.state, name))


@_on_current
async def color(ctx: ReadingContext, name: str) -> None:
    """Ask for the colour of the tag, and set it."""
    palette = ctx.view.presenter.theme.palette
    if chosen := await ctx.ask(ColorPicker(name, palette, _tag(ctx, name).color)):
        changed = replace(_tag(ctx, name), color=chosen.id)
        await ctx.commit(lambda: edits.change_tag(ctx.session.state, changed))


@_on_current
async def describe(ctx: ReadingContext, name: str) -> None:
    """Ask for the description of the tag, and set it."""
    title = f"What {name} means, in a sentence"
    prompt = Prompt(title, _tag(ctx, name).description)
    text = await ctx.ask(prompt, draft=f"description {name}")
    if text is not None:
        await set_description(ctx, name, text)


async def set_description(ctx: ReadingContext, name: str, text: str) -> bool:
    """Set the description of a tag. Returns whether that succeeded."""
    changed = replace(_tag(ctx, name), description=" ".join(text.split()))
    return await ctx.commit(lambda: edits.change_tag(ctx.session.state, changed)) is not None


@_on_current
async def write_rule(ctx: ReadingContext, name: str) -> None:
    """Ask for the analyst's own rule for using the tag, and set it."""
    if ctx.is_read_only():
        return
    subject, typed = DraftSubject("rule", name), list[str]()

    def keep(text: str) -> None:
        typed[:] = [text]
        ctx.save_timers.keep_draft(subject, text)

    def commit() -> None:
        if typed:
            set_rule(ctx, name, typed[0])

    ctx.drafts.open(subject, commit)
    title = f"Your rule for {name}"
    text = await ctx.ask(TextDialog(title, _tag(ctx, name).note, on_change=keep))
    ctx.drafts.close(subject)
    if text is not None:
        set_rule(ctx, name, text)


def set_rule(ctx: ReadingContext, name: str, text: str) -> None:
    """Set the rule for using a tag, and have it saved."""
    tag = _tag(ctx, ctx.session.state.codebook.current(name))
    ctx.commit_unasked(lambda: edits.change_tag(ctx.session.state, replace(tag, note=text)))
    # Also without a change: this updates the header and deletes the draft.
    ctx.save_timers.save_soon()


@_on_current
async def give_key(ctx: ReadingContext, name: str) -> None:
    """Ask for a letter in the tag tree or a digit for the tag, and set it."""

    title = f"A letter or a digit for {name} (empty: none)"
    prompt = Prompt(
        title,
        _tag(ctx, name).key,
        check=key_problem,
        remark=partial(_taken, ctx, name),
        select=True,
    )
    key = await ctx.ask(prompt, draft=f"key {name}")
    if key is not None:
        await set_key(ctx, name, key)


def key_problem(key: str) -> str:
    """What is wrong with the key that was typed for a tag, or ""."""
    good = len(key) <= 1 and (not key or key.isalpha() or key in "123456789")
    return "" if good else "one letter for the tree, or a digit from 1 to 9"


async def set_key(ctx: ReadingContext, name: str, key: str) -> bool:
    """Set the letter or the digit of a tag; "" for none. Returns whether that succeeded."""
    taken = _taken(ctx, name, key)
    tag = _tag(ctx, name)
    if key.isdigit():
        tag = replace(tag, quick=int(key))
    elif key:
        tag = replace(tag, key=key.lower())
    else:
        tag = replace(tag, key="", quick=0)
    is_changed = await ctx.commit(lambda: edits.change_tag(ctx.session.state, tag))
    if is_changed and taken:
        ctx.toast(taken)
    return is_changed is not None


def _taken(ctx: ReadingContext, name: str, key: str) -> str:
    """A line on the tag that loses a digit or a letter to another one; "" if none does."""
    owner = _owner(ctx, name, key)
    return f"{key} is taken away from {owner}" if owner else ""


def _owner(ctx: ReadingContext, name: str, key: str) -> str:
    """The other tag that has a digit, or a letter in the same group; "" if there is none."""
    book, group = ctx.session.state.codebook, name.rpartition("/")[0]
    if key in [*"123456789"]:
        tag = book.by_quick.get(int(key))
        return tag.name if tag and tag.name != name else ""
    owners = [t.name for t in book.children(group) if key and t.key == key.lower()]
    return next((owner for owner in owners if owner != name), "")
