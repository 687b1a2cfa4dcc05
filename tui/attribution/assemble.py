"""All the attributions of a document, each with its speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..model.document import Document, Span
from .captions import caption_credits
from .cast import Cast
from .complements import Range
from .elsewhere import beside
from .frame import Frame
from .frames import sentence_subject, verb_frames
from .others import other_frames
from .phrases import Phrase
from .quotation import find_quotes
from .turns import said_in_turns
from .units import Unit, find_units
from .values import Attribution, Mode, Speaker, Voices

_SHORT = 2
_FAR = 2
"""Blocks after which a quotation without an attribution is nobody's."""


_Voice = tuple[Speaker, Span | None]
"""Who speaks, and where the text last says so."""


@dataclass
class _State:
    """What the next Unit needs to know of those before it."""

    cast: Cast
    quoting: _Voice | None = None
    quoted_in: int = -9
    promised: _Voice | None = None
    found: list[Attribution] = field(default_factory=list)


def suggest(document: Document, blocks: range | None = None) -> list[Attribution]:
    """Who says what, in the order of the statements; `blocks` narrows it to some Blocks (from 0).

    Takes less than a millisecond a sentence, and time in proportion to the length of the text
    whatever the text. Reads English; of other languages, nothing but what looks like it, and the
    turns of transcripts.
    """
    if blocks is not None:
        document = replace(
            document, blocks=document.blocks[blocks.start : blocks.stop], _passages={}
        )
    if not document.blocks:
        return []
    text = document.text
    state = _State(Cast(text, Span(document.blocks[0].start, document.blocks[-1].end)))
    credits = dict(caption_credits(text, document.blocks))
    state.found += credits.values()
    state.found += said_in_turns(document)
    for unit in find_units(document, find_quotes(text, document.blocks)):
        credit = credits.get(unit.block)
        for attribution in _in_unit(text, unit, state):
            if not credit or attribution.content.end <= credit.content.end:
                state.found.append(attribution)
    return sorted(state.found, key=lambda a: (a.content, a.cue or a.content))


def likely(found: Sequence[Attribution], span: Span) -> list[Speaker]:
    """Who may be speaking in a span, the likeliest first: who says most of it, and only that."""
    scores: dict[str, tuple[float, Speaker]] = {}
    for made in found[: bisect_right(found, span.end, key=lambda m: m.content.start)]:
        common = min(span.end, made.content.end) - max(span.start, made.content.start)
        if common > 0 and made.speaker.name:
            joined = max(span.end, made.content.end) - min(span.start, made.content.start)
            before = scores.get(made.speaker.name, (0.0, made.speaker))[0]
            scores[made.speaker.name] = (before + common / joined, made.speaker)
    return [speaker for _, speaker in sorted(scores.values(), key=lambda pair: -pair[0])]


def voices(found: Iterable[Attribution]) -> Voices:
    """Attributions by speaker, the fullest description of each; nobody in particular comes last."""
    said: dict[str, list[Attribution]] = {}
    for made in found:
        said.setdefault(made.speaker.name, []).append(made)
    unknown = said.pop("", None)
    if unknown:
        said[""] = unknown
    return {
        max((m.speaker for m in group), key=lambda s: bool(s.role)): group
        for group in said.values()
    }


def _in_unit(text: str, unit: Unit, state: _State) -> Iterator[Attribution]:
    frames = _chosen(unit)
    covered: set[int] = set()
    last: _Voice | None = None
    for frame in frames:
        _heed_subject(text, unit, frame, state.cast)
        speaker = _resolved(text, unit, frame.source, state.cast) if frame.source else Speaker()
        for content in frame.contents:
            made = _made(unit, frame, content, speaker)
            if made is None:
                continue
            quoted = {n for n in unit.speech if content[0] <= n <= content[1]}
            covered |= quoted
            if quoted and speaker.name:
                last = speaker, made.source
            yield made
    loose = [n for n in unit.speech if n not in covered]
    if loose:
        yield from _loose(text, unit, loose, last, state)
    elif last:
        state.quoting, state.quoted_in = last, unit.block
    if not frames and not unit.speech:
        _turn(text, unit, state)
    state.promised = _promise(text, unit, state)


