"""The texts that the article can be shown beside: other articles, and its earlier versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from ....model.shared_text import partners
from ....store.snapshots import Snapshot
from ....workspace.earlier_versions import EarlierVersions, Version, time_of
from ....workspace.folder_copies import ComparableArticle, FolderCopies
from ...dialogs.picker import Picker
from ...widgets.choice_list import Choice
from ..context import ReadingContext


def comparison_picker(
    ctx: ReadingContext,
    articles: Sequence[ComparableArticle],
    found: FolderCopies,
    earlier: EarlierVersions,
) -> Picker:
    """The question with which text to compare: copies, then earlier versions, then the others."""
    shares = _shares(ctx, found)
    choices = _article_choices(articles, shares)
    copies = sum(each.name in shares for each in articles)
    versions = list(map(_version_choice, range(len(earlier.versions)), earlier.versions))
    return Picker(
        "Side by side with",
        [*choices[:copies], *versions, *choices[copies:]],
        empty="Nothing to compare with: the folder has no other article, and no earlier text is"
        " kept.",
        remark=earlier.remark,
    )


def others(ctx: ReadingContext, found: FolderCopies) -> list[ComparableArticle]:
    """The other articles of the folder: those with most text in common come first."""
    own = ctx.session.document.path
    shares = _shares(ctx, found)
    elsewhere = [a for a in found.articles if own is None or not _is_same(a.path, own)]
    return sorted(elsewhere, key=lambda each: -shares.get(each.name, 0.0))


def _is_same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute()


def _shares(ctx: ReadingContext, found: FolderCopies) -> dict[str, float]:
    """The share of common text of each article that has text in common with the open one."""
    own = ctx.session.document.path
    names = [each.name for each in found.articles if own and _is_same(each.path, own)]
    return {other: shared.share for name in names for other, shared in partners(found.shared, name)}


def _article_choices(
    articles: Sequence[ComparableArticle], shares: Mapping[str, float]
) -> list[Choice]:
    return [
        Choice(
            f"article {number}",
            each.title or each.name,
            " · ".join(filter(None, (each.label, each.date))),
            f"{int(shares[each.name] * 100)} % common" if each.name in shares else "",
            search=each.name,
        )
        for number, each in enumerate(articles)
    ]


def _version_choice(number: int, version: Version) -> Choice:
    if isinstance(version, Snapshot):
        return Choice(f"version {number}", "an earlier version", f"as it was {_when(version)}")
    detail = " · ".join(filter(None, (_when(version, "%Y-%m-%d"), version.author)))
    return Choice(f"version {number}", version.subject or "no subject", detail, "git")


def _when(version: Version, style: str = "%Y-%m-%d %H:%M") -> str:
    """The local time of a version in a style of strftime; "" if no calendar has it."""
    try:
        return f"{datetime.fromtimestamp(time_of(version)):{style}}"
    except (OverflowError, ValueError, OSError):
        return ""


def version_title(version: Version) -> str:
    """What a version is called above its text."""
    if isinstance(version, Snapshot):
        return f"as it was {_when(version)}"
    return " · ".join(filter(None, (_when(version), version.subject, version.author)))


def article_title(ctx: ReadingContext) -> str:
    """What the open article is called above its text."""
    data = ctx.session.state.data
    return " · ".join(filter(None, (data.publisher, data.title)))
