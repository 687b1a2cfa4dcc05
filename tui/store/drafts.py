"""A journal of text that is being typed, so that a crash does not lose it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ..model.digest import sha256
from ..model.errors import ReaderError
from . import atomic_files, cleanup, file_operations


class Draft(NamedTuple):
    """Text that was typed but is not yet part of the notes.

    `what` is the caller's name for the draft, such as an annotation's id; `kept` is when it was
    written.
    """

    what: str
    text: str
    kept: datetime


def keep(state: Path, key: str, what: str, text: str) -> None:
    """Write a draft durably; `key` identifies the article. Raises ReaderError."""
    moment = datetime.now(UTC).isoformat()
    data = json.dumps({"what": what, "text": text, "kept": moment}).encode()
    try:
        _write(state, key, what, data)
    except ReaderError:
        # Another program may have dropped its draft and removed the empty folder meanwhile.
        _write(state, key, what, data)


def _write(state: Path, key: str, what: str, data: bytes) -> None:
    folder = atomic_files.make_folder_in(state, "drafts", _digest(key))
    atomic_files.write(folder / _name(what), data, mode=atomic_files.PRIVATE)


def drop(state: Path, key: str, what: str) -> None:
    """Delete a draft, if it exists, once it is part of the notes or was discarded."""
    atomic_files.remove(_folder(state, key) / _name(what))


def remaining(state: Path, key: str) -> list[Draft]:
    """The drafts of an article that were not dropped, oldest first; damaged ones are omitted."""
    folder = _folder(state, key)
    try:
        names = file_operations.listdir(folder)
    except OSError:
        return []
    cleanup.sweep_old(folder)
    found = [_read(folder / name) for name in names if name.endswith(".json")]
    return sorted((draft for draft in found if draft), key=lambda d: (d.kept, d.what))


def move_drafts(state: Path, key: str, new_state: Path, new_key: str) -> None:
    """Move the drafts of an article to another key. Raises ReaderError; no draft is lost then."""
    for draft in remaining(state, key):
        keep(new_state, new_key, draft.what, draft.text)
        drop(state, key, draft.what)


def _read(path: Path) -> Draft | None:
    try:
        content = atomic_files.read(path, follow=False)
        if content is None:
            return None
        values = json.loads(content[0])
        what, text = str(values["what"]), str(values["text"])
        return Draft(what, text, datetime.fromisoformat(values["kept"]).astimezone(UTC))
    except (ReaderError, ValueError, OverflowError, RecursionError, TypeError, KeyError):
        return None


def _folder(state: Path, key: str) -> Path:
    return state / "drafts" / _digest(key)


def _name(what: str) -> str:
    return f"{_digest(what)}.json"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass"))[:32]
