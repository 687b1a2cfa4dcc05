"""Open another article, the list of articles, or this article with other reading options."""

from __future__ import annotations

from pathlib import Path

from ....library.walking import paths_in
from ....model.errors import ReaderError
from ....model.reading_options import AUTOMATIC, ReadingOptions
from ....readers import READERS, TAKE_OPTIONS
from ....readers.charsets import NAMES, labels_of
from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..context import ReadingContext
from .leave import leave_for, leave_for_list


async def pick(ctx: ReadingContext) -> None:
    """Ask for another article of the folder, and open it."""
    here = ctx.session.document.path
    folder = here.parent if here else Path.cwd()
    found = await ctx.work("Listing the folder", lambda _: _titles(ctx, folder))
    if found is None:
        return
    choices = [
        Choice(id=str(path), label=title or path.name, detail=path.name if title else "")
        for path, title in found.items()
        if path != here
    ]
    empty = "No other article in this folder."
    title = f"Open an article of {folder.resolve().name}"
    if chosen := await ctx.ask(Picker(title, choices, empty=empty)):
        leave_for(ctx, Path(chosen.id))


def _titles(ctx: ReadingContext, folder: Path) -> dict[Path, str]:
    """The articles of a folder, without subfolders; a title is "" until its list was opened."""
    from ....library import cache
    from ....store.cache_folders import cache_folder

    known = cache.load(cache_folder(ctx.folders.cache, folder), folder).records
    found = paths_in(folder, ctx.folders, ctx.config)
    return {path: known[path.name].title if path.name in known else "" for path in found}


def library(ctx: ReadingContext) -> None:
    """Go to the list from which the article was opened, or else to the list of its folder.

    The cursor is on the article.
    """
    path, home = ctx.session.document.path, ctx.folder_links.home
    here = path.parent if path else Path.cwd()
    leave_for_list(ctx, home if home and here.is_relative_to(home) else here)


async def offer_reload(ctx: ReadingContext) -> None:
    """Ask whether to read an article again that another program changed."""
    question = (
        "The article was changed on disk. Read it again, and move the notes to their new places?"
    )
    if await ctx.confirm("Changed", question, "read it again", "not now", unexpected=True):
        leave_for(ctx, ctx.session.document.path)


def whole_page(ctx: ReadingContext) -> None:
    """Open a web page again as a whole, or, if it is shown as a whole, only its article."""
    if not ctx.session.document.data.get("reader", "").startswith("html "):
        ctx.toast("this article is read whole; only a web page has more than its article")
    elif ctx.session.document.path is None:
        ctx.toast("standard input is read once; give --whole on the command line", warn=True)
    else:
        _reopen(ctx, ReadingOptions(whole=not ctx.session.options.whole))


async def encoding(ctx: ReadingContext) -> None:
    """Ask for the encoding of the file and open it again; the notes record the choice."""
    path = ctx.session.document.path
    if path is None:
        ctx.toast("standard input is read once; give --encoding NAME on the command line")
        return
    if READERS.get(path.suffix.lower(), "plain") not in TAKE_OPTIONS:
        ctx.toast("a file of this format declares its own encoding")
        return
    current = ctx.session.options.encoding or AUTOMATIC
    offered = {AUTOMATIC: "what the file itself suggests", **NAMES}
    choices = [
        Choice(
            id=name,
            label=name,
            detail=detail,
            checked=name == current,
            search=" ".join(labels_of(name)),
        )
        for name, detail in offered.items()
    ]
    chosen = await ctx.ask(Picker("Encoding", choices, current=current))
    if chosen and chosen.id != current:
        _reopen(ctx, ReadingOptions(encoding=chosen.id))


def _reopen(ctx: ReadingContext, options: ReadingOptions) -> None:
    """Record reading options in the notes, and open the article again."""
    try:
        ctx.session.set_options(options)
    except ReaderError as error:
        ctx.show_error(error)
    else:
        leave_for(ctx, ctx.session.document.path)
