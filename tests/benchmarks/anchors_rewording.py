"""Synthetic edits of the words themselves: typing errors, other wording, and lookalikes."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from .anchors_edits import PARAGRAPH, SENTENCE, WORD, Text, reorder_paragraphs

_PAIRS = """
said=stated announced=declared told=informed people=residents killed=slain attack=assault
government=administration country=nation began=started large=big also=too many=several
after=following before=prior-to about=roughly because=since show=indicate shows=indicates
made=produced make=produce help=assist great=considerable new=recent must=should world=globe
war=conflict police=officers reported=noted according=owing major=significant while=as
first=initial last=final during=throughout several=various however=still need=require
used=employed found=discovered city=town group=party members=participants released=published
work=labour number=amount week=fortnight increase=rise support=backing continue=go-on
program=scheme economic=financial federal=national security=safety president=leader
million=thousand including=among-them against=opposed-to
"""
SYNONYMS = {old: new for old, _, new in (pair.partition("=") for pair in _PAIRS.split())}
ADDED = (
    "reportedly", "in part", "according to officials", "at least for now", "as expected",
    "in the view of many", "apparently", "once more",
)  # fmt: skip
SPEAKERS = ("Murphy", "Tanaka", "Okafor", "Lindholm", "Haddad")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
KEYS = {here: beside for row in _ROWS for here, beside in pairwise(row)}


def correct_typos(rng: random.Random, text: Text) -> None:
    """One word in fourteen loses, gains, swaps or changes a letter, whatever word it is."""
    words = list(re.finditer(r"[A-Za-z]{4,}", text.text))
    changes = []
    for match in rng.sample(words, len(words) // 14):
        at = rng.randrange(match.start(), match.end() - 1)
        here, following = text.text[at], text.text[at + 1]
        changes.append(
            rng.choice(
                [
                    (at, at + 1, ""),
                    (at, at + 1, here * 2),
                    (at, at + 2, following + here),
                    (at, at + 1, KEYS.get(here, "x")),
                ]
            )
        )
    text.replace_all(changes)


def join_and_divide_words(rng: random.Random, text: Text) -> None:
    """Missing spaces and spaces within words."""
    places = rng.sample([m.start() for m in re.finditer(r"(?<=\w) (?=\w)", text.text)], 20)
    changes = [(at, at + 1, "") for at in places]
    words = list(re.finditer(r"\b[a-z]{6,}\b", text.text))
    changes += [(m.start() + 3, m.start() + 3, " ") for m in rng.sample(words, 20)]
    text.replace_all(changes)


def use_synonyms(rng: random.Random, text: Text) -> None:
    """Every third word of the table becomes its synonym."""
    found = [m for m in WORD.finditer(text.text) if m.group() in SYNONYMS]
    chosen = rng.sample(found, len(found) // 3)
    text.replace_all([(*m.span(), SYNONYMS[m.group()].replace("-", " ")) for m in chosen])


def reword_clauses(rng: random.Random, text: Text) -> None:
    """In half of the sentences a clause is added, taken out, or put at the other end."""
    for match in reversed(list(SENTENCE.finditer(text.text))):
        if rng.random() < 0.5:
            rng.choice([_add, _take_out, _turn_round])(rng, text, *match.span())
    use_synonyms(rng, text)


def rewrite_sentences(rng: random.Random, text: Text) -> None:
    """A third of the sentences is rewritten: clauses, synonyms and half of the short words."""
    for match in reversed(list(SENTENCE.finditer(text.text))):
        if rng.random() < 0.33:
            start, end = match.span()
            short = list(re.finditer(r"\b[a-z]{2,5}\b", text.text[start:end]))
            changes = [
                (start + m.start(), start + m.end(), rng.choice(["so", "this", "then", "", "its"]))
                for m in rng.sample(short, len(short) // 2)
            ]
            text.replace_all(changes)
            rewritten = SENTENCE.match(text.text, start)
            if rewritten:
                rng.choice([_add, _turn_round])(rng, text, *rewritten.span())
    use_synonyms(rng, text)


def _add(rng: random.Random, text: Text, start: int, end: int) -> None:
    spaces = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", text.text[start:end])]
    if spaces:
        at = start + rng.choice(spaces)
        text.replace(at, at, f", {rng.choice(ADDED)},")


def _take_out(rng: random.Random, text: Text, start: int, end: int) -> None:
    clauses = list(re.finditer(r", [^,]{4,50}(?=,|[.!?])", text.text[start:end]))
    if clauses:
        clause = rng.choice(clauses)
        text.replace(start + clause.start(), start + clause.end(), "")


def _turn_round(rng: random.Random, text: Text, start: int, end: int) -> None:
    parts = re.fullmatch(r"([^,]{8,}), ([^,]{8,})[.!?]", text.text[start:end])
    if parts:
        text.swap(*(start + offset for offset in (*parts.span(1), *parts.span(2))))


def merge_sentences(rng: random.Random, text: Text) -> None:
    ends = list(re.finditer(r"[a-z](\. )[A-Z][a-z]", text.text))
    text.replace_all([(*m.span(1), ", and ") for m in rng.sample(ends, len(ends) // 3)])


def split_sentences(rng: random.Random, text: Text) -> None:
    joints = list(re.finditer(r", (and|but|which|who) ", text.text))
    text.replace_all([(*m.span(), ". Then ") for m in rng.sample(joints, len(joints) // 2)])


def change_speakers(rng: random.Random, text: Text) -> None:
    """Whoever said something is somebody else."""
    said = re.finditer(r"(?<=said )[A-Z]\w+|[A-Z]\w+(?= said)|\b[Hh]e(?= said)", text.text)
    text.replace_all([(*m.span(), rng.choice(SPEAKERS)) for m in said])


def replace_sentences(rng: random.Random, text: Text) -> None:
    """A sixth of the sentences gives way to other sentences of the same text, the words mixed."""
    sentences = list(SENTENCE.finditer(text.text))
    changes = []
    for match in rng.sample(sentences, len(sentences) // 6):
        words = rng.choice(sentences).group()[:-1].split() + rng.choice(sentences).group().split()
        cut = rng.randrange(4, 12)
        changes.append((*match.span(), " ".join(words[cut : cut + 14]).rstrip(".") + "."))
    text.replace_all(changes)


def move_lookalikes(rng: random.Random, text: Text) -> None:
    """A sixth of the sentences is taken out; in other paragraphs stand others much like them."""
    _put_lookalikes(rng, text, leave=False)


def add_lookalikes(rng: random.Random, text: Text) -> None:
    """A sixth of the sentences stays, and gets a lookalike in another paragraph."""
    _put_lookalikes(rng, text, leave=True)


def _put_lookalikes(rng: random.Random, text: Text, *, leave: bool) -> None:
    sentences = list(SENTENCE.finditer(text.text))
    ends = [m.end(0) - len(m.group(1)) for m in PARAGRAPH.finditer(text.text)]
    changes = []
    for match in rng.sample(sentences, len(sentences) // 6):
        far = [at for at in ends if not match.start() - 300 < at < match.end() + 300]
        if far:
            other = _lookalike(rng, match.group())
            at = rng.choice(far)
            changes.append((at, at, f" {other}"))
            if not leave:
                changes.append((*match.span(), ""))
    text.replace_all(changes)


def _lookalike(rng: random.Random, sentence: str) -> str:
    """A sentence of other content that differs by a figure, a name, a denial or a few words."""
    words = sentence.split()
    for at, word in enumerate(words):
        if word.isdigit():
            words[at] = str(int(word) + rng.randrange(1, 9))
            return " ".join(words)
        if at and word[:1].isupper() and word.isalpha():
            words[at] = rng.choice(SPEAKERS)
            return " ".join(words)
    words.insert(len(words) // 2, "not")
    return " ".join(words)


def replace_by_lookalikes(rng: random.Random, text: Text) -> None:
    """A sixth of the sentences gives way to the one after it with other words at one end."""
    sentences = list(SENTENCE.finditer(text.text))
    changes = []
    for number in rng.sample(range(len(sentences) - 1), len(sentences) // 6):
        words = sentences[number + 1].group().split()
        changes.append((*sentences[number].span(), " ".join(["Later", *words[2:]])))
    text.replace_all(changes)


def move_and_reword(rng: random.Random, text: Text) -> None:
    reorder_paragraphs(rng, text)
    use_synonyms(rng, text)


def revise(rng: random.Random, text: Text) -> None:
    """What an editor does: some sentences out, typing errors, other words, a paragraph moved."""
    sentences = list(SENTENCE.finditer(text.text))
    text.replace_all([(*m.span(), "") for m in rng.sample(sentences, len(sentences) // 12)])
    correct_typos(rng, text)
    use_synonyms(rng, text)
    spans = [match.span() for match in PARAGRAPH.finditer(text.text)]
    if len(spans) > 3:
        first, last = sorted(rng.sample(spans[:-1], 2))
        if first[1] <= last[0]:
            text.swap(*first, *last)


def wrap_mail(text: Text, width: int, mark: str) -> None:
    """Every paragraph in lines of a width, each behind the mark of a quoted mail."""
    changes = [(0, 0, mark)]
    column = 0
    for at, char in enumerate(text.text):
        column = 0 if char == "\n" else column + 1
        if char == " " and column > width:
            changes.append((at, at + 1, "\n" + mark))
            column = 0
        elif char == "\n":
            changes.append((at + 1, at + 1, mark))
    text.replace_all(changes)
