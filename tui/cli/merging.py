"""The commands for versions that went apart or broke: merge, git-setup and repair."""

from __future__ import annotations

import shlex
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..config import folders
from ..model.errors import ReaderError
from ..store import atomic, codebook, files
from ..store.driver import merge_files
from ..store.places import notes_place
from .inputs import STDIN, Article, articles, each, is_folder
from .output import complain, say

ATTRIBUTES = ("*.notes.toml merge=reader", "codebook.toml merge=reader")
"""Lines of .gitattributes that give our files to the merge driver."""


def merge(arguments: Namespace) -> int:
    """Merge three versions of a notes file or codebook into the second; 1 if both sides clash."""
    name = arguments.name or arguments.ours
    base, ours, theirs = (Path(word) for word in (arguments.base, arguments.ours, arguments.theirs))
    conflicts = merge_files(base, ours, theirs, name)
    for conflict in conflicts:
        what = f"{conflict.id or 'the file itself'}: {', '.join(conflict.fields)}"
        kept = f"both kept, theirs as {conflict.copy}" if conflict.copy else "both kept"
        complain(f"{name}: changed on both sides: {what}; {kept}")
    return 1 if conflicts else 0


def git_setup(arguments: Namespace) -> int:
    """Register the merge driver in a repository of git."""
    if not is_folder(Path(arguments.folder)):
        raise ReaderError(f"{arguments.folder}: no such folder; name that of a repository")
    top = Path(_git(arguments.folder, "rev-parse", "--show-toplevel"))
    # Without -P Python would look for modules in the repository first.
    driver = f"{shlex.quote(sys.executable)} -P -m tui merge -- %O %A %B %P"
    _git(top, "config", "merge.reader.name", "notes and codebooks of reader")
    _git(top, "config", "merge.reader.driver", driver)
    attributes = top / ".gitattributes"
    found = atomic.read(attributes, follow=False)
    data = found[0] if found else b""
    present = data.decode("utf-8", "replace").splitlines()
    missing = [line for line in ATTRIBUTES if line not in present]
    if missing:
        gap = b"" if not data or data.endswith(b"\n") else b"\n"
        atomic.write(attributes, data + gap + "".join(f"{line}\n" for line in missing).encode())
    say(f"{top}: git merges notes and codebooks with reader; commit .gitattributes")
    return 0


def repair(arguments: Namespace) -> int:
    """Replace damaged notes and codebooks by what can be recovered; 1 if something could not."""
    if STDIN in arguments.paths:
        raise ReaderError("- has no notes file to repair; name a file or a folder")
    failed: list[str] = []
    lost = 0
    words = [word for word in arguments.paths if Path(word).name != codebook.NAME]
    found = articles(words)
    for path, done in each(found, _repaired, failed):
        if done and done.kept:
            _say_repaired(path, len(done.notes.annotations), "annotation", done)
        elif done:
            say(f"{path}: nothing is damaged")
        lost += len(done.lost) if done else 0
    for path in _codebooks(arguments.paths, found):
        try:
            mended = codebook.repair(path)
        except ReaderError as error:
            complain(str(error))
            failed.append(str(path))
            continue
        if mended.kept:
            _say_repaired(path, len(mended.codebook.tags), "tag", mended)
        lost += len(mended.lost)
    return 1 if failed or lost else 0


def _codebooks(words: Sequence[str], found: Iterable[Article]) -> list[Path]:
    """The codebooks that are named, or in effect for the folders and articles that are."""
    starts = [Path(word) if is_folder(Path(word)) else Path(word).parent for word in words]
    starts += [article.path.parent for article in found if article.path]
    near = (codebook.nearest(start, folders().config) for start in starts)
    return list(dict.fromkeys(path for path in near if path))


def _say_repaired(
    path: Path, number: int, noun: str, done: files.Repaired | codebook.RepairedCodebook
) -> None:
    noun = noun if number == 1 else f"{noun}s"
    say(f"{path}: {number} {noun} recovered; the original is kept in {done.kept}")
    for line in done.lost:
        say(f"    {line}")


def _repaired(article: Article) -> tuple[Path, files.Repaired | None]:
    """The notes file of an article, and what repairing it did; None where a folder has none."""
    path = notes_place(article.path, "", folders().data).path
    if not article.named and not path.is_file():
        return path, None
    return path, files.repair(path)


def _git(folder: str | Path, *words: str) -> str:
    """What git prints on one line; ReaderError where it is absent or finds no repository."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ReaderError(f"git cannot be started: {error.strerror}; install it") from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        advice = "run git init there first" if words[0] == "rev-parse" else "see git config"
        raise ReaderError(f"{folder}: git says: {said}; {advice}")
    return done.stdout.removesuffix("\n")
