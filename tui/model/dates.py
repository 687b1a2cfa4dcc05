"""Dates as people and newspapers write them, read as ISO 8601."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from .patterns import lazily

_MONTH_NAMES = (
    "january jan januar janvier enero января",
    "february feb februar février febrero февраля",
    "march mar märz mars marzo марта",
    "april apr avril abril апреля",
    "may mai mayo мая",
    "june jun juni juin junio июня",
    "july jul juli juillet julio июля",
    "august aug août agosto августа",
    "september sep sept septembre septiembre сентября",
    "october oct oktober octobre octubre октября",
    "november nov novembre noviembre ноября",
    "december dec dezember décembre diciembre декабря",
)

MONTHS: Mapping[str, int] = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}
"""Name of a month, in lower case, in English, German, French, Spanish or Russian -> its number."""

_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi "
    "jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo "
    "понедельник вторник среда четверг пятница суббота воскресенье"
)
_NAME = "|".join(MONTHS)
_WEEKDAY = "|".join(_WEEKDAYS.split())
_YEAR = r"(?P<year>\d{4})"
_TIME = r"(?:[t ]|,? (?:at )?)\d{1,2}[:.]\d\d.{0,20}"

_FORMS = lazily(
    rf"(?:(?:{_WEEKDAY})\.?,? )?(?:den |le |am |el )?(?:"
    rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    rf"|(?P<day2>\d{{1,2}})\.?(?:st|nd|rd|th|er)? (?:de |of )?(?P<name>{_NAME})\.?,?(?: de)? "
    rf"(?P<year2>\d{{4}})(?: г\.| года)?"
    rf"|(?P<name3>{_NAME})\.? (?:(?P<day3>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?P<year3>\d{{4}})"
    r"|(?P<day4>\d{1,2})\. ?(?P<month4>\d{1,2})\. ?(?P<year4>\d{4})"
    r"|(?P<year5>\d{4})[./](?P<month5>\d{1,2})[./](?P<day5>\d{1,2})"
    r"|(?P<year6>\d{4})年(?P<month6>\d{1,2})月(?P<day6>\d{1,2})日"
    rf")(?:{_TIME})?",
)
"""The forms that have one meaning; a number at the end of a group's name stands for the form."""

_NUMBERS = lazily(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
"""A day and a month as numbers in an order that differs between countries, then a year."""


def iso_date(text: str) -> str:
    """A written date in ISO 8601, as precise as it is written: "2015-07-09", "2015-07" or "2015".

    "9 July 2015", "July 9, 2015", "9.7.2015" and "2015/07/09" are such dates; a time of day is left
    out. The result is "" if the text is no date, or one with several meanings, such as "7/9/2015".
    """
    meanings = date_meanings(text)
    return meanings[0] if len(meanings) == 1 else ""


def date_meanings(text: str) -> tuple[str, ...]:
    """The dates that a text can mean, in ISO 8601: none, one, or two for "7/9/2015"."""
    words = " ".join(text.casefold().split())
    if numbers := _NUMBERS.fullmatch(words):
        first, second, year = map(int, numbers.groups())
        found = [*_iso(year, second, first), *_iso(year, first, second)]
        return tuple(dict.fromkeys(found))
    form = _FORMS.fullmatch(words)
    if form is None:
        return ()
    parts = {name.rstrip("23456"): part for name, part in form.groupdict().items() if part}
    month = MONTHS[parts["name"]] if "name" in parts else _number(parts, "month")
    return tuple(_iso(int(parts["year"]), month, _number(parts, "day")))


def _number(parts: Mapping[str, str], name: str) -> int | None:
    return int(parts[name]) if name in parts else None


def _iso(year: int, month: int | None, day: int | None) -> Iterator[str]:
    """A date in ISO 8601, unless there is no such day; None stands for an unknown part."""
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return
    yield whole.isoformat()[: 4 if month is None else 7 if day is None else 10]
