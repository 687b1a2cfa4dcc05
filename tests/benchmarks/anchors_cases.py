"""Cases for the anchor benchmark: two texts, selectors of the first, and the truth about each."""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from tui.model.anchoring.anchors import Selector, make

from . import anchors_edits as edits
from . import anchors_rewording as rewording

Kind = Literal["same", "reworded", "content", "gone"]

KINDS: dict[edits.Edit, Kind] = {
    edits.insert_paragraphs: "same",
    edits.delete_sentences: "same",
    edits.delete_paragraphs: "same",
    edits.duplicate_sentences: "same",
    edits.reorder_paragraphs: "same",
    edits.other_marks: "same",
    edits.reflow: "same",
    edits.fix_typos: "same",
    edits.mixed: "same",
    edits.change_numbers: "content",
    edits.negate: "content",
    edits.rename: "content",
    rewording.correct_typos: "same",
    rewording.join_and_divide_words: "same",
    rewording.use_synonyms: "content",
    rewording.reword_clauses: "content",
    rewording.rewrite_sentences: "content",
    rewording.merge_sentences: "reworded",
    rewording.split_sentences: "content",
    rewording.change_speakers: "content",
    rewording.revise: "reworded",
    rewording.move_and_reword: "content",
    rewording.add_lookalikes: "content",
    rewording.move_lookalikes: "content",
    rewording.replace_sentences: "content",
    rewording.replace_by_lookalikes: "content",
}
"""The edits, and what a passage that they touch becomes.

What says something else must not be anchored without the flag `edited`.
"""

HARD = frozenset(
    {
        rewording.move_lookalikes,
        rewording.replace_sentences,
        rewording.replace_by_lookalikes,
    }
)
"""The edits after which a passage that is mostly gone is nowhere, whatever stands in its place."""


def held_out(document: str) -> bool:
    """Whether a document, by its name, is one of the half that nothing was tuned on."""
    return hashlib.sha256(document.encode()).digest()[0] % 2 == 0


class Truth(NamedTuple):
    """What became of a selector's text: where it is, and whether it still says the same.

    same: but for typography, white space and slips; reworded: other words, the same figures,
    names and denials; content: not the same; gone: less than half of it is left.
    """

    kind: Kind
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Case:
    """`document` names the text, for keeping it out of tuning; `edit` what was done to it."""

    document: str
    edit: str
    old: str
    new: str
    selectors: tuple[Selector, ...]
    truths: tuple[Truth, ...]

    def hard(self) -> list[bool]:
        """For each selector whether its quote is absent from the new text, repeated or moved."""
        order = _out_of_order([truth.start for truth in self.truths if truth.kind != "gone"])
        moved = iter(order)
        return [
            (truth.kind != "gone" and next(moved)) | (self.new.count(selector.quote) != 1)
            for selector, truth in zip(self.selectors, self.truths, strict=True)
        ]


def _out_of_order(starts: Sequence[int]) -> list[bool]:
    """Which are not in the longest growing chain."""
    best: list[tuple[int, ...]] = []
    for number, start in enumerate(starts):
        at = bisect_left([starts[chain[-1]] for chain in best], start + 1)
        best[at : at + 1] = [(*(best[at - 1] if at else ()), number)]
    chain = set(best[-1]) if best else set()
    return [number not in chain for number in range(len(starts))]


