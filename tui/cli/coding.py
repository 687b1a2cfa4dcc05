"""The command code: codes passages by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..model import edits
from ..model.errors import ReaderError
from ..session import Session
from .click_command import command
from .inputs import InputArticle, articles, process_each
from .options import as_json, complete_file, paths
from .output import bold, counted, dim, say, say_json, short
from .sessions import opened, opened_to_change, print_messages, save, settings

if TYPE_CHECKING:
    from ..model.dossier import CodingRule
    from ..workspace.rule_coding import Proposal


class CodedPassage(NamedTuple):
    """What a rule proposes for an article: its path, and the text with the paragraph it lies in."""

    path: str
    proposal: Proposal
    text: str
    paragraph: int


@command(
    "code",
    """
    Tags what rules find in the articles, and prints what is new, what was there already (present),
    and what a rule tagged before and does not find any more (gone; it stays). A second run adds
    only what is new. Links to other articles are left out.

    RULES is a TOML file with [[rule]] tables, or a folder, which stands for the dossier in effect
    for it. A rule has a name, a tag, and one of query (a search line, without what is only close),
    regex (a regular expression; case is ignored) and words (a list: "word*" is every word that
    begins so, "word~" also misspellings and other transliterations; several words stand in a row).
    Its unit is passage (if not given), match (of a query: from the first to the last word that
    matches) or paragraph. What overlaps an annotation with a tag
    listed in except, or below it, is not tagged, be it set by an earlier rule. The notes name the
    rule under rule.
    """,
    {
        "A rule": """
        [[rule]]
        name = "casualties"
        tag = "topic/casualties"
        regex = '\\d+ (people|civilians) (were )?(killed|wounded)'
        unit = "passage"
        except = ["status/retracted"]
        """,
        "Examples": """
        reader code rules.toml articles/ --dry-run
        reader code articles/ articles/
        reader code rules.toml . --json | jq 'select(.state == "gone")'
        """,
    },
)
@click.argument("rules", metavar="RULES", shell_complete=complete_file)
@paths
@click.option("--dry-run", is_flag=True, help="Change nothing; print what would be tagged.")
@as_json(
    "Print one passage a line, with the keys rule, tag, path, start, end, text, kept (false in a "
    "dry run) and state (new, present or gone)."
)
def code(rules: str, paths: Sequence[str], dry_run: bool, as_json: bool) -> int:
    """Tag what rules find, or print what they would tag."""
    known = _rules(rules)
    where, config = settings()
    failed: list[str] = []

    def work(article: InputArticle) -> list[CodedPassage]:
        if not dry_run:
            return _coded(article.name, opened_to_change(article, where, config), known, True)
        session = opened(article, where, config)
        print_messages(session)
        return _coded(article.name, session, known, False)

    passages: Counter[tuple[str, str]] = Counter()
    changed: set[str] = set()
    for found in process_each(articles(paths), work, failed):
        for each in found:
            passages[each.proposal.rule, each.proposal.state] += 1
            changed |= {each.path} if each.proposal.state == "new" else set()
            if as_json:
                say_json(_record(each, not dry_run))
            elif each.proposal.state != "present":
                _show(each)
    if not as_json:
        _summarize(known, passages, len(changed), dry_run)
    return 1 if failed else 0


def _rules(word: str) -> tuple[CodingRule, ...]:
    """The checked rules of a file, or of the dossier in effect for a folder; raises ReaderError."""
    from ..workspace.folder_coding import load_rules

    return load_rules(Path(word))


def _coded(
    name: str, session: Session, rules: Sequence[CodingRule], is_kept: bool
) -> list[CodedPassage]:
    """What rules propose for an article; if it `is_kept`, what is new is saved."""
    from ..workspace.rule_coding import proposals

    try:
        found = proposals(rules, session.state)
    except ReaderError as error:
        raise ReaderError(f"{name}: {error}") from None
    document = session.document
    passages = [
        CodedPassage(
            name, each, document.text[slice(*each.span)], document.block_at(each.span.start) + 1
        )
        for each in found
    ]
    new = [each for each in found if each.state == "new"]
    if new and is_kept:
        session.apply(edits.code(session.state, ((e.span, e.tag, e.rule) for e in new)))
        save(session)
    return passages


def _record(coded: CodedPassage, is_kept: bool) -> dict[str, Any]:
    each = coded.proposal
    return {
        "rule": each.rule,
        "tag": each.tag,
        "path": coded.path,
        "start": each.span.start,
        "end": each.span.end,
        "text": coded.text,
        "kept": is_kept,
        "state": each.state,
    }


def _show(coded: CodedPassage) -> None:
    each = coded.proposal
    place = f"  {coded.path} ¶{coded.paragraph}  {each.rule}: {each.tag}  "
    say(bold(f"{each.state:<4}"), dim(place), short(coded.text))


def _summarize(
    rules: Iterable[CodingRule],
    passages: Counter[tuple[str, str]],
    articles_with_new: int,
    dry_run: bool,
) -> None:
    for rule in rules:
        new, present, gone = (passages[rule.name, state] for state in ("new", "present", "gone"))
        say(bold(rule.name), f": {new:,} new, {present:,} present, {gone:,} gone")
    if dry_run and articles_with_new:
        say(dim(f"nothing was changed; {counted(articles_with_new, 'article')} would be"))
