"""The expressions for dates that are recognised, as one regular expression per kind.

Every repetition in them is bounded, so that matching takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model.patterns import lazily
from . import month_names

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Jun\.|Jul\."
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%])(?![.,:]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w%])(?![.,:/]\d)(?!-\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?!\w)"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_UNIT = r"(?:day|night|week|fortnight|month|year|decade)"
_LEAD = rf"(?:(?P<weekday>{_WEEKDAY}|{_SHORT_WEEKDAY}),? (?:the )?)?"
_TO = r" ?(?:[–—-]|to|through|until|till|and) ?"
_PART = r"(?:(?<!\w)(?:[Ee]arly|[Ll]ate|[Mm]id|(?:beginning|start|middle|end) of)[ -](?:in )?)?"

_KINDS = {
    "iso": (
        r"(?<![\d-])(?P<year>\d{4})-(?P<month>[01]\d)(?:-(?P<day>[0-3]\d))?"
        r"(?![\d-])(?!\w(?<!T))"
    ),
    "month_span": (
        rf"(?P<from_month>{_MONTH}) (?P<from_year>{_YEAR}){_TO}(?P<to_month>{_MONTH}) "
        rf"(?P<to_year>{_YEAR})"
    ),
    "two_days": (
        rf"(?P<from_month>{_MONTH}) (?P<from_day>{_DAY}){_TO}(?P<to_month>{_MONTH}) "
        rf"(?P<to_day>{_DAY})(?:,? (?P<year>{_YEAR}))?"
    ),
    "month_day": (
        rf"{_LEAD}(?P<month>{_MONTH}) (?P<day>{_DAY})(?:{_TO}(?P<to_day>{_DAY}))?"
        rf"(?:,? (?P<year>{_YEAR}))?"
    ),
    "day_month": (
        rf"{_LEAD}(?<![\d.,])(?P<day>{_DAY})(?:{_TO}(?P<to_day>{_DAY}))? (?:of )?"
        rf"(?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?"
    ),
    "numeric": (
        r"(?<![\d./-])(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)(?P<year>(?:1[5-9]|20)\d\d)"
        r"(?![\d/-])(?!\.\d)"
    ),
    "months_of_year": (
        rf"[Tt]he (?P<which>first|last) (?P<count>{_NUMBER}) months of (?P<year>{_YEAR})"
    ),
    "quarter": (
        r"(?P<which>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|last) (?P<part>quarter|half)"
        rf" (?:of |in )?(?P<year>{_YEAR})"
    ),
    "month_year": rf"{_PART}(?P<month>{_MONTH}),? (?:of )?(?P<year>{_YEAR})",
    "month": (
        rf"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he following|[Tt]he previous) )?"
        rf"(?P<part>{_PART})(?P<month>{_MONTH})(?: (?:of )?(?P<of>this|last|next) year)?"
    ),
    "weekday": (
        r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Tt]hat|[Tt]he following|[Tt]he previous) )?"
        rf"(?P<weekday>{_WEEKDAY})"
    ),
    "year_span": (
        r"(?P<between>[Bb]etween )?(?<![\w$€£.,:/-])(?P<from_year>(?:1[5-9]|20)\d\d)"
        r"(?: ?[–—-] ?| to | through | until |(?(between) and |(?!)))"
        r"(?P<to_year>(?:1[5-9]|20)\d\d|(?<=[–—-])\d\d)"
        r"(?![\w%])(?![.,:/]\d)(?!-\d)"
    ),
    "season": r"(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of )?"
    rf"(?P<year>{_YEAR})",
    "decade": rf"{_PART}(?<!\w)(?P<decade>(?:1[5-9]|20)\d0)[’']?s\b",
    "century": r"(?P<century>[12]\d|[1-9])(?:st|nd|rd|th)[ -]century",
    "year": rf"{_PART}(?<![\w$€£.,:/#-])(?P<year>{_YEAR})",
    "near_day": (
        r"(?P<which>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night"
        r"|[Tt]his (?:morning|afternoon|evening)|[Tt]omorrow night"
        r"|[Tt]he day (?:before yesterday|after tomorrow))\b"
    ),
    "near_period": (
        r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he (?:following|next|previous|same)|[Tt]hat"
        r"|[Ss]ame) (?P<part>day|morning|afternoon|evening|night|week|weekend|month|year|decade"
        r"|spring|summer|autumn|winter|fall)\b(?!-)(?! of\b)|[Tt]he (?P<weekend>weekend)\b"
        r"|[Tt]he day (?P<before>before|after)(?=[.,;:)]|$)"
    ),
    "distance": (
        rf"(?:(?:[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Mm]ore than|[Oo]ver|[Ss]ome) )?"
        rf"(?<![\w-])(?P<count>(?i:{_NUMBER}))[ -]"
        rf"(?P<unit>{_UNIT})s? (?P<direction>ago|earlier|later)\b"
    ),
}

KINDS = {"other_language": month_names.PATTERN} | {
    name: lazily(pattern) for name, pattern in _KINDS.items()
}
"""A pattern for each kind of expression, those that take precedence first."""

_DIGIT = re.compile(r"\d")
_MONTH_NAME = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_PERIOD = re.compile(
    r"day|night|week|month|year|decade|spring|summer|autumn|winter|fall|morning|evening|afternoon"
    r"|omorrow",
    re.IGNORECASE,
)
_NEEDED: Mapping[str, Sequence[re.Pattern[str]]] = {
    "month_span": (_MONTH_NAME, _DIGIT),
    "two_days": (_MONTH_NAME, _DIGIT),
    "month_day": (_MONTH_NAME, _DIGIT),
    "day_month": (_MONTH_NAME, _DIGIT),
    "month_year": (_MONTH_NAME, _DIGIT),
    "month": (_MONTH_NAME,),
    "weekday": (_PERIOD,),
    "near_day": (_PERIOD,),
    "near_period": (_PERIOD,),
    "distance": (_PERIOD,),
}
"""Kind -> what every expression of this kind contains; a digit for the others."""


_IN_OTHER_LANGUAGES = ("other_language", "iso", "numeric", "year_span", "year")


def kinds_in(text: str, start: int, end: int, lang: str) -> Iterator[str]:
    """The kinds of expressions that may occur in `[start, end)` of a text in a language."""
    has = {
        clue: clue.search(text, start, end) is not None for clue in (_DIGIT, _MONTH_NAME, _PERIOD)
    }
    is_english = lang[:2] == "en"
    kinds = [kind for kind in KINDS if kind != "other_language"]
    return (
        kind
        for kind in (kinds if is_english else _IN_OTHER_LANGUAGES)
        if all(has[clue] for clue in _NEEDED.get(kind, (_DIGIT,)))
    )
