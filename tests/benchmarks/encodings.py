"""How often a text without a label is read right, by this program and by charset-normalizer.

    python -m tests.benchmarks.encodings FOLDER [LANGUAGE...]

FOLDER holds files LANGUAGE.test.txt, one sentence a line: texts that letters.txt was not made from
(see encodings_letters). From each of them texts of 100 and 2,000 characters are taken, written in
every older encoding that has the letters of the language, and decoded; right is what equals the
text. Romanian letters with a comma and with a cedilla count as the same, for they have the same
bytes in windows-1250 and ISO 8859-16. The encodings of DOS are counted apart.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from charset_normalizer import from_bytes

from tui.readers.decode import decode
from tui.readers.guess import CANDIDATES

from .encodings_letters import legacy_forms

LENGTHS = {100: 40, 2_000: 10}
"""Characters of a text -> how many texts of a language are taken."""
RARE = 2e-4
"""Share of the letters of a language below which an encoding may lack one."""
SAME = str.maketrans("şţŞŢ", "șțȘȚ")
PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("–—−", "-"),
        **dict.fromkeys("\u200c\u200e\u200f", ""),
        "…": "...",
        "\xa0": " ",
        "•": "*",
    }
)
"""What was written in place of signs that an encoding lacks."""


class Try(NamedTuple):
    """A text in an encoding; `dos` tells that it is one of DOS."""

    length: int
    codec: str
    text: str
    data: bytes

    @property
    def dos(self) -> bool:
        return self.codec.startswith("cp") and not self.codec.startswith(
            ("cp125", "cp874", "cp932", "cp949")
        )


def main(folder: Path, languages: Sequence[str]) -> None:
    """Print, for each language and length, the share of texts that were read right."""
    print(
        f"{'':10}{'length':>7}{'texts':>7}{'ours':>8}{'others':>8}{'DOS':>7}{'ours':>8}{'others':>8}"
    )
    total: dict[int, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for path in sorted(folder.glob("*.test.txt")):
        language = path.name.split(".")[0]
        if languages and language not in languages:
            continue
        found: dict[int, Counter[tuple[bool, str]]] = defaultdict(Counter)
        for one in tries(language, path.read_text(encoding="utf-8")):
            found[one.length].update(judged(one))
        for length, counts in found.items():
            total[length].update(counts)
            print(row(language, length, counts), flush=True)
    for length, counts in total.items():
        print(row("all", length, counts))


def row(language: str, length: int, counts: Counter[tuple[bool, str]]) -> str:
    """A line of the table."""
    cells = f"{language:10}{length:7}"
    for dos in (False, True):
        texts = counts[dos, "texts"]
        shares = (counts[dos, who] / max(1, texts) for who in ("ours", "others"))
        cells += f"{texts:7}" + "".join(f"{share:8.3f}" for share in shares)
    return cells


def judged(one: Try) -> Iterator[tuple[bool, str]]:
    """What is counted for a text."""
    yield one.dos, "texts"
    if decode(one.data).translate(SAME) == one.text.translate(SAME):
        yield one.dos, "ours"
    best = from_bytes(one.data).best()
    if best is not None and str(best).translate(SAME) == one.text.translate(SAME):
        yield one.dos, "others"


def tries(language: str, sentences: str) -> Iterator[Try]:
    """Texts of a language in all encodings that can hold it; those that are ASCII are left out."""
    chance = random.Random(5)
    for form in dict.fromkeys(legacy_forms(sentences, language)):
        codecs = [name for name in CANDIDATES if "utf" not in name and holds(name, form)]
        for length, count in LENGTHS.items():
            starts = [at + 1 for at, c in enumerate(form[: -length - 1]) if c == "\n"]
            for start in chance.sample(starts, min(count, len(starts))):
                for codec in codecs:
                    text = fitted(form[start : start + length], codec)
                    data = text.encode(codec)
                    if not data.isascii():
                        yield Try(length, codec, text, data)


def holds(codec: str, text: str) -> bool:
    """Whether an encoding has all the letters of a text that are not rare in it."""
    letters = Counter(c for c in text.lower() if c.isalpha())
    least = RARE * letters.total()
    return all(c.encode(codec, "ignore") for c, n in letters.items() if n > least)


def fitted(text: str, codec: str) -> str:
    """A text as it was written in an encoding, with plain signs for those that it lacks."""
    plain = (c if c.encode(codec, "ignore") else c.translate(PLAIN) for c in text)
    return "".join(plain).encode(codec, "ignore").decode(codec)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
