"""Attribution: who says what in an article, suggested from the text alone."""

from .assemble import likely, suggest, voices
from .names import name_key
from .values import Attribution, Mode, Speaker, Voices

__all__ = ["Attribution", "Mode", "Speaker", "Voices", "likely", "name_key", "suggest", "voices"]
