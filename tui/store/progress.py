"""Reading progress, stored in the state folder: the caret and the furthest position read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic_files, cleanup


class Progress(NamedTuple):
    """The offsets of the caret and of the furthest position that was read, in code points.

    `blind` is whether the user chose to hide what others set on the article.
    """

    caret: int = 0
    furthest: int = 0
    blind: bool = False


def load(state: Path, key: str) -> Progress:
    """The stored progress in an article; the beginning if there is none or it is damaged."""
    try:
        found = atomic_files.read(_file(state, key), follow=False)
        values = json.loads(found[0]) if found else {}
        caret, furthest = values.get("caret", 0), values.get("furthest", 0)
    except (ReaderError, ValueError, RecursionError, AttributeError):
        return Progress()
    if not (type(caret) is int and type(furthest) is int and caret >= 0 and furthest >= 0):
        return Progress()
    return Progress(caret, furthest, values.get("blind") is True)


def keys_with_progress(state: Path, keys: Iterable[str]) -> set[str]:
    """The keys of the articles with stored progress; needs one listing of a folder."""
    try:
        with os.scandir(state / "progress") as entries:
            names = {entry.name for entry in entries}
    except OSError:
        return set()
    return {key for key in keys if _file(state, key).name in names} if names else set()


def save(state: Path, key: str, progress: Progress) -> None:
    """Store the progress in an article. Errors are ignored, because little is lost.

    For the same reason it does not wait for the disk, which would delay the end of the program.
    """
    path, data = _file(state, key), json.dumps(progress._asdict()).encode()
    with suppress(ReaderError):
        cleanup.sweep_old(atomic_files.make_folder_in(state, "progress"))
        atomic_files.write(path, data, mode=atomic_files.PRIVATE, durable=False)


def copy_progress(state: Path, key: str, new_state: Path, new_key: str) -> None:
    """Copy the progress in an article to another key, unless that has progress already."""
    known = load(state, key)
    if known != Progress() and load(new_state, new_key) == Progress():
        save(new_state, new_key, known)


def _file(state: Path, key: str) -> Path:
    digest = sha256(key.encode("utf-8", "surrogatepass"))
    return state / "progress" / f"{digest[:32]}.json"
