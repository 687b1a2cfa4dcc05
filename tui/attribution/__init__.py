"""Attribution: who says what in an article, suggested from the text alone."""

from .assembly import suggest
from .attributions import (
    NOBODY,
    Attribution,
    AttributionsBySpeaker,
    Mode,
    Speaker,
    by_speaker,
    likely_speakers,
    speaker_of,
)
from .speakers.proper_names import name_key

__all__ = [
    "NOBODY",
    "Attribution",
    "AttributionsBySpeaker",
    "Mode",
    "Speaker",
    "by_speaker",
    "likely_speakers",
    "name_key",
    "speaker_of",
    "suggest",
]
