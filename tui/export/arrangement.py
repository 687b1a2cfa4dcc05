"""Arrangement: under which heading a report shows each finding, so that each is shown once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from ..model.codebook import SEPARATOR, Tag
from .findings import Finding, Findings, TagGroup
from .text_values import single_line

TOPIC = "topic"
KEY = "use/key"
"""The tag of passages that belong in the report."""
_CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class TagSection:
    """A tag with those findings that are shown under it, and not under an earlier tag."""

    tag: Tag
    heading: str
    shown: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All findings of a report, each under one heading: by topic, by other tags, without a tag."""

    topics: tuple[TagSection, ...]
    others: tuple[TagSection, ...]
    untagged: tuple[Finding, ...]

    def headings(self) -> Iterator[tuple[Finding, str]]:
        """Each finding with the heading under which it is shown, in the order of the report."""
        for section in (*self.topics, *self.others):
            for finding in section.shown:
                yield finding, section.heading
        for finding in self.untagged:
            yield finding, ""


def arrange(findings: Findings) -> Arrangement:
    """The topics first, then the claims, then the other groups in the order of the codebook.

    Passages that are tagged as key come first under their heading. Topics with one come before
    the others, by the first of them; so does the heading of those that have no other tag.
    """
    seen: set[int] = set()
    groups = {group.tag.name: group for group in findings.groups}
    topics = _sections([groups[TOPIC]] if TOPIC in groups else [], seen)
    claims = [groups[_CLAIM]] if _CLAIM in groups else []
    rest = [group for name, group in groups.items() if name not in (TOPIC, _CLAIM)]
    others = _sections([*claims, *rest], seen)
    return Arrangement(
        tuple(sorted(topics, key=_first_key)),
        tuple(sorted(others, key=lambda section: section.tag.name != KEY)),
        findings.untagged,
    )


def _first_key(section: TagSection) -> float:
    """The number of the first key passage that is shown in a section; infinite without one."""
    return next((f.citation.number for f in section.shown if KEY in f.tags), inf)


def _sections(groups: Sequence[TagGroup], seen: set[int]) -> tuple[TagSection, ...]:
    """A section for each tag that has findings of its own, whose identities are added to `seen`."""
    sections: list[TagSection] = []
    for group in groups:
        for tagged in group.tags:
            new = [f for f in tagged.findings if id(f) not in seen]
            shown = tuple(sorted(new, key=lambda f: KEY not in f.tags))
            seen.update(map(id, shown))
            sections += [TagSection(tagged.tag, heading_of(tagged.tag), shown)] if shown else []
    return tuple(sections)


def heading_of(tag: Tag) -> str:
    """What stands above the passages with a tag: its own heading, else its name in plain words."""
    return single_line(tag.heading) or capitalized(plain_name(tag.name))


def plain_name(name: str) -> str:
    """A tag's name in plain words without its group: "media report" for "source/media-report"."""
    group, *below = single_line(name).split(SEPARATOR)
    return ": ".join(below or [group]).replace("-", " ")


def capitalized(words: str) -> str:
    """The words with their first letter as a capital, as at the beginning of a sentence."""
    return words[:1].upper() + words[1:]
