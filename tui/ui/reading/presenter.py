"""Presenter: makes the rows, labels and colours of widgets from the values of a session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...model.annotation import Annotation, Source
from ...model.codebook import Codebook, covers
from ...model.spans import SpanIndex
from ...session import Session
from ...workspace.link_rows import LinkRow
from ..themes import PALETTE, ReaderTheme
from ..widgets.article_scene import Highlight, Highlights, ReadingColors
from ..widgets.note_list import NoteRow
from ..widgets.sidebar import TagRow

EDITED = "≠"
"""The label of an annotation whose passage was edited after it was annotated."""
NO_INITIALS: Mapping[str, str] = {}
_AUTHOR_COLORS = PALETTE[:-1]
"""The names of the colours of initials, without the gray of tags that have no colour."""


@dataclass(frozen=True)
class Presenter:
    """Makes the values of widgets in the colours of a theme."""

    theme: ReaderTheme

    @property
    def reading_colors(self) -> ReadingColors:
        """The colours of the article widget."""
        return ReadingColors(
            background=self.theme.colors.background, **self.theme.reading._asdict()
        )

    def color(self, name: str, codebook: Codebook) -> str:
        """The colour of a tag, "#rrggbb"."""
        return self.theme.color(codebook.color_of(name))

    def highlight(self, annotation: Annotation, codebook: Codebook, target: str) -> Highlight:
        """The highlight of an annotation; `target` is the id of the target annotation."""
        # Called for each annotated line of a page, so that each colour is looked up only once.
        names = [codebook.color_of(tag) for tag in annotation.tags] or [""]
        known = [self.theme.color(name) for name in names]
        tags = zip(annotation.tags, known, strict=False)
        labels = tuple((codebook.label_of(tag), color) for tag, color in tags)
        if annotation.note or annotation.source or annotation.credibility:
            labels = labels or (("✎" if annotation.note else "“", self.theme.reading.muted),)
        if annotation.former:
            labels = ((EDITED, self.theme.reading.target), *labels)
        return Highlight(
            id=annotation.id,
            start=annotation.start,
            end=annotation.end,
            labels=labels,
            color=known[0],
            tint=self.theme.tint(names[0]),
            target=annotation.id == target,
        )

    def highlights(
        self, annotations: Iterable[Annotation], codebook: Codebook, target: str = ""
    ) -> Highlights:
        """A function that returns the highlights of those annotations that touch a span."""
        spans = SpanIndex(annotations)

        def touching(start: int, end: int) -> list[Highlight]:
            found = spans.overlapping(start, end)
            return [self.highlight(each, codebook, target) for each in found]

        return touching

    def tag_rows(self, session: Session, filtered: str, counts: Counter[str]) -> list[TagRow]:
        """The rows of all tags: first those with a digit, then those in use, then the others.

        The rows of the tag `filtered` and of the tags below it are marked as filtered. `counts` has
        the number of annotations of each tag.
        """
        book = session.state.codebook
        rows = []
        for name in session.state.tag_names():
            tag = book.by_name.get(name)
            label = str(tag.quick) if tag and tag.quick else ""
            color = self.color(name, book)
            shown = bool(filtered) and covers(filtered, name)
            has_rule = bool(tag and tag.note.strip())
            rows.append(TagRow(name, label, color, counts[name], shown, has_rule))
        return sorted(rows, key=lambda row: (not row.label, row.label, not row.count))

    def note_row(
        self,
        annotation: Annotation,
        session: Session,
        links: tuple[LinkRow, ...] = (),
        claim_lines: tuple[str, ...] = (),
        initials: Mapping[str, str] = NO_INITIALS,
    ) -> NoteRow:
        """The row of an annotation, with its links and the lines on its claim.

        `initials` has those of each author, if there are several.
        """
        source = session.state.source(annotation.source)
        anchor = session.state.anchors[annotation.id]
        return NoteRow(
            id=annotation.id,
            start=annotation.start,
            paragraph=session.document.block_at(annotation.start) + 1,
            quote=annotation.quote,
            tags=tuple((tag, self.color(tag, session.state.codebook)) for tag in annotation.tags),
            speaker=source.name if source else annotation.source,
            grade=grade_of(annotation, source),
            note=annotation.note,
            state=anchor.state,
            former=annotation.former.quote if annotation.former and anchor.edited else "",
            conflict="conflict_of" in annotation.extra,
            reason="; ".join(filter(None, (source.reason if source else "", annotation.reason))),
            links=links,
            claim_lines=claim_lines,
            by=_by(annotation, session),
            initials=initials.get(annotation.author, ""),
            author_color=self._author_color(annotation.author, initials),
        )

    def _author_color(self, author: str, initials: Mapping[str, str]) -> str:
        """The colour of an author's initials, "#rrggbb"; "" if the author has none."""
        if author not in initials:
            return ""
        number = list(dict.fromkeys(initials.values())).index(initials[author])
        return self.theme.color(_AUTHOR_COLORS[number % len(_AUTHOR_COLORS)])


def _by(annotation: Annotation, session: Session) -> tuple[str, ...]:
    """Lines on the rule and the other analysts who made or changed an annotation, if any did."""
    author = "" if session.state.is_own(annotation) else annotation.author
    editors = [name for name in annotation.edited_by if name != session.state.author]
    rule = [f"by rule {annotation.rule}"] if annotation.rule else []
    made = [f"by {author}"] if author else []
    return (*rule, *made, *([f"changed by {', '.join(editors)}"] if editors else []))


def grade_of(annotation: Annotation, source: Source | None) -> str:
    """The grade of source and statement, such as "C3", with a dash for a missing half.

    Returns "" if neither is graded.
    """
    letter = source.reliability if source else ""
    if not (letter or annotation.credibility):
        return ""
    return f"{letter or '–'}{annotation.credibility or '–'}"
