"""All attributions of a document: from captions, from transcripts and from sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..model.document import Document, Span
from ..model.quotations import find_quotations
from .attributions import Attribution
from .captions import caption_attributions
from .segmentation import split_sentences
from .sentence_attributions import SentenceAttributor
from .transcript_turns import turn_attributions


def suggest(document: Document, blocks: range | None = None) -> list[Attribution]:
    """Who says what in a document, sorted by content.

    `blocks` restricts it to some Blocks, by their indices. The rules are for English; of texts in
    other languages they find quotations with a speaker beside them and the turns of transcripts.
    The time is in proportion to the length of the text, less than a millisecond a sentence.
    """
    if blocks is not None:
        selected = document.blocks[blocks.start : blocks.stop]
        document = replace(document, blocks=selected, _passages={})
    if not document.blocks:
        return []
    captions = dict(caption_attributions(document.text, document.blocks))
    found = [
        *captions.values(),
        *turn_attributions(document),
        *_from_sentences(document, captions),
    ]
    return sorted(found, key=lambda each: (each.content, each.cue or each.content))


def _from_sentences(
    document: Document, captions: Mapping[int, Attribution]
) -> Iterator[Attribution]:
    """The attributions of all sentences, but not those of the credit line of a caption.

    `captions` are the attributions of captions by the index of their Block.
    """
    text, blocks = document.text, document.blocks
    attributor = SentenceAttributor(text, Span(blocks[0].start, blocks[-1].end))
    for sentence in split_sentences(document, find_quotations(text, blocks)):
        caption = captions.get(sentence.block)
        for attribution in attributor.attributions(sentence):
            if not caption or attribution.content.end <= caption.content.end:
                yield attribution