def choose(rng: random.Random, text: str, count: int) -> tuple[Selector, ...]:
    """Selectors of sentences, of phrases, and of single words, in the order of the text."""
    words = [match.span() for match in edits.WORD.finditer(text)]
    spans = [match.span() for match in edits.SENTENCE.finditer(text)]
    for _ in range(count // 2):
        at = rng.randrange(len(words) - 8)
        start, end = words[at][0], words[at + rng.choice([0, 1, 3, 6])][1]
        # Few select across paragraphs, and where those part company there is no one truth.
        spans.append((start, end) if "\n\n" not in text[start:end] else words[at])
    chosen = rng.sample(spans, min(count, len(spans)))
    return tuple(make(text, *span) for span in sorted(chosen))


def synthetic(document: str, text: str, count: int = 30) -> Iterator[Case]:
    """One case for each kind of edit."""
    for edit in KINDS:
        yield edited(document, text, edit, count)
    yield mailed(document, text, count)


def edited(document: str, text: str, edit: edits.Edit, count: int) -> Case:
    """The case of a text before and after an edit."""
    rng = random.Random(f"{edit.__name__} {document}")
    chosen = choose(rng, text, count)
    new = edits.Text(text, list(range(len(text))))
    edit(rng, new)
    place = {origin: at for at, origin in enumerate(new.origin) if origin >= 0}
    truths = [_truth((one.start, one.end), new, place, KINDS[edit], edit in HARD) for one in chosen]
    return Case(document, edit.__name__, text, new.text, chosen, tuple(truths))


def mailed(document: str, text: str, count: int) -> Case:
    """The case of a text in a mail that is quoted again, in lines of another width."""
    rng = random.Random(f"mail {document}")
    old, new = (edits.Text(text, list(range(len(text)))) for _ in range(2))
    mark = rng.choice(["", "> "])
    rewording.wrap_mail(old, 72, mark)
    rewording.wrap_mail(new, rng.choice([56, 64, 76]), f"{mark}> ")
    before, after = (
        {origin: at for at, origin in enumerate(one.origin) if origin >= 0} for one in (old, new)
    )
    # A space at an end became a line break with a mark.
    spans = [(one.start, one.end - 1) for one in choose(rng, text, count)]
    spans = [span for span in spans if all(at in before and at in after for at in span)]
    chosen = tuple(make(old.text, before[start], before[end] + 1) for start, end in spans)
    truths = tuple(Truth("same", after[start], after[end] + 1) for start, end in spans)
    return Case(document, "rewrap_mail", old.text, new.text, chosen, truths)


def _truth(
    span: tuple[int, int], new: edits.Text, place: dict[int, int], kind: Kind, hard: bool
) -> Truth:
    """What became of a span; `kind` is what the edit makes of all that it touches."""
    old = range(*span)
    left = sorted(place[at] for at in old if at in place)
    if len(left) * 2 < len(old):
        return Truth("gone") if hard else _replaced(span, new, place, kind)
    # Where parts of a span went different ways, the largest part that stayed together counts.
    left = max(_together(left, 2 * len(old) + 40), key=len)
    if len(left) * 2 < len(old):
        return Truth("gone")
    start, end = left[0], left[-1] + 1
    if new.origin[start:end] == [*old]:
        return Truth("same", start, end)
    # A slip takes a letter or two; what lost or gained more was reworded.
    changed = max(len(old) - len(left), end - start - len(left))
    reworded = kind == "same" and changed > len(old) // 8 + 2
    return Truth("reworded" if reworded else kind, start, end)


def _together(places: list[int], most: int) -> Iterator[list[int]]:
    """The runs of places between which no more than so many others lie."""
    run = places[:1]
    for at in places[1:]:
        if at - run[-1] > most:
            yield run
            run = []
        run.append(at)
    yield run


def _replaced(span: tuple[int, int], new: edits.Text, place: dict[int, int], kind: Kind) -> Truth:
    """What stands between the neighbours of a span that is mostly gone, if they kept together."""
    before, after = place.get(span[0] - 1, -1), place.get(span[1], -1)
    if not 0 <= before < after or not new.text[before + 1 : after].strip():
        return Truth("gone")
    if after - before - 1 > 3 * (span[1] - span[0]):
        return Truth("gone")
    return Truth("content" if kind == "content" else "reworded", before + 1, after)


def articles(folder: Path, most: int) -> Iterator[tuple[str, str]]:
    """Names and texts: news articles, and addresses cut to 50,000 code points."""
    for pattern, number in (("wikinews/*.txt", most), ("state_union/*.txt", most // 5)):
        long = []
        for path in sorted((folder / "corpora").glob(pattern)):
            text = path.read_text(encoding="utf-8", errors="replace")[:50_000]
            if len(text) > 2500:
                long.append((path.name, text))
        step = max(1, len(long) // number) if number else 1
        yield from long[::step][:number]
