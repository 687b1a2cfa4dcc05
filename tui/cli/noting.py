"""The commands about notes: tag, notes and check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..model.annotation import Annotation
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..session import Session
from ..store.places import SUFFIX
from .inputs import is_folder, one
from .output import aside, bold, complain, dim, flat, say, say_json
from .quotes import places
from .sessions import anchor_of, opened, pass_on, sessions, settings

_CONTEXT = 30
"""Code points shown on each side of a quote that has several places."""


def tag(arguments: Namespace) -> int:
    """Annotate a quote, and print the annotation's id when it is on disk."""
    article = one(arguments.path, arguments.encoding)
    session = opened(article, *settings())
    pass_on(session)
    span = _place(article.name, session.document, arguments.quote, arguments.nth)
    if span is None:
        return 1
    made = session.annotate(
        span, tags=arguments.tag, note=arguments.note, source_name=arguments.source
    )
    session.save()
    say(made.id)
    return 0


def notes(arguments: Namespace) -> int:
    """Print the annotations of articles and the state of each anchor."""
    failed: list[str] = []
    for article, session in sessions(arguments.paths, failed, arguments.encoding):
        pass_on(session)
        for annotation in session.ordered():
            if arguments.json:
                say_json(_record(article.name, session, annotation))
            else:
                _show(article.name, session, annotation)
    return 1 if failed else 0


def check(arguments: Namespace) -> int:
    """Print what is wrong with notes files and anchors; 1 if anything is."""
    failed: list[str] = []
    findings = 0
    for line in _strays(arguments.paths):
        say(line)
        findings += 1
    for article, session in sessions(arguments.paths, failed, arguments.encoding):
        for remark in session.document.remarks:
            complain(remark)
        if session.read_only:
            say(session.read_only)
            findings += 1
        for annotation in session.ordered():
            anchor = anchor_of(session, annotation)
            if anchor.state != "anchored":
                place = f"{article.name}: {anchor.state}: [{anchor.start}, {anchor.end})"
                say(f"{place} “{_short(annotation.quote)}” ({annotation.id})")
                findings += 1
    return 1 if findings or failed else 0


def _place(name: str, document: Document, quote: str, nth: int | None) -> Span | None:
    """The nth place of a quote; None after listing the places where nobody said which."""
    found = places(document.text, quote)
    if not found:
        raise ReaderError(f"{name}: “{_short(quote)}” does not occur; copy it from reader passages")
    if nth is not None and nth > len(found):
        raise ReaderError(f"{name}: “{_short(quote)}” occurs {_times(len(found))}, not {nth} times")
    if nth is not None or len(found) == 1:
        return found[(nth or 1) - 1]
    complain(f"{name}: “{_short(quote)}” occurs {_times(len(found))}; choose one with --nth:")
    for number, span in enumerate(found, 1):
        block = document.block_at(span.start) + 1
        aside(f"  --nth {number}  ¶{block}  {_context(document, span)}")
    return None


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _short(quote: str) -> str:
    return flat(quote if len(quote) <= 60 else quote[:59] + "…")


def _context(document: Document, span: Span) -> str:
    before = document.text[max(0, span.start - _CONTEXT) : span.start]
    after = document.text[span.end : span.end + _CONTEXT]
    return flat(f"…{before}[{document.text[span.start : span.end]}]{after}…")


def _record(name: str, session: Session, annotation: Annotation) -> dict[str, Any]:
    anchor = anchor_of(session, annotation)
    source = session.sources.get(annotation.source)
    return {
        "path": name,
        "id": annotation.id,
        "start": anchor.start,
        "end": anchor.end,
        "quote": annotation.quote,
        "tags": list(annotation.tags),
        "note": annotation.note,
        "source": annotation.source,
        "state": anchor.state,
        "moved": anchor.moved,
        "source_name": source.name if source else "",
        "reliability": source.reliability if source else "",
        "credibility": annotation.credibility or None,
        "author": annotation.author,
        "edited_by": list(annotation.edited_by),
    }


def _show(name: str, session: Session, annotation: Annotation) -> None:
    anchor = anchor_of(session, annotation)
    record = _record(name, session, annotation)
    block = session.document.block_at(anchor.start) + 1
    state = anchor.state + (", moved" if anchor.moved else "")
    place = "" if anchor.state == "orphaned" else f" ¶{block}"
    say(
        bold(f"{name}{place}"), f" [{anchor.start}, {anchor.end}) ", state, dim(f" {annotation.id}")
    )
    say(f"    “{flat(annotation.quote)}”")
    grade = f"{record['reliability']}{record['credibility'] or ''}"
    speaker = record["source_name"] or annotation.source
    by = f"by {annotation.author}" if annotation.author else ""
    about = [", ".join(annotation.tags), speaker, grade, by]
    if any(about):
        say("    ", " · ".join(filter(None, about)))
    for line in annotation.note.splitlines():
        say("    | ", line)


def _strays(words: Sequence[str]) -> Iterator[str]:
    """One line for each notes file in a folder, or below it, whose article is not there."""
    from ..readers import folders_below

    for folder in map(Path, words):
        for home in (folder, *folders_below(folder)) if is_folder(folder) else ():
            for path in sorted(home.glob("*" + SUFFIX)):
                article = path.with_name(path.name.removesuffix(SUFFIX))
                if not article.exists():
                    yield f"{path}: notes without their article {article.name}"
