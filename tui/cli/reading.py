"""The commands that only read articles: passages and search."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.errors import ReaderError
from ..model.reading_options import ReadingOptions
from .click_command import command
from .gathering import gathered
from .inputs import document_of, single_article
from .options import AS_NOTED, as_json, complete_file, path, positive, reading_options
from .output import bold, complain, counted, dim, flat, say, say_json, with_spans
from .usage import STDIN

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ..library import Collection, PassageHit


@command(
    "passages",
    """
    Prints the blocks of an article (title, heading, paragraph, caption, byline, quote, list,
    related, table), each followed by its passages with their offsets. A passage is a sentence, or
    a row of a table. Offsets count Unicode code points in the text of the article, as Python
    slices do. PATH may be - for standard input.
    """,
    {
        "Examples": """
        reader passages fallujah.txt
        reader passages fallujah.txt --json | jq 'select(.kind == "caption").text'
        pdftotext report.pdf - | reader passages -
        """,
    },
)
@path
@as_json(
    "Print one passage a line, with the keys block (number from 0), kind, start, end, text, and "
    'page or time (as "00:01:14") where they are known.'
)
@reading_options(AS_NOTED)
def passages(path: str, as_json: bool, options: ReadingOptions) -> int:
    """Print the blocks and passages of an article."""
    document = document_of(single_article(path, options), segmented=True)
    for number, block in enumerate(document.blocks):
        if not as_json:
            say(bold(f"¶{number + 1} {block.kind}"))
        for passage in document.passages(number):
            text = document.text[passage.start : passage.end]
            if as_json:
                row: dict[str, Any] = {"block": number, "kind": block.kind}
                row |= {"start": passage.start, "end": passage.end, "text": text}
                page, time = document.page_at(passage.start), document.time_at(passage.start)
                row |= {"page": page} if page else {}
                say_json(row | ({"time": time} if time else {}))
            else:
                say(dim(f"  [{passage.start}, {passage.end})  "), flat(text))
    return 0


def _words(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """Complete files for a PATH, nothing for the QUERY."""
    is_query = not ctx.params.get("queries") and not ctx.params.get("words")
    return [] if is_query else complete_file(ctx, param, incomplete)


@command(
    "search",
    """
    Ranks the passages of all PATHs by how well they match, best first. Typing errors, missing
    accents, other quotation marks and another order of words do no harm, and 1234567 finds
    1,234,567. Words in "quotation marks" are looked for exactly; passages that hold them only
    nearly follow below a line. No hit is no error.

    The query may hold -word, /regular expression/ (case is ignored), near:5 (all words within five
    words of each other), OR and parentheses, and fields: tag:claim, source:name, note:word,
    kind:caption, author:name (who annotates), byline:name (who wrote the article),
    date:2015-07..2015-08 (of the article), grade:A..C. A minus excludes any of them. A query with a
    mistake is searched as plain words, and standard error names the mistake.

    A PATH may be a folder, or - for standard input. A folder means the articles of known formats
    in it and below it, and any other file that has notes.

    A QUERY may begin with a hyphen (-word). One that is an option's name goes after --. With
    --queries and --saved there is no QUERY: all words are PATHs. Searches are saved in the dossier
    that is in effect for the first PATH (see reader source --help).
    """,
    {
        "Examples": """
        reader search "suleimani on the battlefeild" fallujah.txt
        reader search "plan had slipped" . --limit 5
        reader search -- --json notes/
        reader search '(killed OR wounded) /[0-9]+/ -tag:topic/casualties' articles/
        reader search --queries questions.txt articles/ > hits.jsonl
        reader search "suleimani at the front" articles/ --save front
        reader search --saved front articles/
        """,
    },
    hyphens=True,
)
@click.argument("words", metavar="[QUERY] PATH...", nargs=-1, shell_complete=_words)
@click.option(
    "--limit",
    metavar="N",
    type=positive,
    default="20",
    show_default=True,
    help="Print at most N hits for a query.",
)
@click.option(
    "--queries",
    metavar="FILE",
    shell_complete=complete_file,
    help="Take one query from each line of FILE (- for standard input). Implies --json.",
)
@click.option(
    "--save",
    "name",
    metavar="NAME",
    default="",
    help="Save the QUERY under this name; what it finds now is no longer new.",
)
@click.option("--saved", metavar="NAME", help="Search for the query that was saved as NAME.")
@as_json(
    "Print one hit a line, with the keys path, rank (from 1), score (0 to 1), weak (true where the "
    "passage is only close to QUERY), block, start, end, text, spans (the matched [start, end] in "
    "the article), with --queries query (the number of its line, from 0), and with --saved new "
    "(true where the passage was not found when the search was saved or last opened)."
)
@reading_options(AS_NOTED)
def search(
    words: Sequence[str],
    limit: int,
    queries: str | None,
    name: str,
    saved: str | None,
    as_json: bool,
    options: ReadingOptions,
) -> int:
    """Print the passages that match a query, a saved query, or each query of a file."""
    if sum(map(bool, (queries is not None, name, saved is not None))) > 1:
        raise click.UsageError("give only one of --queries, --save and --saved")
    query, paths = query_and_paths(words, queries if saved is None else saved)
    failed: list[str] = []
    if saved is not None:
        return _search_saved(saved, paths, limit, as_json, options)
    asked = [query] if queries is None else _queries(queries)
    found = gathered(paths, options, failed).collection
    if name:
        _save_search(name, query, found, paths[0])
    for number, query in enumerate(asked):
        hits = _found(found, query, limit)
        if queries is None and not as_json:
            _show(found, query, hits)
            continue
        for rank, hit in enumerate(hits, 1):
            more = {"query": number} if queries is not None else {}
            say_json(_record(found, hit, rank) | more)
    return 1 if failed else 0


def _save_search(name: str, query: str, found: Collection, path: str) -> None:
    from ..model.dossier import SavedSearch
    from ..model.dossier_changes import put_search
    from ..workspace.saved_searches import opened
    from .dossiers import opened as opened_dossier

    search = opened(SavedSearch(name, query), found)
    opened_dossier(path).change(lambda dossier: put_search(dossier, search))


def _search_saved(
    name: str, paths: Sequence[str], limit: int, as_json: bool, options: ReadingOptions
) -> int:
    """Print the passages that a saved query finds, and which of them are new."""
    from ..workspace.saved_searches import new_hits
    from .dossiers import saved_search

    failed: list[str] = []
    search = saved_search(name, paths[0])
    found = gathered(paths, options, failed).collection
    fresh = {hit.item for hit in new_hits(search, found)}
    hits = _found(found, search.query, limit)
    if as_json:
        for rank, hit in enumerate(hits, 1):
            say_json(_record(found, hit, rank) | {"new": hit.item in fresh})
    else:
        say(dim(f"{search.query}: {counted(len(fresh), 'new passage')}"))
        _show(found, search.query, hits)
    return 1 if failed else 0


def _found(found: Collection, query: str, limit: int) -> list[PassageHit]:
    """The first hits of a query; a mistake in it is printed on standard error."""
    from ..library.finder import read_line

    if mistake := read_line(query).mistake:
        complain(f"{query}: {mistake}; searched as plain words")
    # Links to other articles are ranked down, so more hits are fetched than are shown.
    return found.finder.find(query, 2 * limit)[:limit]


def query_and_paths(words: Sequence[str], queries: str | None) -> tuple[str, Sequence[str]]:
    """The QUERY ("" if `queries` names a file of them) and the PATHs; raises click.UsageError."""
    query, *paths = words if queries is None and words else ["", *words]
    problem = ""
    if not words and queries is None:
        problem = "a QUERY and a PATH are missing"
    elif not paths:
        problem = "a PATH is missing"
    elif queries == STDIN and STDIN in paths:
        problem = "standard input holds either the queries or the text, not both"
    if problem:
        raise click.UsageError(problem)
    return query, paths


def _show(found: Collection, query: str, hits: Sequence[PassageHit]) -> None:
    """Print a line per hit; if the query has quoted words, inexact hits follow below a rule."""
    from ..library.finder import read_line

    close = next((at for at, hit in enumerate(hits) if hit.weak), None)
    for at, hit in enumerate(hits):
        if at == close and read_line(query).has_phrases:
            say(dim("── close ──"))
        where = found.locate(hit.item)
        place = f"{hit.score:.2f}  {where.name} ¶{where.block + 1}  "
        say(dim(place), *with_spans(hit.note or found.text(hit.item), hit.spans))


def _record(found: Collection, hit: PassageHit, rank: int) -> dict[str, Any]:
    where = found.locate(hit.item)
    spans = [] if hit.note else [[where.start + a, where.start + b] for a, b in hit.spans]
    return {
        "path": where.name,
        "rank": rank,
        "score": round(hit.score, 4),
        "weak": hit.weak,
        "block": where.block,
        "start": where.start,
        "end": where.end,
        "text": found.text(hit.item),
        "spans": spans,
    }


def _queries(name: str) -> Iterator[str]:
    """The lines of a file, one query per line."""
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise ReaderError(f"{name}: cannot read the queries ({error.strerror})") from error
    lines = content.decode("utf-8-sig", "replace").split("\n")
    yield from (line.rstrip("\r") for line in (lines if lines[-1] else lines[:-1]))
