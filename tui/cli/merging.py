"""The commands merge, git-setup and repair, for diverged or damaged notes and codebooks."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from ..config import folders
from ..model.errors import ReaderError
from ..readers import is_folder
from ..readers.missing_files import missing_file
from ..store import atomic_files, codebook_file, notes_files
from ..store.locations import notes_place
from ..store.merge_driver import merge_files
from .click_command import command
from .inputs import InputArticle, articles, process_each
from .options import complete_file, complete_folder, paths
from .output import complain, say
from .usage import STDIN

ATTRIBUTES = ("*.notes.toml merge=reader", "codebook.toml merge=reader")
"""Lines of .gitattributes that assign the files of this program to the merge driver."""


@command(
    "merge",
    """
    Writes into OURS what it and THEIRS made of BASE, by annotation and field. An edit beats a
    deletion, and a tag that one side took off stays off. A field that both sides changed keeps
    both: theirs is an annotation of its own, with conflict_of. The result is a sound notes file in
    either case. Exits 1 if there is such a conflict, as git expects of a merge driver. A
    codebook.toml is merged alike. NAME stands for the files in messages.
    """,
    {
        "Examples": """
        reader merge base.notes.toml mine.notes.toml theirs.notes.toml
        git config merge.reader.driver "reader merge %O %A %B %P"
        """,
    },
)
@click.argument("base", metavar="BASE", shell_complete=complete_file)
@click.argument("ours", metavar="OURS", shell_complete=complete_file)
@click.argument("theirs", metavar="THEIRS", shell_complete=complete_file)
@click.argument("name", metavar="[NAME]", default="")
def merge(base: str, ours: str, theirs: str, name: str) -> int:
    """Merge three versions of a notes file or codebook into the second; returns 1 on conflicts."""
    name = name or ours
    conflicts = merge_files(Path(base), Path(ours), Path(theirs), name)
    for conflict in conflicts:
        what = f"{conflict.id or 'the file itself'}: {', '.join(conflict.fields)}"
        kept = f"both kept, theirs as {conflict.copy}" if conflict.copy else "both kept"
        complain(f"{name}: changed on both sides: {what}; {kept}")
    return 1 if conflicts else 0


@command(
    "git-setup",
    """
    Registers reader merge as the merge driver for *.notes.toml and codebook.toml: in the
    configuration of the repository that FOLDER (the present one) belongs to, and in its
    .gitattributes, which is to be committed. Everybody runs this once in their own clone. Running
    it again does no harm.
    """,
    {
        "Examples": """
        reader git-setup
        reader git-setup ~/dossiers/fallujah
        """,
    },
)
@click.argument("folder", metavar="[FOLDER]", default=".", shell_complete=complete_folder)
def git_setup(folder: str) -> int:
    """Register the merge driver in a git repository."""
    if not is_folder(Path(folder)):
        raise missing_file(folder, "no such folder", "name that of a repository")
    top = Path(_git(folder, "rev-parse", "--show-toplevel"))
    # Without -P, Python would search the repository for modules first.
    driver = f"{shlex.quote(sys.executable)} -P -m tui merge -- %O %A %B %P"
    _git(top, "config", "merge.reader.name", "notes and codebooks of reader")
    _git(top, "config", "merge.reader.driver", driver)
    attributes = top / ".gitattributes"
    found = atomic_files.read(attributes, follow=False)
    data = found[0] if found else b""
    present = data.decode("utf-8", "replace").splitlines()
    missing = [line for line in ATTRIBUTES if line not in present]
    if missing:
        gap = b"" if not data or data.endswith(b"\n") else b"\n"
        atomic_files.write(
            attributes, data + gap + "".join(f"{line}\n" for line in missing).encode()
        )
    say(f"{top}: git merges notes and codebooks with reader; commit .gitattributes")
    return 0


@command(
    "repair",
    """
    A notes file that is torn, half zeros, in a wrong encoding, full of conflict markers or wrong in
    any other way opens read-only, with all annotations that can be read. This command writes those
    into the file. Its original bytes stay beside it in NAME.damaged, and what could not be read is
    listed line by line. The codebook that is in effect there is treated alike, its whole tags being
    kept. A file that is sound is left alone. Exits 1 if anything was lost. A PATH may be an
    article, a notes file, a codebook or a folder.
    """,
    {
        "Examples": """
        reader repair fallujah.txt
        reader check articles/ || reader repair articles/
        """,
    },
)
@paths
def repair(paths: Sequence[str]) -> int:
    """Replace damaged notes and codebooks by what can be recovered; 1 if anything is lost."""
    if STDIN in paths:
        raise ReaderError("- has no notes file to repair; name a file or a folder")
    failed: list[str] = []
    lost = 0
    words = [word for word in paths if Path(word).name != codebook_file.NAME]
    found = articles(words)
    for path, done in process_each(found, _repair, failed):
        if done and done.kept:
            _say_repaired(path, len(done.notes.annotations), "annotation", done)
        elif done:
            say(f"{path}: nothing is damaged")
        lost += len(done.lost) if done else 0
    for path in _codebooks(paths, found):
        try:
            mended = codebook_file.repair(path)
        except ReaderError as error:
            complain(str(error))
            failed.append(str(path))
            continue
        if mended.kept:
            _say_repaired(path, len(mended.codebook.tags), "tag", mended)
        lost += len(mended.lost)
    return 1 if failed or lost else 0


def _codebooks(words: Sequence[str], found: Iterable[InputArticle]) -> list[Path]:
    """The codebooks named on the command line or in effect for the named folders and articles."""
    starts = [Path(word) if is_folder(Path(word)) else Path(word).parent for word in words]
    starts += [article.path.parent for article in found if article.path]
    near = (codebook_file.nearest(start, folders().config) for start in starts)
    return list(dict.fromkeys(path for path in near if path))


def _say_repaired(
    path: Path, number: int, noun: str, done: notes_files.Repaired | codebook_file.RepairedCodebook
) -> None:
    noun = noun if number == 1 else f"{noun}s"
    say(f"{path}: {number} {noun} recovered; the original is kept in {done.kept}")
    for line in done.lost:
        say(f"    {line}")


def _repair(article: InputArticle) -> tuple[Path, notes_files.Repaired | None]:
    """Repair the notes file of an article; returns its path and the result, None without a file."""
    path = notes_place(article.path, "", folders().data).path
    if not article.named and not path.is_file():
        return path, None
    if article.path and not article.path.exists() and not path.is_file():
        raise missing_file(article.name)
    return path, notes_files.repair(path)


def _git(folder: str | Path, *words: str) -> str:
    """The output of git; raises ReaderError if git is missing or fails."""
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
