"""The commands about notes: tag and notes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from ..config import Config, Folders
from ..model import edits
from ..model.annotation import Annotation
from ..model.annotation_changes import Target
from ..model.codebook import spelled_as
from ..model.document import Document, Span
from ..model.errors import ReaderError
from ..session import Session
from . import unused
from .inputs import Article, one
from .output import aside, bold, complain, dim, flat, say, say_json
from .quotes import places
from .sessions import anchor_of, opened, pass_on, save, sessions, settings

_CONTEXT = 30
"""Code points shown on each side of a quote that has several places."""


def tag(arguments: Namespace) -> int:
    """Annotate a quote, and print the annotation's id when it is on disk."""
    article = one(arguments.path, arguments.options)
    where, config = settings()
    session = opened(article, where, config)
    pass_on(session)
    _pass_on_offers(article, session, where, config)
    span = _place(article.name, session.document, arguments.quote, arguments.nth)
    if span is None:
        return 1
    tags = _spelled_alike(session, arguments.tag)
    edit = edits.annotate(session.state, span, tags, arguments.note, arguments.source)
    session.apply(edit)
    made = session.state.at(Target(span))
    assert made, "annotate() makes an annotation of the span"
    save(session)
    say(made.id)
    return 0


def notes(arguments: Namespace) -> int:
    """Print the annotations of articles and the state of each anchor."""
    failed: list[str] = []
    for article, session in sessions(arguments.paths, failed, options=arguments.options):
        pass_on(session)
        for annotation in session.state.ordered():
            if arguments.json:
                say_json(_record(article.name, session, annotation))
            else:
                _show(article.name, session, annotation)
    return 1 if failed else 0


def _pass_on_offers(article: Article, session: Session, where: Folders, config: Config) -> None:
    """Say which notes files an article without notes may take over."""
    if not session.notes_path.exists():
        text_sha256 = session.document.text_sha256
        offered = unused.offers(article, text_sha256, where, config)
        for line in unused.lines(offered, {text_sha256: [article.name]}):
            complain(line)


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


def _spelled_alike(session: Session, names: Iterable[str]) -> list[str]:
    """The tags as those that exist are spelled; each other spelling is reported."""
    known = [*session.state.tag_names(), *session.state.codebook.renames]
    found: list[str] = []
    for name in names:
        spelled = spelled_as((*known, *found), name)
        if spelled != name:
            complain(f"--tag {name}: the existing spelling “{spelled}” is used")
        found.append(spelled)
    return found


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
    source = session.state.sources.get(annotation.source)
    has_place = anchor.state != "orphaned"
    text = session.document.text[anchor.start : anchor.end] if has_place else ""
    return {
        "path": name,
        "id": annotation.id,
        "start": anchor.start,
        "end": anchor.end,
        "quote": _stored_quote(annotation),
        "tags": list(annotation.tags),
        "note": annotation.note,
        "source": annotation.source,
        "state": anchor.state,
        "moved": anchor.moved,
        "edited": anchor.edited,
        "text": text,
        "source_name": source.name if source else "",
        "reliability": source.reliability if source else "",
        "credibility": annotation.credibility or None,
        "author": annotation.author,
        "edited_by": list(annotation.edited_by),
    }


def _stored_quote(annotation: Annotation) -> str:
    """The words that the user annotated, also where they were edited since."""
    return annotation.former.quote if annotation.former else annotation.quote


def _show(name: str, session: Session, annotation: Annotation) -> None:
    anchor = anchor_of(session, annotation)
    record = _record(name, session, annotation)
    block = session.document.block_at(anchor.start) + 1
    state = anchor.state + ", moved" * anchor.moved + ", edited" * anchor.edited
    place = "" if anchor.state == "orphaned" else f" ¶{block}"
    say(
        bold(f"{name}{place}"), f" [{anchor.start}, {anchor.end}) ", state, dim(f" {annotation.id}")
    )
    # Offsets that were imported without a quote are shown by what stands there now.
    quote = annotation.quote or session.document.text[anchor.start : anchor.end]
    say(f"    “{flat(quote)}”")
    if anchor.edited:
        say(f"    formerly: “{flat(_stored_quote(annotation))}”")
    grade = f"{record['reliability']}{record['credibility'] or ''}"
    speaker = record["source_name"] or annotation.source
    by = f"by {annotation.author}" if annotation.author else ""
    about = [", ".join(annotation.tags), speaker, grade, by]
    if any(about):
        say("    ", " · ".join(filter(None, about)))
    for line in annotation.note.splitlines():
        say("    | ", line)
