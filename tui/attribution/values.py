"""What an attribution is: who says what, by which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.document import Span

Mode = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in one article, or something that is cited there.

    `name` is the fullest name the article gives, or the role as it stands there; "" is nobody in
    particular. `kind` is one of named, unnamed, collective, medium and document, or "".
    """

    name: str = ""
    role: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One suggestion: `content` is what `speaker` says, told by the words at `source` and `cue`.

    Spans are offsets in the document; `source` and `cue` are None where the article leaves them
    to be understood.
    """

    content: Span
    mode: Mode
    source: Span | None = None
    cue: Span | None = None
    speaker: Speaker = Speaker()


Voices = Mapping[Speaker, Sequence[Attribution]]
"""Each speaker, in the order in which they begin, with what they say."""
