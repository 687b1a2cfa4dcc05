"""What every report says, in plain words: titles, publications, speakers, grades, doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.hyphens import whole
from .citations import Citation
from .exhibit import Exhibit
from .findings import CREDIBILITY, RELIABILITY, UNGRADED, Finding, Findings
from .parts import Heading, Paragraph, Part, Table, plain
from .visible import visible

DOUBTS = {
    "anchored": "",
    "uncertain": "uncertain: the text has changed, this passage may not be the one meant",
    "orphaned": "orphaned: the text no longer has this passage",
}
"""What a reader of the report must know about a passage in some state."""

EDITED = "edited: the words have changed since they were annotated"
"""What a reader of the report must know about a passage whose words were edited."""

NOTE = "Note:"
"""What stands before the analyst's own words, which are no one's statement."""

COUNTING = "Paragraphs (¶) count from 1; offsets [start, end) count code points of the text from 0."

LEGEND = (
    f"Grades follow the Admiralty code; {UNGRADED} means not graded.",
    "The source: "
    + ", ".join(f"{letter} {wording}" for letter, wording in RELIABILITY.items())
    + ".",
    "The statement: "
    + ", ".join(f"{digit} {wording}" for digit, wording in CREDIBILITY.items())
    + ".",
)


def flat(text: str) -> str:
    """The text made visible and on one line."""
    return " ".join(visible(whole(text)).split())


def clip(text: str, most: int) -> str:
    """The text on one line, cut to so many code points."""
    line = flat(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def heading(exhibits: Sequence[Exhibit]) -> str:
    """What a report is called: after its document, or after the number of them."""
    return title(exhibits[0]) if len(exhibits) == 1 else f"Notes on {len(exhibits)} documents"


def narrowed(exhibits: Sequence[Exhibit]) -> list[str]:
    """The tags that a report is narrowed to, each once."""
    return [flat(tag) for tag in dict.fromkeys(tag for e in exhibits for tag in e.only)]


def title(exhibit: Exhibit) -> str:
    """What a document is called."""
    return flat(exhibit.known.title) or flat(exhibit.path) or "Untitled"


def publication(exhibit: Exhibit) -> list[str]:
    """Author, publisher and date, as far as known."""
    known = exhibit.known
    return list(filter(None, map(flat, (known.author, known.publisher, known.date))))


def digest(exhibit: Exhibit) -> str:
    """The hash by which the text of a document is known again."""
    return f"SHA-256 of the text: {exhibit.known.text_sha256}"


def formerly(citation: Citation) -> str:
    """The words that were annotated, where the text has others now; else ""."""
    return f"formerly: “{flat(citation.former)}”" if citation.former else ""


def doubt(citation: Citation) -> str:
    """What a reader of the report must know about a passage; "" for nothing."""
    if citation.former:
        return f"{EDITED}; {formerly(citation)}"
    return DOUBTS[citation.state]


def speaker(finding: Finding) -> str:
    """Who says it and in which role; "" where that is of no account."""
    if finding.source:
        return ", ".join(filter(None, map(flat, (finding.source.name, finding.source.role))))
    return "source not given" if finding.grade else ""


def sources(findings: Findings) -> Iterator[Part]:
    """The table of those who speak, and what the grades mean."""
    if findings.speakers:
        yield Heading(2, "Sources")
        rows = [
            plain(flat(source.name), flat(source.role), source.reliability or UNGRADED, str(count))
            for source, count in findings.speakers
        ]
        yield Table((plain("Source", "Role", "Grade", "Statements"), *rows), right=(3,))
    if findings.graded:
        if not findings.speakers:
            yield Heading(2, "Grades")
        yield from legend()


def legend() -> Iterator[Part]:
    """What the grades mean."""
    yield Paragraph(("\n".join(LEGEND),), quiet=True)
