"""Offering an article without notes the notes on its text whose own article is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...model.errors import ReaderError
from ...store import strays
from ...store.strays import Stray
from ..background import in_background

if TYPE_CHECKING:
    from ...config import Folders
    from .keeping import Keeping


class _Offer(NamedTuple):
    """A notes file that may be taken over, and how many annotations it holds."""

    stray: Stray
    annotations: int


def offer(screen: Keeping) -> None:
    """Look, in a thread, for notes that the article may take over, and ask for each file."""
    session = screen.session
    if session.document.path and not session.read_only and not session.notes_path.exists():
        screen.run_worker(_look(screen, session.document.path), group="renamed")


async def _look(screen: Keeping, path: Path) -> None:
    text_sha256 = screen.session.document.text_sha256
    found = await in_background(_offers, path.parent, screen.folders, text_sha256)
    _ask(screen, path, found)


def _offers(folder: Path, folders: Folders, text_sha256: str) -> list[_Offer]:
    from ...library.load_notes import load_notes_file

    found = strays.on_text(strays.of_folder(folder, folders.data), text_sha256)
    loaded = [load_notes_file(stray.notes, folders.state) for stray in found]
    return [_Offer(s, len(one.notes.annotations)) for s, one in zip(found, loaded, strict=True)]


def _ask(screen: Keeping, path: Path, offers: list[_Offer]) -> None:
    """Ask about one notes file after the other."""
    from ..dialogs.prompt import Confirm

    if not offers:
        return
    (stray, count), *others = offers
    noun = "1 annotation" if count == 1 else f"{count} annotations"
    question = (
        f"{stray.notes.name} has {noun} on exactly this text, but its article "
        f"{stray.article.name} is gone. Was the article renamed to {path.name}? "
        "The notes file is then renamed too."
    )

    def answered(yes: bool | None) -> None:
        if yes:
            _take_over(screen, path, stray, others)
        else:
            _ask(screen, path, others)

    own = Confirm("Notes on this text", question, "take them over", "not now")
    screen.app.push_screen(own, answered)


def _take_over(screen: Keeping, path: Path, stray: Stray, others: list[_Offer]) -> None:
    from ...library.move_article import MoveResult, move_article
    from ..dialogs.progress_dialog import work_at

    def done(moved: MoveResult) -> None:
        try:
            screen.take_in()
        except ReaderError as error:
            screen.attempt(error)
            return
        noun = "annotation" if moved.count == 1 else "annotations"
        screen.tell(f"{moved.count} {noun} taken over from {stray.notes.name}")
        for line in moved.problems:
            screen.tell(line, warn=True, beside=True)
        _ask(screen, path, others)

    own = screen.folders, screen.config
    work_at(
        screen, "Taking the notes over", lambda tell: move_article(stray.article, path, *own), done
    )
