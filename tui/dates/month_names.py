"""Dates with the name of a month in languages other than English."""

from __future__ import annotations

import re

from ..model.patterns import lazily

_NAMES = """
    januar janvier enero gennaio janeiro januari stycznia styczeń января січня ocak ianuarie
    februar février febrero febbraio fevereiro februari lutego luty февраля лютого şubat februarie
    märz mars marzo março maart marca marzec марта березня mart martie
    april avril abril aprile kwietnia kwiecień апреля квітня nisan aprilie
    mai mayo maggio maio mei maja maj мая травня mayıs
    juni juin junio giugno junho czerwca czerwiec июня червня haziran iunie
    juli juillet julio luglio julho lipca lipiec июля липня temmuz iulie
    august août agosto augustus sierpnia sierpień августа серпня ağustos
    september septembre septiembre settembre setembro września wrzesień сентября вересня eylül
    oktober octobre octubre ottobre outubro października październik октября жовтня ekim octombrie
    november novembre noviembre novembro listopada listopad ноября листопада kasım noiembrie
    dezember décembre diciembre dicembre dezembro december grudnia grudzień декабря грудня aralık
"""
_MONTHS = {
    name: number
    for number, line in enumerate(_NAMES.strip().splitlines(), start=1)
    for name in line.split()
}

PATTERN = lazily(
    r"(?<![\w.,])(?:(?P<day>3[01]|[12]?\d)(?:\.|º|er)? (?:de |d[’'])?)?"
    rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?!\w)"
    r"(?:,? (?:de |del )?(?P<year>(?:1[5-9]|20)\d\d)(?!\w))?",
    re.IGNORECASE,
)
"""A day and month, a month and year, or all three; the month alone as well."""


def month_number(name: str) -> int:
    """The number of a month, from 1, by its name in one of the languages."""
    return _MONTHS[name.lower()]
