"""Any text is read, and its sentences found, in time proportional to its length."""

from __future__ import annotations

import time
from itertools import product

import pytest

from tests.readers.slow_texts import TEXTS
from tests.sampling import sampled
from tui.readers import read_bytes

SUFFIXES = (".txt", ".md")
ONCE_SLOW = [
    "\\u4e2d\\u6587\\u3002",
    "\\u201c",
    "![",
    "i. ii. iii. ",
    "\\u3002\\u300d",
    "@",
    ".\\u0301 ",
]
"""Names of texts that took from 3 to 60 seconds for each 100,000 code points."""


def seconds(text: str, suffix: str) -> float:
    """The time of this process in which a text is read and all of its sentences are found."""
    began = time.process_time()
    document = read_bytes(text.encode("utf-8", "surrogatepass"), stem="quay", suffix=suffix)
    for number in range(len(document.blocks)):
        document.passages(number)
    return time.process_time() - began


ONCE = [*product(ONCE_SLOW, SUFFIXES)]


@pytest.mark.parametrize(("name", "suffix"), sampled(ONCE, ONCE[::2]))
def test_a_text_once_slow_is_read_in_good_time(name: str, suffix: str) -> None:
    assert seconds(TEXTS[name](100_000), suffix) < 2


@pytest.mark.long
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_megabyte_of_any_text_is_read_in_proportional_time(name: str, suffix: str) -> None:
    make = TEXTS[name]
    size = 1_000_000 * 100_000 // len(make(100_000).encode("utf-8", "surrogatepass"))
    half, whole = seconds(make(size // 2), suffix), seconds(make(size), suffix)
    assert whole < 5
    # A Markdown text beyond the parser's bound costs less than a shorter one within it.
    assert whole < 3 * max(half, 0.3)
