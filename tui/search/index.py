"""Index: the texts that can be searched, their words, and the texts that hold each word.

Words are numbered in alphabetical order and their postings are stored in that order, so that the
postings of all words with one beginning are one slice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .csr import CsrArray, Numbers


@dataclass(frozen=True, eq=False)
class Index:
    """An inverted index of texts, usually passages; a text's number is its place among them.

    `texts` holds the UTF-8 bytes of each text, one row each. `vocabulary` holds the words, sorted.
    `tokens` holds the numbers of each text's words in order. `postings` holds for each word the
    numbers of the texts that have it, ascending and without repetition. `skeletons` holds the
    skeletons of the words that have one, sorted, and `skeleton_words` the number of the word that
    each belongs to.
    """

    texts: CsrArray
    vocabulary: list[str]
    tokens: CsrArray
    postings: CsrArray
    skeletons: list[str]
    skeleton_words: Numbers

    def __len__(self) -> int:
        return len(self.texts)

    def text(self, number: int) -> str:
        """The text with a number; a lone surrogate in it became a question mark."""
        return str(self.texts[number].tobytes(), "utf-8", "replace")

    def joined_words(self, number: int) -> str:
        """The folded words of a text with a space before, between and after them."""
        words = [self.vocabulary[word] for word in self.tokens[number].tolist()]
        return f" {' '.join(words)} "
