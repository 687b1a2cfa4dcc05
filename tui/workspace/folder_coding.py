"""Coding by rule over several articles: the rules, what they propose, and tagging what is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..config import Config, Folders, folders_for
from ..model import edits
from ..model.document import Document
from ..model.dossier import CodingRule
from ..model.errors import ReaderError
from ..session.open_session import open_session
from ..store import dossier_file, rules_file
from ..store.locks import LOCK_BRIEF
from .blind_coding import hide_others
from .bulk_tagging import TaggingResult, current_span, is_known, open_to_change
from .rule_coding import Proposal, check_rules, proposals

if TYPE_CHECKING:
    from ..readers.reading_progress import ProgressReceiver

_CONTEXT = 200
"""Code points of context on each side of a proposed passage."""


@dataclass(frozen=True, slots=True)
class ProposedPassage:
    """A Proposal with its text and the text around it; `name` and `path` are the article's.

    `path` is None and `name` "" for the article that is open. `paragraph` counts from 1.
    """

    proposal: Proposal
    text: str
    before: str
    after: str
    paragraph: int
    path: Path | None = None
    name: str = ""


def load_rules(path: Path) -> tuple[CodingRule, ...]:
    """The rules of a file; those of the dossier in effect for a folder.

    Raises ReaderError if there are none, or if one of them has a mistake.
    """
    if path.is_dir():
        found = dossier_file.nearest(path)
        if found is None:
            raise ReaderError(f"{path}: has no dossier.toml; name a TOML file with [[rule]]")
        path = found
    rules = rules_file.load(path)
    check_rules(rules, str(path))
    return rules


def has_rules(folder: Path) -> bool:
    """Whether the dossier in effect for a folder has rules."""
    path = dossier_file.nearest(folder)
    return path is not None and bool(dossier_file.load(path).value.rules)


def passages_of(document: Document, found: Iterable[Proposal]) -> Iterator[ProposedPassage]:
    """What rules propose for a document, with its text and context within its Block."""
    text = document.text
    for each in found:
        start, end = each.span
        number = document.block_at(start)
        block = document.blocks[number]
        first, last = max(block.start, start - _CONTEXT), max(end, min(block.end, end + _CONTEXT))
        before = "…" * (first > block.start) + text[first:start]
        after = text[end:last] + "…" * (last < block.end)
        yield ProposedPassage(each, text[start:end], before, after, number + 1)


def propose(
    articles: Mapping[str, Path],
    rules: Sequence[CodingRule],
    folders: Folders,
    config: Config,
    receiver: ProgressReceiver,
) -> tuple[list[ProposedPassage], list[str]]:
    """What rules propose for articles, given by name, and a line for each that cannot be read.

    `receiver` is called with the share done (0 to 1); what it raises stops the work.
    """
    found: list[ProposedPassage] = []
    problems: list[str] = []
    for number, (name, path) in enumerate(articles.items()):
        done = number / len(articles)

        def progress(share: float, done: float = done) -> None:
            receiver(done + share / len(articles))

        try:
            own = folders_for(path, folders, config)
            session = open_session(path, folders=own, config=config)
            hide_others(session, own, config)
            made = proposals(rules, session.state, progress)
        except ReaderError as error:
            problems.append(str(error))
            continue
        for passage in passages_of(session.document, made):
            found.append(replace(passage, path=path, name=name))
    return found, problems


def keep(
    passages: Sequence[ProposedPassage], folders: Folders, config: Config
) -> list[TaggingResult]:
    """Tag proposed passages of articles; each article is saved before the next one is opened.

    There is a result for each tag, so that each can be undone.
    """
    by_article: dict[Path, list[ProposedPassage]] = {}
    for passage in passages:
        if passage.path is not None:
            by_article.setdefault(passage.path, []).append(passage)
    results = {p.proposal.tag: TaggingResult(p.proposal.tag, {}) for p in passages}
    first = next(iter(results), "")
    for path, some in by_article.items():
        try:
            _keep_in_article(path, some, results, folders, config)
        except ReaderError as error:
            found = results[first]
            results[first] = replace(found, problems=(*found.problems, str(error)))
    return list(results.values())


def _keep_in_article(
    path: Path,
    passages: Sequence[ProposedPassage],
    results: dict[str, TaggingResult],
    folders: Folders,
    config: Config,
) -> None:
    """Tag passages of one article, save it, and add what was done to the results."""
    session = open_to_change(path, folders, config)
    spans = [current_span(session.document, p.proposal.span, p.text) for p in passages]
    placed = [(s, p.proposal) for s, p in zip(spans, passages, strict=True) if s is not None]
    lost = len(passages) - len(placed)
    tags = dict.fromkeys(each.tag for _, each in placed)
    new_tags = {tag for tag in tags if not is_known(session, tag)}
    before = set(session.state.annotations)
    if placed:
        coded = [(span, each.tag, each.rule) for span, each in placed]
        session.apply(edits.code(session.state, coded))
        session.save(LOCK_BRIEF)
    made = [a for id, a in session.state.annotations.items() if id not in before]
    for tag in tags:
        known = results[tag]
        ids = tuple(a.id for a in made if tag in a.tags)
        results[tag] = replace(
            known,
            tagged={**known.tagged, path: ids},
            is_new_tag=known.is_new_tag or tag in new_tags,
        )
    if lost:
        tag = passages[0].proposal.tag
        problem = f"{path.name}: changed since it was read in, {lost} not found"
        results[tag] = replace(results[tag], problems=(*results[tag].problems, problem))
