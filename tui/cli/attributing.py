"""The command sources: lists who says what in articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from ..attribution import NOBODY, Attribution, AttributionsBySpeaker, by_speaker, suggest
from ..export.speaker_timeline import TimelineRow, svg, text_row
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..model.reading_options import ReadingOptions
from .click_command import command
from .inputs import InputArticle, articles, document_of, process_each
from .options import AS_NOTED, as_json, complete_file, paths, reading_options
from .output import bold, complain, dim, flat, say, say_json
from .usage import UsageError

_WIDTH = 48
"""Width of a strip in cells: with the highest count the line fits into 80 columns."""


@command(
    "sources",
    """
    Suggests who is speaking where in each article, from the text alone: quotations, what is said to
    have been said, "according to", hearsay, the credit of a caption. Names, pronouns and roles mean
    whom they mean in the article. Prints each speaker with a strip of where in the article they
    speak, from its beginning (left) to its end, and their statements.

    It is made for English, guesses by rules, and errs: nothing of it is put into your notes. The
    key s in the program offers the same speaker, to be accepted.
    """,
    {
        "Examples": """
        reader sources fallujah.txt
        reader sources articles/ --json
        reader sources fallujah.txt --svg voices.svg
        """,
    },
)
@paths
@as_json(
    "Print one attribution a line: the spans of source, cue and content (null where the article "
    "has none), the speaker, the mode (direct, indirect, mixed), the speaker's kind and role, via, "
    "the document in which they say it, and the path of the article."
)
@click.option(
    "--svg",
    metavar="FILE",
    shell_complete=complete_file,
    help="Draw the strips of one article as a picture instead; with --json, as well.",
)
@reading_options(AS_NOTED)
def sources(paths: Sequence[str], as_json: bool, svg: str | None, options: ReadingOptions) -> int:
    """Print the suggested attributions of articles, or draw who speaks when in one."""
    found, failed = articles(paths, options), list[str]()
    if svg is not None and len(found) != 1:
        raise UsageError(f"--svg draws one article, not {len(found)}; name one")

    def work(article: InputArticle) -> tuple[InputArticle, Document, list[Attribution]]:
        document = document_of(article)
        return article, document, suggest(document)

    for article, document, made in process_each(found, work, failed):
        if svg is not None:
            _draw(article, document, by_speaker(made), Path(svg))
        if as_json:
            for each in made:
                say_json(_record(each) | {"path": article.name})
        elif svg is None:
            if len(found) > 1 and made:
                say(dim(flat(article.name)))
            _print_speakers(document, made)
    return 1 if failed else 0


def _record(made: Attribution) -> dict[str, Any]:
    return {
        "source": _pair(made.source),
        "cue": _pair(made.cue),
        "content": _pair(made.content),
        "speaker": made.speaker.name,
        "mode": made.mode,
        "kind": made.speaker.kind,
        "role": made.speaker.role,
        "via": made.speaker.via,
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _print_speakers(document: Document, made: Iterable[Attribution]) -> None:
    for speaker, said in by_speaker(made).items():
        known = " · ".join(filter(None, (speaker.kind, speaker.role)))
        _print(document, speaker.name, known, said)


def _print(document: Document, name: str, known: str, said: Iterable[Attribution]) -> None:
    said = list(said)
    say(bold(name or NOBODY), dim(f"  {known}" if known else ""))
    drawn = text_row((made.content for made in said), len(document.text), _WIDTH)
    say(f"  {drawn}  {len(said)} statement{'s' * (len(said) != 1)}")
    for made in said:
        via = f", via {made.speaker.via}" if made.speaker.via else ""
        place = f"  ¶{document.block_at(made.content.start) + 1} {made.mode}{flat(via)}  "
        say(dim(place), flat(document.text[slice(*made.with_attitude)]))


def _draw(
    article: InputArticle, document: Document, found: AttributionsBySpeaker, path: Path
) -> None:
    """Write the strips as SVG; ReaderError if the file cannot be written or is the article."""
    from ..config import folders_for
    from ..store import locations, report_files
    from .sessions import settings

    if path.is_dir():
        raise ReaderError(f"{path}: is a folder; name a file for the picture")
    drawn = [
        TimelineRow(speaker.name or NOBODY, speaker.kind, tuple(made.content for made in said))
        for speaker, said in found.items()
    ]
    picture = svg(drawn, len(document.text), f"Who speaks when: {document.title}")
    state = folders_for(article.path, *settings()).state
    key = locations.article_key(article.path, document.text_sha256)
    kept = report_files.write(
        path, picture.encode(), [report_files.Origin(key, state, (article.path,))]
    )
    if kept:
        complain(f"{path}: what was there before is kept as {kept}")
