"""Proximity: the texts in which all words of a query stand close together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .lexicon import Lexicon
from .ranking import Mask, matching_tokens
from .terms import Term


def texts_within(
    lexicon: Lexicon, terms: Sequence[Term], distance: int, allowed: Mask | None
) -> Mask:
    """Whether each text holds a match of every term, the last within `distance` words of the first.

    The order of the matches does not count. Only the texts of the mask `allowed` are looked at;
    None stands for all.
    """
    has_all = np.ones(len(lexicon.index), bool) if allowed is None else allowed.copy()
    for term in terms:
        has_all &= np.any([evidence.texts for evidence in term.evidence], axis=0)
    texts = has_all.nonzero()[0]
    tokens = lexicon.index.tokens.take(texts)
    places = np.arange(len(tokens.values))
    first = places
    for term in terms:
        matching = matching_tokens(lexicon, term.evidence, tokens.values)
        # The last match at or before each place.
        first = np.minimum(first, np.maximum.accumulate(np.where(matching, places, -1)))
    rows = tokens.row_numbers()
    is_close = (first >= tokens.offsets[rows]) & (places - first <= distance)
    found = np.zeros(len(lexicon.index), bool)
    found[texts[rows[is_close]]] = True
    return found
