"""The commands merge, git-setup and repair, for diverged or damaged files of the program."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from ..config import folders
from ..model.annotation import Notes
from ..model.codebook import Codebook
from ..model.dossier import Dossier
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..readers import is_folder
from ..readers.missing_files import missing_file
from ..store import atomic_files, codebook_file, conflicted_copies, dossier_file, notes_files
from ..store.git import GitError, run_git
from ..store.locations import notes_place
from ..store.merge_driver import merge_files
from ..store.toml_files import Repaired, V
from .click_command import command
from .inputs import InputArticle, articles, process_each
from .options import complete_file, complete_folder, paths
from .output import complain, counted, say
from .usage import STDIN

ATTRIBUTES = tuple(f"{name} merge=reader" for name in (f"*{NOTES_SUFFIX}", *conflicted_copies.OWN))
"""The lines of .gitattributes that assign the files of this program to the merge driver."""


@command(
    "merge",
    """
    Writes into OURS what it and THEIRS made of BASE, by annotation and field. An edit beats a
    deletion, and a tag that one side took off stays off. A field that both sides changed keeps
    both: theirs is an annotation of its own, with conflict_of. The result is a sound notes file in
    either case. Exits 1 if there is such a conflict, as git expects of a merge driver. A
    codebook.toml and a dossier.toml are merged alike. NAME stands for the files in messages.
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
    """Merge three versions of a file of the program into the second; returns 1 on conflicts."""
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
    Registers reader merge as the merge driver for *.notes.toml, codebook.toml and dossier.toml: in
    the configuration of the repository that FOLDER (the present one) belongs to, and in its
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
    top = Path(_git(Path(folder), "rev-parse", "--show-toplevel"))
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
    listed line by line. The codebook and the dossier that are in effect there are treated alike. A
    file that is sound is left alone. Exits 1 if anything was lost. A PATH may be an article, a
    notes file, a codebook, a dossier or a folder.
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
    """Replace damaged notes, codebooks and dossiers by what can be recovered; 1 if any is lost."""
    if STDIN in paths:
        raise ReaderError("- has no notes file to repair; name a file or a folder")
    failed: list[str] = []
    lost = 0
    words = [word for word in paths if Path(word).name not in conflicted_copies.OWN]
    found = articles(words)
    for path, done in process_each(found, _repair, failed):
        if done and done.kept:
            _say_repaired(path, counted(len(done.value.annotations), "annotation"), done)
        elif done:
            say(f"{path}: nothing is damaged")
        lost += len(done.lost) if done else 0
    starts = [Path(word) if is_folder(Path(word)) else Path(word).parent for word in paths]
    starts += [article.path.parent for article in found if article.path]
    lost += _repair_each(_codebooks(starts), codebook_file.repair, _tags, failed)
    lost += _repair_each(_dossiers(starts), dossier_file.repair, _records, failed)
    return 1 if failed or lost else 0


def _codebooks(starts: Iterable[Path]) -> list[Path]:
    """The codebooks in effect for some folders."""
    near = (codebook_file.nearest(start, folders().config) for start in starts)
    return list(dict.fromkeys(path for path in near if path))


def _dossiers(starts: Iterable[Path]) -> list[Path]:
    """The dossiers in effect for some folders."""
    return list(dict.fromkeys(filter(None, map(dossier_file.nearest, starts))))


def _tags(codebook: Codebook) -> str:
    return counted(len(codebook.tags), "tag")


def _records(dossier: Dossier) -> str:
    sources = counted(len(dossier.sources), "source")
    return f"{sources} and {counted(len(dossier.judgements), 'judgement')}"


def _repair_each(
    files: Iterable[Path],
    repair: Callable[[Path], Repaired[V]],
    describe: Callable[[V], str],
    failed: list[str],
) -> int:
    """Repair files; failures are added to `failed`. Returns how many parts are lost."""
    lost = 0
    for path in files:
        try:
            done = repair(path)
        except ReaderError as error:
            complain(str(error))
            failed.append(str(path))
            continue
        if done.kept:
            _say_repaired(path, describe(done.value), done)
        lost += len(done.lost)
    return lost


def _say_repaired(path: Path, what: str, done: Repaired[V]) -> None:
    say(f"{path}: {what} recovered; the original is kept in {done.kept}")
    for line in done.lost:
        say(f"    {line}")


def _repair(article: InputArticle) -> tuple[Path, Repaired[Notes] | None]:
    """Repair the notes file of an article; returns its path and the result, None without a file."""
    path = notes_place(article.path, "", folders().data).path
    if not article.named and not path.is_file():
        return path, None
    if article.path and not article.path.exists() and not path.is_file():
        raise missing_file(article.name)
    return path, notes_files.repair(path)


def _git(folder: Path, *words: str) -> str:
    """The output of git; raises ReaderError if git is missing or fails."""
    try:
        output = run_git(folder, *words)
    except GitError as error:
        advice = "run git init there first" if words[0] == "rev-parse" else "see git config"
        raise ReaderError(f"{folder}: git says: {error.said}; {advice}") from error
    return output.decode("utf-8", "surrogateescape").removesuffix("\n")
