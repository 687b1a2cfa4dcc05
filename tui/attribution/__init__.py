"""Attribution: who says what in an article, suggested from the text alone."""

from .assemble import suggest
from .values import Attribution, Mode, Speaker

__all__ = ["Attribution", "Mode", "Speaker", "suggest"]
