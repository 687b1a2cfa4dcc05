"""Offer to take over notes on the same text whose article is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ....model.errors import ReaderError
from ....store import unused_notes
from ....store.unused_notes import UnusedNotes
from ...background import in_background
from ..context import ReadingContext

if TYPE_CHECKING:
    from ....config import Folders
    from ....model.document import Document


class _Offer(NamedTuple):
    """A notes file that may be taken over, and its number of annotations."""

    stray: UnusedNotes
    annotations: int


async def offer(ctx: ReadingContext, path: Path) -> None:
    """Look in a thread for notes that the article may take over, and offer each file."""
    found = await in_background(_offers, path.parent, ctx.folders, ctx.session.document)
    if found:
        ctx.start(_ask(ctx, path, found))


def _offers(folder: Path, folders: Folders, document: Document) -> list[_Offer]:
    """The offers for an article of a folder.

    The library, which takes megabytes of memory, is imported only if there are notes to load.
    """
    orphans = unused_notes.orphans_of_folder(folder, folders.data)
    found = orphans and unused_notes.orphans_on_text(orphans, document.text_sha256)
    if not found:
        return []
    from ....library.folder_notes import load_notes_file

    loaded = [load_notes_file(stray.notes, folders.state) for stray in found]
    return [_Offer(s, len(one.value.annotations)) for s, one in zip(found, loaded, strict=True)]


async def _ask(ctx: ReadingContext, path: Path, offers: list[_Offer]) -> None:
    """Ask for each notes file whether to take it over."""
    for stray, count in offers:
        noun = "1 annotation" if count == 1 else f"{count} annotations"
        question = (
            f"{stray.notes.name} has {noun} on exactly this text, but its article "
            f"{stray.article.name} is gone. Was the article renamed to {path.name}? "
            "The notes file is then renamed too."
        )
        answers = "take them over", "not now"
        wanted = await ctx.confirm("Notes on this text", question, *answers, unexpected=True)
        if wanted and not await _take_over(ctx, path, stray):
            return


async def _take_over(ctx: ReadingContext, path: Path, stray: UnusedNotes) -> bool:
    """Take one notes file over. Returns whether that succeeded."""
    from ....library.move_article import move_article

    own = ctx.folders, ctx.config
    moved = await ctx.work(
        "Taking the notes over", lambda receiver: move_article(stray.article, path, *own)
    )
    if moved is None:
        return False
    try:
        ctx.file_watch.merge_notes()
    except ReaderError as error:
        ctx.show_error(error)
        return False
    noun = "annotation" if moved.count == 1 else "annotations"
    ctx.toast(f"{moved.count} {noun} taken over from {stray.notes.name}")
    for line in moved.problems:
        ctx.toast(line, warn=True, keep_earlier=True)
    return True
