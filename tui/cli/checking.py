"""The command check: finds faults in notes, codebooks, anchors, references and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..config import Config, Folders
from ..model.annotation import Annotation, Extra, Judgement
from ..model.errors import ReaderError
from ..model.file_names import NOTES_SUFFIX
from ..model.reading_options import ReadingOptions
from ..readers import is_folder
from ..session import Session
from ..session.document_files import newer
from ..store import codebook_file, conflicted_copies, dossier_file
from ..store.merge_records import COPY_KEY, LOST_KEY
from .click_command import command
from .inputs import InputArticle
from .options import AS_NOTED, paths, reading_options
from .output import complain, say, short
from .sessions import anchor_of, sessions, settings
from .usage import STDIN

if TYPE_CHECKING:
    from ..library.dangling import ReferenceChecker


@command(
    "check",
    """
    Prints one line for each of these, and exits 1 if there is any, 0 if not:

    \b
    - a notes file that is damaged or was written by a newer version
    - a codebook or dossier in effect for the articles that is damaged or
      too large
    - a notes file without its article; an article without notes that has
      the same text is named with it, and reader move puts them together
    - an annotation whose place in the article is not sure
    - a link, a judgement or a hypothesis that names an annotation that is
      not there
    - a source that articles grade differently, or a dossier and an article
    - a field that both sides of a merge changed: an annotation kept beside
      the other version (conflict_of), or a value kept under the key conflict
    - a conflicted copy of an article, of notes, of a codebook or of a
      dossier, left by a sync program such as Dropbox, Syncthing, Nextcloud,
      iCloud or Google Drive

    A PATH may be an article, a notes file or a folder. A link of an article is followed no further
    than below the folder of its codebook or dossier, else its own folder, or a folder above these
    that is checked as a whole.

    Annotations whose words were edited are printed too, with the former words; since their place
    is certain, they do not count.
    """,
    {
        "Examples": """
        reader check articles/
        reader check *.txt && git commit -m "Notes of Tuesday"
        """,
    },
)
@paths
@reading_options(AS_NOTED)
def check(paths: Sequence[str], options: ReadingOptions) -> int:
    """Print the faults of notes, codebooks, anchors, references and folders; 1 if any."""
    from ..library.dangling import ReferenceChecker

    failed: list[str] = []
    found: dict[str, None] = {}

    def find(line: str) -> None:
        if line not in found:
            found[line] = None
            say(line)

    tops = [Path(word) for word in paths if word != STDIN and is_folder(Path(word))]
    where, config = settings()
    citable = ReferenceChecker(tops, where, config)
    for line in _copies(paths, where, config):
        find(line)
    homes = dict.fromkeys(tops)
    for article, session in sessions(paths, failed, find, options):
        homes |= {article.path.parent: None} if article.path else {}
        for remark in session.document.remarks:
            complain(remark)
        for line in _findings(article, session, citable):
            find(line)
        for line in _edited(article, session):
            say(line)
    for line in _damaged_codebooks(homes, where):
        find(line)
    for path in dict.fromkeys(filter(None, map(dossier_file.nearest, homes))):
        for line in _dossier_findings(path, citable):
            find(line)
    for line in _grade_conflicts(homes, where, config):
        find(line)
    return 1 if found or failed else 0


def _damaged_codebooks(starts: Iterable[Path], where: Folders) -> Iterator[str]:
    """A line for each codebook in effect for the folders that is damaged or cannot be read."""
    for start in starts:
        try:
            codebook_file.find(start, where.config)
        except ReaderError as error:
            yield str(error)


def _grade_conflicts(starts: Iterable[Path], where: Folders, config: Config) -> Iterator[str]:
    """A line for each source that the articles of a dossier grade differently."""
    from ..workspace.dossier_folder import DossierFolder

    seen: set[Path] = set()
    for start in starts:
        path = dossier_file.path_for(start)
        is_covered = any(path.parent.is_relative_to(other.parent) for other in seen)
        if path in seen or (is_covered and not path.exists()):
            continue
        seen.add(path)
        try:
            folder = DossierFolder(start, where, config)
        except ReaderError:
            continue  # reported when the articles are read
        for conflict in folder.conflicts():
            yield f"{folder.path.parent}: {conflict.line}; settle it with reader source set"


def _dossier_findings(path: Path, citable: ReferenceChecker) -> Iterator[str]:
    """A line for each fault of a dossier: damage, references and conflicts of merges."""
    loaded = dossier_file.load(path)
    if problem := loaded.problem or newer(path, loaded.value.format):
        yield problem
    for one in citable.dangling_in_dossier(path, loaded.value):
        yield f"{path}: the {one.kind} {one.id} cites an annotation that is not there: " + (
            one.reference
        )
    dossier = loaded.value
    yield from (f"{path}: {line}" for line in _stray_sides(dossier.judgements))
    records: list[tuple[str, Extra]] = [
        ("the file", dossier.extra),
        *((f"the source {each.id}", each.extra) for each in dossier.sources),
        *((f"the judgement {each.id}", each.extra) for each in dossier.judgements),
        *((f"the hypothesis {each.id}", each.extra) for each in dossier.hypotheses),
        *((f"the search {each.name}", each.extra) for each in dossier.searches),
        *((f"the rule {each.name}", each.extra) for each in dossier.rules),
    ]
    yield from _lost(str(path), records)


def _edited(article: InputArticle, session: Session) -> Iterator[str]:
    """A line for each annotation whose words were edited, which is not a fault."""
    for annotation in session.state.ordered():
        anchor = anchor_of(session, annotation)
        if anchor.edited:
            place = f"{article.name}: edited: [{anchor.start}, {anchor.end})"
            former = annotation.former.quote if annotation.former else annotation.quote
            words = f"“{short(annotation.quote)}”, formerly “{short(former)}”"
            yield f"{place} {words} ({annotation.id})"


def _findings(article: InputArticle, session: Session, citable: ReferenceChecker) -> Iterator[str]:
    """A line for each fault in the notes on an article."""
    if session.read_only:
        yield session.read_only
    for annotation in session.state.ordered():
        anchor = anchor_of(session, annotation)
        if anchor.state != "anchored":
            place = f"{anchor.state}: [{anchor.start}, {anchor.end})"
            yield f"{article.name}: {place} {_named(annotation)}"
    yield from _conflicts(article, session)
    if article.path:
        for one in citable.dangling(article.path, session.notes()):
            if one.kind == "link":
                who = f"the link of {_named(session.state.annotations[one.id])} leads to"
            else:
                who = f"the judgement {one.id} cites"
            yield f"{article.name}: {who} an annotation that is not there: {one.reference}"
    judgements = session.notes().judgements
    yield from (f"{article.name}: {line}" for line in _stray_sides(judgements))


def _stray_sides(judgements: Iterable[Judgement]) -> Iterator[str]:
    """A line for each annotation that is against a judgement without being cited by it."""
    for judgement in judgements:
        for cite in dict.fromkeys(judgement.against or ()):
            if cite not in judgement.cites:
                yield (
                    f"the judgement {judgement.id} has {cite} under against, but does not cite it; "
                    "add it to cites or delete it"
                )


# Conflicts of merges


def _conflicts(article: InputArticle, session: Session) -> Iterator[str]:
    """A line for each unresolved conflict between the two sides of a merge."""
    for annotation in session.state.ordered():
        original = annotation.extra.get(COPY_KEY)
        if isinstance(original, str) and original in session.state.annotations:
            yield (
                f"{article.name}: in conflict after a merge: {_named(annotation)} is the other "
                f"version of {original}; remove one of the two"
            )
    notes = session.notes()
    records: list[tuple[str, Extra]] = [
        ("the file", notes.extra),
        ("the article's data", notes.document.extra),
        *((f"the source {source.id}", source.extra) for source in notes.sources),
        *((f"the judgement {judgement.id}", judgement.extra) for judgement in notes.judgements),
        *((_named(annotation), annotation.extra) for annotation in notes.annotations),
    ]
    yield from _lost(str(session.notes_path), records)
    tags = [(f"the tag {tag.name}", tag.extra) for tag in session.state.codebook.tags]
    if session.codebook_file.path:
        book = str(session.codebook_file.path)
        yield from _lost(book, [("the codebook", session.state.codebook.extra), *tags])


def _lost(file: str, records: Iterable[tuple[str, Extra]]) -> Iterator[str]:
    for what, extra in records:
        lost: Any = extra.get(LOST_KEY)
        if isinstance(lost, Mapping):
            for key, values in lost.items():
                shown = values if isinstance(values, list) else [values]
                said = ", ".join(f"“{short(str(value))}”" for value in shown)
                yield (
                    f"{file}: in conflict after a merge: {what}: {key} was also {said}; "
                    f"settle it and take the key {LOST_KEY} out of the file"
                )


# Conflicted copies


def _copies(words: Sequence[str], where: Folders, config: Config) -> Iterator[str]:
    """A line for each conflicted copy in the folders and of the articles on the command line."""
    for word in words:
        path = Path(word.removesuffix(NOTES_SUFFIX))
        if word in ("", STDIN):
            continue
        if not is_folder(Path(word)):
            own = (path.name, path.name + NOTES_SUFFIX, *conflicted_copies.OWN)
            found = _copies_in(path.parent, where, config)
            yield from (line for line, original in found if original in own)
            continue
        from ..readers.folders import folders_below

        for home in (Path(word), *folders_below(Path(word))):
            yield from (line for line, _ in _copies_in(home, where, config))


def _copies_in(folder: Path, where: Folders, config: Config) -> Iterator[tuple[str, str]]:
    """(line, name of the original) for each conflicted copy in a folder."""
    from ..library.walking import paths_in

    try:
        names = {path.name for path in folder.iterdir()}
        articles = {path.name for path in paths_in(folder, where, config)}
    except (OSError, ReaderError):
        return  # reported when the articles are read
    for name, original in conflicted_copies.conflicted(names, articles):
        yield (
            f"{folder / name}: a conflicted copy of {original}, left by a sync program; "
            f"{_advice(original)}",
            original,
        )


def _advice(original: str) -> str:
    if original.endswith(NOTES_SUFFIX) or original in conflicted_copies.OWN:
        return "merge the two (reader merge --help), then remove it"
    return "compare the two, then remove one"


def _named(annotation: Annotation) -> str:
    return f"“{short(annotation.quote)}” ({annotation.id})"
