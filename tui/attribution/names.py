"""Names in a noun phrase: which of its words are a name, which are a role, what kind it is."""

from __future__ import annotations

import re

TITLES = frozenset(
    """mr mrs ms miss dr prof professor gen general brig brigadier maj major lt lieutenant col
    colonel sgt sergeant capt captain cpl adm admiral gov governor sen senator rep
    representative president vice prime minister secretary ambassador judge justice king queen
    prince princess pope bishop archbishop cardinal sheikh sheik ayatollah imam rabbi sir lord
    lady dame chancellor chief officer detective commander commissioner spokesman spokeswoman
    spokesperson director chairman chairwoman chair ceo undersecretary deputy senior executive
    co-founder founder mayor premier attorney sheriff inspector superintendent coach congressman
    congresswoman councillor councilman father sister brother rev reverend st pm foreign home
    former acting leader head manager mp mep state defense defence interior finance health
    education justice treasury police scientist researcher author analyst student actor actress
    singer editor journalist correspondent lawyer economist head-coach chief-executive us uk u.s.
    american british australian canadian french german italian spanish israeli iranian iraqi
    russian chinese indian afghan turkish syrian democratic republican labour conservative lead
    first interim shadow special envoy counsel""".split()
)
"""Words in capitals before a name that are no part of it."""

OUTLETS = frozenset(
    """times post news herald tribune journal gazette guardian telegraph agency tv radio bbc cnn
    ap afp reuters xinhua nbc abc cbs npr itv media outlet outlets newspaper newspapers press
    magazine channel broadcaster wikinews associated gazeta daily sky fox al-jazeera jazeera
    weekly bloomberg mail independent website reporter reporters bulletin chronicle wires
    sentinel courier observer examiner star globe politico tass interfax kyodo yonhap""".split()
)
LANDS = frozenset(
    (
        "united states,united kingdom,united nations,new york,los angeles,south korea,new zealand,"
        "north korea,saudi arabia,south africa,european union,sri lanka,san francisco,hong kong"
    ).split(",")
)
PAPERS = frozenset(
    """report reports study studies letter statement document documents survey poll figures
    analysis paper data memo email e-mail blog article research results findings filing lawsuit
    complaint file files records post posts tweet message book review note indictment affidavit
    statistics census bill law order ruling investigation letters statements papers posting
    section version release bulletin evidence page site""".split()
)
GROUPS = frozenset(
    """police army government ministry department agency council court company group party union
    military administration committee commission office team bank corporation inc ltd university
    institute organization organisation association service force forces parliament congress
    senate house board embassy navy air-force club league federation authority authorities
    crowd family public center centre foundation network coalition bureau administration
    community opposition movement regime front brigade guard hospital church school society staff
    alliance airline nato un eu who fbi cia nasa fda pentagon kremlin taliban hezbollah hamas
    white district united nations nation people inquiry jury city state campaign world firm
    international national trust society observatory""".split()
)
SINGULAR_S = frozenset("his its this us is as was news boss princess press congress".split())
PLURALS = frozenset("people men women police children media many some others both they".split())

_PARTICLES = frozenset("al el de la le van von bin ibn da di del der den dos du abu ben ter".split())
_HEAD_STOP = frozenset(
    """of in on at for from to with by who which that speaking citing seen published about near
    and including among within inside outside close familiar""".split()
)


def fold(word: str) -> str:
    """A word of a name as a key: small letters, without an article, apostrophe or "'s"."""
    word = word.casefold().strip(".,'’")
    for ending in ("'s", "’s"):
        word = word.removesuffix(ending)
    return re.sub(r"^(?:al|el|as|ad|ar|an|at|ash)[-‑]", "", word)


def is_cap(word: str) -> bool:
    """Whether a word begins like a name, particles as in "al-Khazali" included."""
    return word[:1].isupper() or bool(re.match(r"(?:al|el|as|ad|ar|an|at|ash|d|l)[-‑’'][A-Z]", word))


