"""The command copies: lists articles that have text in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..model.reading_options import ReadingOptions
from .click_command import command
from .gathering import gathered
from .options import AS_NOTED, as_json, paths, reading_options
from .output import bold, complain, dim, flat, on_terminal, say, say_json, short

if TYPE_CHECKING:
    from ..copies.groups import GroupMember
    from ..library.copies import OriginEvidence
    from ..library.passage_index import PassageIndex
    from ..model.shared_text import SharedText


def _share(text: str) -> float:
    """A share from 0 to 1; raises click.BadParameter for anything else."""
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{text!r} is no share from 0 to 1")
    return share


@command(
    "copies",
    """
    Finds articles that have text in common, such as an agency report that several papers print.
    The share is how many words of the shorter article are in common runs of at least five; words in
    quotation marks do not count, for two reporters who quote one speech do not copy each other.
    Each group begins with its earliest article. Credits of news agencies, and bylines that several
    articles have, are printed below the article: they say where the text may come from.

    A folder stands for the articles in it and below it. What was found in a folder is kept in the
    cache, and only articles that changed are compared again. Shares below 0.1 are not looked for.
    """,
    {
        "Examples": """
        reader copies .
        reader copies monday/ tuesday/ --min-share 0.6
        reader copies . --json | jq -r 'select(.share > 0.9) | .a + " " + .b'
        """,
    },
)
@paths
@click.option(
    "--min-share",
    metavar="SHARE",
    type=_share,
    default="0.3",
    show_default=True,
    help="Leave out articles that have less text in common (0 to 1).",
)
@as_json(
    "Print one pair of articles a line, with the keys a and b (paths), share (0 to 1) and spans (a "
    "list of [start, end, start, end]: where the common text is in a and in b)."
)
@reading_options(AS_NOTED)
def copies(paths: Sequence[str], min_share: float, as_json: bool, options: ReadingOptions) -> int:
    """Print the groups of articles with common text, or the pairs of them."""
    from ..library.copies import find_copies

    failed: list[str] = []
    articles = gathered(paths, options, failed)
    found = find_copies(articles.collection.passages, articles.libraries)
    for remark in found.remarks:
        complain(remark)
    if as_json:
        for each in found.shared:
            if each.share >= min_share:
                say_json(_record(each))
    else:
        _show(found.shared, articles.collection.passages, min_share)
    return 1 if failed else 0


def _record(shared: SharedText) -> dict[str, Any]:
    spans = [[*span.a, *span.b] for span in shared.spans]
    return {"a": shared.a, "b": shared.b, "share": round(shared.share, 4), "spans": spans}


def _show(shared: Iterable[SharedText], passages: PassageIndex, min_share: float) -> None:
    from ..library.copies import evidence_of_origin, groups_of_copies

    groups = groups_of_copies(shared, passages, min_share)
    if not groups and on_terminal():
        say(f"No two of {len(passages.records)} articles have {min_share:.0%} of text in common.")
    for group in groups:
        say(bold(f"{len(group)} articles with common text"))
        evidence = evidence_of_origin(group, passages)
        for member in group:
            _show_member(member, passages, evidence[member.name])


def _show_member(
    member: GroupMember, passages: PassageIndex, evidence: Sequence[OriginEvidence]
) -> None:
    record = passages.records[member.name]
    known = " · ".join(filter(None, (record.publisher, record.date, member.name)))
    say(f"  {flat(record.title)}  ", dim(flat(known)))
    if shared := member.shared:
        say(f"    {shared.percent} with {flat(shared.other(member.name))}")
    for each in evidence:
        origin = f" ({each.origin})" if each.kind == "agency" else ""
        say(f"    {each.kind}: “{short(each.words)}”{origin}")
