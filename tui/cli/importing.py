"""The command import: converts files of other programs to articles, notes and a codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..config import Config, Folders, folders_for
from ..model.annotation import Notes
from ..model.annotation_changes import with_tags
from ..model.codebook import normal_name
from ..model.document import Document
from ..model.errors import ReaderError
from ..store import atomic_files, notes_files, toml_files
from ..store import codebook_file as codebooks
from ..store.faults import contain_faults
from ..store.locations import notes_place
from .click_command import command
from .import_articles import Articles, States, in_code_points, placed, tally, without_known
from .options import complete_file, complete_folder
from .output import aside, complain, say
from .sessions import settings

if TYPE_CHECKING:
    from ..importing import Imported, ImportedDocument, Loss, Report

_FIELDS = ("title", "author", "publisher", "date", "url", "lang")
_MOST = 100
"""Losses of one kind that are listed individually."""


@command(
    "import",
    """
    Makes notes and a codebook of a file from another program. What could not be carried over is
    named item by item on standard error; the last lines sum up how many annotations the file has,
    how many were placed, how many are uncertain or orphaned, and what was left out. FILE may be

    \b
    .qdpx     a project of REFI-QDA: texts, codings, codebook, cases
              (ATLAS.ti, MAXQDA, NVivo, QualCoder, Quirkos, Transana)
    .qdc      a codebook of REFI-QDA
    .qda      the folder of a QualCoder project
    .sqlite3  a database of Taguette
    .rqda     a project of RQDA
    .jsonld   W3C Web Annotations
    .json     the same, or an export of Hypothesis
    .csv      a codebook of Taguette, QualCoder or reader; highlights of
              Taguette, Hypothesis, Readwise or reader (.tsv and .txt too)
    .docx     the comments in it, as annotations by their authors (.odt
              and .rtf too); the file itself is the article

    Databases are opened read-only. Texts that the file carries are written out as articles, never
    over a file that is there: an article that reads the same gets the notes, a different one keeps
    its name and the new one gets a number. Notes on an article that the file only names go to the
    one in FOLDER that has its address, its text, its name or its title; without one they wait under
    its name. Tags that the codebook here lacks are added to it. Memos on nothing in particular and
    journals become an article of their own.

    Programs count offsets in code points or in UTF-16 code units, and CR LF as one or two. The way
    that fits the stored texts, or else the words, clearly best is taken and named; a place that
    stays in doubt is uncertain.

    What reader export writes as .qdpx, .qdc and .jsonld comes back without loss. Importing a file
    twice changes nothing, nor does a second export of the same project: an annotation of the same
    author on the same span with the same tags, source and note is the same one.
    """,
    {
        "Examples": """
        reader import interviews.qdpx --into interviews/
        reader import study.qda --into study/
        reader import codebook.csv
        reader import annotations.json --into articles/
        """,
    },
)
@click.argument("file", metavar="FILE", shell_complete=complete_file)
@click.option(
    "--into",
    metavar="FOLDER",
    default=".",
    shell_complete=complete_folder,
    help="Write there instead of into the present folder; it is made if it is not there.",
)
def import_(file: str, into: str) -> int:
    """Import a file of another program; prints the losses and, at the end, totals."""
    from ..importing import Loss, Report

    path = Path(file)
    imported, folder = _imported(path), Path(into or ".")
    atomic_files.make_folder(folder)
    where, config = settings()
    for remark in imported.remarks:
        say(remark)
    report = Report(list(imported.losses))
    _codebook(imported, folder, where, report)
    state = folders_for(folder / "article", where, config).state
    articles, states, failed = Articles(folder, state), States(), False
    for document in imported.documents:
        try:
            work = partial(_document, document, articles, where, config)
            states += contain_faults(document.name, state, work)
        except ReaderError as error:
            complain(str(error))
            failed = True
            count = sum(document.counts.get(a.id, 1) for a in document.notes.annotations)
            report.losses.append(Loss("texts", f"“{document.name}” and its notes", count))
    _print_losses(report.losses)
    for line in totals(states, report.losses, imported.whole):
        say(line)
    return 1 if failed else 0


def _imported(path: Path) -> Imported:
    """Import a file of another program, or the comments of an office document."""
    from ..importing import comments, load_path
    from ..readers import read
    from ..readers.missing_files import missing_file

    if not path.exists():
        raise missing_file(path)
    if path.suffix.lower() not in comments.SUFFIXES or not path.is_file():
        return load_path(path)
    return comments.imported_comments(read(path), path.name, path.read_bytes())


def _print_losses(losses: Iterable[Loss]) -> None:
    """Print each loss to standard error, up to _MOST of each kind."""
    times = Counter[str]()
    for loss in losses:
        times[loss.kind] += 1
        if times[loss.kind] <= _MOST:
            aside(f"not carried over: {loss.what}")
    for kind, count in times.items():
        if count > _MOST:
            aside(f"not carried over: {count - _MOST} more {kind}")


def totals(states: States, losses: Sequence[Loss], whole: int) -> list[str]:
    """The lines with the totals of an import: its annotations by outcome, and the losses."""
    left = sum(loss.annotations for loss in losses)
    anchored, uncertain = states["anchored"], states["uncertain"]
    orphaned, waiting = states["orphaned"], states["waiting"]
    total = anchored + uncertain + orphaned + waiting + left + whole
    parts = [
        f"annotations in the file: {total}",
        f"placed: {anchored}",
        f"uncertain: {uncertain}",
        f"orphaned: {orphaned}",
        *([f"waiting for their article: {waiting}"] if waiting else []),
        *([f"memos on whole texts: {whole}"] if whole else []),
        f"not carried over: {left}",
    ]
    if states["here"]:
        parts.append(f"of all these, here already: {states['here']}")
    return ["; ".join(parts), _kinds_lost(losses)]


def _kinds_lost(losses: Sequence[Loss]) -> str:
    """The line that lists the kinds of losses."""
    kinds = Counter(loss.kind for loss in losses)
    which = ", ".join(f"{kind} ({count})" for kind, count in kinds.items())
    return f"not carried over: {which or 'nothing'}"


def _codebook(imported: Imported, folder: Path, where: Folders, report: Report) -> None:
    """Add the new tags to the codebook in effect; contradictions are reported as losses."""
    from ..importing.tags import with_tags_added

    known = codebooks.find(folder, where.config)
    path = known.path or folder / codebooks.NAME
    book = imported.codebook
    if book is not None and (known.path is None or known.is_users):
        path = folder / codebooks.NAME
        after, base = book, None
    else:
        after, base = known.codebook, known.codebook
        if book is not None:
            after = with_tags_added(after, book, report)
    used = {tag for d in imported.documents for a in d.notes.annotations for tag in a.tags}
    named = sorted(after.current(tag) for tag in used if tag and normal_name(tag) == tag)
    after = with_tags(after, named)
    if after != known.codebook:
        codebooks.save(path, after, base)
        say(f"{path}: {len(after.tags)} tags")


def _document(
    carried: ImportedDocument, articles: Articles, where: Folders, config: Config
) -> States:
    """Write a document and its notes; returns the outcomes of its annotations."""
    article, document = articles.article_for(carried)
    if _is_redundant(carried.notes, document):
        return States()
    data = replace(carried.notes.document, path=article.name)
    annotations = carried.notes.annotations
    found = {annotation.id: "waiting" for annotation in annotations}
    if document is not None:
        data = replace(data, text_sha256=document.text_sha256)
        if carried.text is None and not carried.content:
            annotations = in_code_points(annotations, document, article)
        annotations, found = placed(annotations, document)
    notes = replace(carried.notes, document=data, annotations=annotations)
    here = _save(article, notes, data.text_sha256, folders_for(article, where, config))
    if document is None:
        say(f"the notes wait for their article: save it as {article}")
    return tally(found, carried.counts, here)


def _is_redundant(notes: Notes, document: Document | None) -> bool:
    """Whether notes contain only metadata that the article states itself."""
    said = {**document.data, "title": document.title, "lang": document.lang} if document else {}
    known: dict[str, Any] = {
        key: "" for key in _FIELDS if getattr(notes.document, key) == said.get(key)
    }
    rest = replace(notes.document, text_sha256="", **known)
    return replace(notes, document=rest) == Notes()


def _save(article: Path, notes: Notes, sha256: str, where: Folders) -> set[str]:
    """Merge notes into the notes file; returns the ids of annotations that exist in it already."""
    from ..store.merge import merge

    place = notes_place(article, sha256, where.data)
    loaded = notes_files.load(place.path)
    if loaded.problem:
        raise ReaderError(loaded.problem)
    toml_files.refuse_newer(place.path, loaded.value.format)
    new, doubled = without_known(loaded.value, notes)
    merged = merge(Notes(), loaded.value, new)
    notes_files.save(place.path, merged.value, loaded.value, loaded.stamp)
    count = len(notes.annotations)
    say(f"{place.path}: {count} annotation{'' if count == 1 else 's'}")
    if merged.conflicts:
        say(f"{place.path}: {len(merged.conflicts)} say something else there; both are kept")
    return doubled