def _heed_subject(text: str, unit: Unit, frame: Frame, cast: Cast) -> None:
    """ "Bell wept when he said": a pronoun inside a sentence means the subject of the sentence."""
    at = frame.source.first if frame.source else 0
    if at > 0 and unit.word(at) in ("he", "she"):
        phrase = sentence_subject(unit, at)
        if phrase and phrase.last < at:
            cast.heed(_words(text, unit, phrase))


def _words(text: str, unit: Unit, phrase: Phrase) -> str:
    return " ".join(text[slice(*unit.span(phrase.first, phrase.last))].split())


def _chosen(unit: Unit) -> list[Frame]:
    """The frames of a Unit by place, without what another one already says."""
    frames = sorted([*verb_frames(unit), *other_frames(unit)], key=lambda f: f.begin)
    kept: list[Frame] = []
    for frame in frames:
        inside = frame.hearsay and any(
            other is not frame
            and not other.hearsay
            and any(a <= frame.begin <= b for a, b in (*other.contents, other.cue or (1, 0)))
            for other in frames
        )
        if not inside and not any(set(frame.contents) & set(k.contents) for k in kept):
            kept.append(frame)
    return kept


def _made(unit: Unit, frame: Frame, content: Range, speaker: Speaker) -> Attribution | None:
    first, last = content
    while last > first and unit.word(last) in (",", ".", ";", ":", "—", "–", "-"):
        last -= 1
    while first < last and unit.word(first) in (",", ";", ":", "—", "–", "-", "."):
        first += 1
    if unit.word(first) == "that" and first < last and unit.tokens[first + 1].quote:
        first += last == first + 1
    speech = [n for n in unit.speech if first <= n <= last]
    quotes = [n for n in range(first, last + 1) if unit.tokens[n].quote]
    words = sum(token.is_word for token in unit.tokens[first : last + 1])
    if words < _SHORT and not quotes:
        return None
    mode: Mode = "indirect"
    if quotes:
        mode = "direct" if not words and speech else "mixed"
    source = unit.span(frame.source.first, frame.source.last) if frame.source else None
    cue = unit.span(*frame.cue) if frame.cue else None
    return Attribution(unit.span(first, last), mode, source, cue, speaker)


def _resolved(text: str, unit: Unit, phrase: Phrase, cast: Cast) -> Speaker:
    core = _words(text, unit, phrase)
    role = ""
    if phrase.role:
        role = " ".join(text[slice(*unit.span(*phrase.role))].split())
    return cast.speaker(core, role.strip(" ,"), phrase.first == 0)


def _loose(
    text: str, unit: Unit, loose: list[int], last: _Voice | None, state: _State
) -> Iterator[Attribution]:
    """Quotations that no verb accounts for: they go on, or somebody was announced."""
    alone = not any(token.is_word for token in unit.tokens)
    for number in loose:
        span = unit.span(number, number)
        cue = None
        voice = state.promised if alone else last
        if voice is None and (near := beside(text, span)):
            speaker = state.cast.speaker(text[slice(*near.name)].rstrip(".,"), "", False)
            voice, cue = (speaker, near.name), near.cue
        if alone and voice is None and unit.block - state.quoted_in <= _FAR:
            voice = state.quoting
        if voice is None and not alone and _long(text, span):
            phrase = sentence_subject(unit, number)
            if phrase:
                speaker = _resolved(text, unit, phrase, state.cast)
                voice = speaker, unit.span(phrase.first, phrase.last)
        if voice:
            state.quoting, state.quoted_in = voice, unit.block
            yield Attribution(span, "direct", voice[1], cue, voice[0])


def _long(text: str, span: Span) -> bool:
    return text.count(" ", *span) > 5


def _turn(text: str, unit: Unit, state: _State) -> None:
    """A sentence that reports nothing may still turn to somebody: "Sowell disagrees."""
    phrase = sentence_subject(unit, min(len(unit.tokens), 40))
    if phrase and phrase.first < 4:
        state.cast.heed(_words(text, unit, phrase))


def _promise(text: str, unit: Unit, state: _State) -> _Voice | None:
    """Who is to speak in the next Unit, where this one ends with a colon or a comma."""
    if unit.word(len(unit.tokens) - 1) not in (":", ","):
        return None
    phrase = sentence_subject(unit, len(unit.tokens))
    if phrase is None:
        return None
    speaker = _resolved(text, unit, phrase, state.cast)
    return speaker, unit.span(phrase.first, phrase.last)