def split_name(words: list[str]) -> tuple[int, int] | None:
    """Where in a phrase a person's or a body's proper name stands: [first, last), or None.

    The name ends the phrase ("team member Rodaba Noori") or is all of it.
    """
    last = len(words)
    ahead = _name_ahead(words)
    if ahead:
        return ahead
    if not last or not is_cap(words[-1]):
        return None
    first = last
    while first > 0 and (is_cap(words[first - 1]) or _joins(words, first - 1)):
        first -= 1
    while first < last and not is_cap(words[first]):
        first += 1
    if first > 0 and words[first - 1].casefold() in ("of", "for", "in", "at", "from", "with", "on"):
        return _behind_department(words, first, last)
    if fold(words[-1]) not in GROUPS | OUTLETS:
        first = _behind_titles(words, first, last)
    while first + 1 < last and words[first].casefold().strip(".,") in TITLES:
        first += 1
    return (first, last) if first < last else None


def _behind_titles(words: list[str], first: int, last: int) -> int:
    """Behind the last title, possessive or land before a name of at least one word."""
    for number in range(last - 2, first - 1, -1):
        low = words[number].casefold()
        if low.strip(".,") in TITLES or low.endswith(("'s", "’s")):
            return number + 1
        if f"{low} {words[number + 1].casefold()}" in LANDS and number + 2 < last:
            return number + 2
    return first


def _name_ahead(words: list[str]) -> tuple[int, int] | None:
    """"Matthew Ingram of The Globe": a name of two words or more, before what it belongs to."""
    first = 0
    while first < len(words) and words[first].casefold().strip(".") in TITLES | {"the"}:
        first += 1
    last = first
    while last < len(words) and (is_cap(words[last]) or _joins(words, last)):
        last += 1
    if last - first < 2 or last >= len(words) or words[last] not in _BELONGING:
        return None
    names = {fold(word) for word in words[first:last]}
    return None if names & (GROUPS | OUTLETS | TITLES) or words[0] == "the" else (first, last)


_BELONGING = ("of", "for", "from", "at", "with", "in")


def _joins(words: list[str], at: int) -> bool:
    return words[at].casefold() in _PARTICLES and at + 1 < len(words) and is_cap(words[at + 1])


def _behind_department(words: list[str], first: int, last: int) -> tuple[int, int] | None:
    """"Minister of Education Stefania Giannini": the name behind what the office is for."""
    if first == 2 and words[0].casefold() in TITLES or first > 2:
        at = first
        while at < last and words[at].casefold().strip(".") in TITLES:
            at += 1
        if first < at < last:
            return at, last
        if last - first == 3 and words[0].casefold() in TITLES and words[first - 1] == "of":
            return first + 1, last
        if last - first >= 4 and words[0].casefold() in TITLES:
            return last - 2, last
    return None


def head_of(words: list[str]) -> str:
    """The noun that a phrase is about, in small letters: "official" in "a U.S. official in"."""
    head = ""
    for word in words:
        low = word.casefold().strip(",")
        if low in _HEAD_STOP and head:
            break
        if low[:1].isalnum():
            head = low
    for ending in ("'s", "’s"):
        head = head.removesuffix(ending)
    return head


def kind_of(words: list[str], named: bool) -> str:
    """The kind of a source by its words: named is whether they are a proper name."""
    lows = [fold(word) for word in words]
    head = fold(head_of(words))
    if named:
        if any(low in OUTLETS for low in (lows[-1], lows[0])) or any(
            low in ("news", "times", "guardian", "media", "newspaper") for low in lows
        ):
            return "medium"
        if any(low in GROUPS for low in lows) or _acronym(words):
            return "collective"
        return "named"
    if head in PAPERS:
        return "document"
    if head in OUTLETS:
        return "medium"
    plural = head.endswith("s") and not head.endswith("ss") and head not in SINGULAR_S
    if head in GROUPS or head in PLURALS or plural:
        return "collective"
    return "unnamed"


def _acronym(words: list[str]) -> bool:
    letters = words[-1].replace(".", "")
    return len(words) == 1 and letters.isupper() and 1 < len(letters) < 7
