"""CopyPane: the list of articles with common text; and the lines on what a copy changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from ...workspace.folder_copies import CopiedArticle, CopyChanges, CopyGroup
from ..display import one_line
from ..fit import clip, fold_lines, pad
from .claim_lists import GAP, heading_line, table_row
from .rowlist import RowList


@dataclass(frozen=True, slots=True)
class ListedCopy:
    """An article in the list; `number` is that of its group, which has `size` articles."""

    number: int
    size: int
    article: CopiedArticle


def listed_copies(groups: Sequence[CopyGroup]) -> list[ListedCopy]:
    """The rows of the articles of groups."""
    return [
        ListedCopy(number, len(group.articles), article)
        for number, group in enumerate(groups)
        for article in group.articles
    ]


def copy_text(row: ListedCopy) -> str:
    """The text in which an article is found by what the user types."""
    article = row.article
    evidence = (f"{each.origin} {each.words}" for each in article.evidence)
    return " ".join((article.title, article.outlet, article.date, article.name, *evidence))


class CopyPane(RowList[ListedCopy], can_focus=False):
    """The table of copies: the articles of a group stand together, the earliest first."""

    EMPTY = "No two articles of this folder have text in common."

    def __init__(self) -> None:
        super().__init__(self.draw)

    def headings(self, width: int) -> list[Content]:
        """The headings of the columns."""
        return heading_line(("Article", "Outlet", "Date"), _widths(width), width)

    def draw(self, item: ListedCopy, index: int, width: int) -> list[Content]:
        """The lines of an article: title, outlet, date; its common text; evidence of its origin."""
        article = item.article
        cells = one_line(article.title), one_line(article.outlet), one_line(article.date)
        below = [(clip(common_text(article), width - GAP), "$text-primary")]
        below += [(clip(line, width - GAP), "$text-muted") for line in evidence_lines(article)]
        lines = table_row(cells, _widths(width), below, width, index == self.cursor)[:-1]
        before = self.items[index - 1].number if index else None
        if before == item.number:
            return lines
        text = pad(f"{item.size} articles with common text", width)
        heading = Content.styled(text, "bold $text-primary")
        return [*([Content("")] if index else []), heading, *lines]


def common_text(article: CopiedArticle) -> str:
    """How much of its text an article shares, and with which one."""
    if article.shared is None:
        return "the earliest"
    slight = ": no more than names, perhaps" if article.is_slight else ""
    return f"{article.shared.percent} with {article.other}{slight}"


def evidence_lines(article: CopiedArticle) -> list[str]:
    """A line for each credit of an agency and each byline that other articles have too."""
    return [
        f"agency: “{each.words}” ({each.origin})"
        if each.kind == "agency"
        else f"common byline: “{each.words}”"
        for each in article.evidence
    ]


def _widths(width: int) -> list[int]:
    outlet, date = max(8, width // 4), 10
    return [max(8, width - outlet - date - 3 * GAP), outlet, date]


def change_lines(changes: CopyChanges | None, width: int) -> list[Content]:
    """The lines on what a copy changes, adds and leaves out; None while that is found out."""
    if changes is None or changes.is_too_long:
        text = "comparing …" if changes is None else "too long to be compared word by word"
        return [Content.styled(text, "$text-muted")]
    changed = " · ".join(f"{old} → {new}" for old, new in changes.changed)
    parts = (
        ("changes ", changed, 2),
        ("adds ", " · ".join(changes.added), 1),
        ("leaves out ", " · ".join(changes.left_out), 1),
    )
    label_width = max(len(label) for label, _, _ in parts)
    lines: list[Content] = []
    for label, text, most in parts:
        shown = fold_lines(text or "nothing", max(8, width - label_width), most)
        for number, line in enumerate(shown):
            lead = label.rjust(label_width) if not number else " " * label_width
            lines.append(Content.assemble((lead, "$text-muted"), (line, "bold" if text else "")))
    return [line.truncate(width, pad=True) for line in lines]
