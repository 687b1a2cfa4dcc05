"""The cast of an article: names, pronouns and roles resolved to those who speak in it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model.document import Span
from .bag import bag
from .names import fold, head_of, kind_of, split_name
from .roles import PEOPLE, QUANTIFIERS, TITLES
from .values import Speaker
from .words import DETERMINERS

_TITLE = r"(?:Mr|Mrs|Ms|Dr|Gen|Brig|Maj|Lt|Col|Sen|Rep|Gov|St)\."
_ARABIC = r"(?:al|el|as|ad|ar|an|at|ash)-[A-Z][\w’'-]*"
_CAP = rf"(?:{_TITLE}|(?:[A-Z]\.)+|[A-Z][\w’'-]*|{_ARABIC})"
_PARTICLE = r"(?:al|el|de|la|von|van|bin|ibn|da|di|del|abu)"
_RUN = re.compile(rf"(?<![\w’'-]){_CAP}(?: (?:{_PARTICLE} )?{_CAP}){{1,5}}")
_LOWER = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")
_ROLE = re.compile(r", ((?:an? |the )?[a-z][^,.;:“”\"()\n]{3,90})")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_HE = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_MASCULINE = bag("mr king prince spokesman sheikh chairman father brother sir lord")
_FEMININE = bag("mrs ms miss queen princess spokeswoman chairwoman sister lady")
_SMALL = bag("of in at for the a an and from to with by on who which")


class Cast:
    """Who has spoken so far, in order, and the names that stand anywhere in the text."""

    def __init__(self, text: str, span: Span) -> None:
        self._full: dict[str, list[str]] = {}
        self._roles: dict[str, str] = {}
        self._lower = frozenset(match.group() for match in _LOWER.finditer(text, *span))
        self._spoken: list[Speaker] = []
        self._by_name: dict[str, Speaker] = {}
        self._gender: dict[str, str] = {}
        for match in _RUN.finditer(text, *span):
            self._learn(text, match)

    def _learn(self, text: str, match: re.Match[str]) -> None:
        words = match.group().split(" ")
        first, last = split_name(words) or (0, 0)
        words = words[first:last] or [""]
        while len(words) > 1 and _leads(words[0]):
            words = words[1:]
        key = fold(words[-1])
        if len(words) > 1 and len(words) < 5 and not words[-1].endswith(("'s.", "’s.")):
            name = " ".join(words).rstrip(".")
            for ending in ("'s", "’s"):
                name = name.removesuffix(ending)
            known = self._full.setdefault(key, [])
            if name not in known and len(known) < 9:
                known.append(name)
        role = _ROLE.match(text, match.end())
        if role and key not in self._roles and _is_role(role.group(1)):
            self._roles[key] = role.group(1)

    def speaker(self, core: str, role: str, opens: bool) -> Speaker:
        """The speaker that a phrase means; `opens` tells that it begins a sentence."""
        low = core.casefold()
        if low in _HE:
            return self._person(_HE[low])
        if low in ("they", "their"):
            return self._last(("collective",)) or Speaker("they", kind="collective")
        if low in ("it", "its"):
            return self._last(("collective", "document", "medium")) or Speaker("it")
        if low in ("who", "that", "which"):
            return Speaker()
        found = self._named(core, role)
        general = _ARTICLE.match(core) is not None
        if role and (found is None or found.kind == "collective" or general):
            turned = split_name(role.split())
            if turned and turned[0] == 0 and 1 < turned[1] == len(role.split()):
                found = self._named(role, core)
        found = found or self._described(core, role, opens)
        return self._keep(found)

    def heed(self, core: str) -> None:
        """Somebody the text turns to without a statement of theirs: pronouns may mean them."""
        found = self._named(core, "")
        if found is None and fold(head_of(core.split())) in TITLES | PEOPLE:
            self._keep(self._described(core, "", False))
        elif found and found.kind == "named" and (" " in found.name or self._known(found)):
            self._keep(found)

    def _known(self, speaker: Speaker) -> bool:
        return fold(speaker.name) in self._by_name

    def _keep(self, speaker: Speaker) -> Speaker:
        known = self._by_name.get(fold(speaker.name))
        if known:
            speaker = replace(known, role=known.role or speaker.role)
        self._by_name[fold(speaker.name)] = speaker
        if speaker in self._spoken:
            self._spoken.remove(speaker)
        self._spoken.append(speaker)
        del self._spoken[:-40]
        return speaker

    def _last(self, kinds: tuple[str, ...]) -> Speaker | None:
        return next((s for s in reversed(self._spoken) if s.kind in kinds), None)

    def _person(self, gender: str) -> Speaker:
        for speaker in reversed(self._spoken):
            if speaker.kind in ("named", "unnamed"):
                known = self._gender.setdefault(speaker.name, _gender(speaker) or gender)
                if known == gender:
                    return self._keep(speaker)
        return Speaker("he" if gender == "m" else "she", kind="unnamed")

    def _named(self, core: str, role: str) -> Speaker | None:
        words = core.split()
        place = split_name(words)
        if place is None:
            return None
        first, last = place
        if words[first].casefold() == "the" and last - first > 1:
            first += 1
        raw = [word.strip(",") for word in words[first:last]]
        name = _plain(" ".join(raw))
        before = _ARTICLE.sub("", " ".join(words[:first]) + " ", count=1) if first < 9 else ""
        if {word.casefold() for word in raw} <= QUANTIFIERS:
            return None
        lone = len(words) == 1 and opens_common(raw[0])
        if lone and fold(raw[0]) not in self._full:
            return None
        kind = kind_of(raw, True)
        if kind == "medium" and first and words[first - 1] in ("The", "the"):
            name = f"The {name}"
        if kind == "named":
            name = self._fullest(raw, name)
            kind = kind_of(name.split(), True)
        if (
            kind == "named"
            and "the" in (words[0].casefold(), words[first - 1].casefold())
            and first < 2
        ):
            kind = "collective"
        key = fold(raw[-1])
        given = _ARTICLE.sub("", role, count=1) if role else ""
        if last < len(words):
            before, given = f"{before} {' '.join(words[last:])}", ""
        known = _ARTICLE.sub("", self._roles.get(key, ""), count=1) if kind == "named" else ""
        return Speaker(name, given or before.strip(" ,") or known, kind)

    def _fullest(self, raw: list[str], name: str) -> str:
        """The longest form of a person's name that the text has, for one in `raw`."""
        known = self._full.get(fold(raw[-1]), [])
        if len(raw) == 1:
            return known[0] if known else name
        for full in known:
            if fold(full.split()[0]) == fold(raw[0]) and len(full) > len(name):
                return full
        return name

    def _described(self, core: str, role: str, opens: bool) -> Speaker:
        words = core.split()
        definite = words[0].casefold() in ("the", "this", "that", "these", "those")
        if definite:
            known = self._meant(words[1:])
            if known:
                return known
        name = _plain(_ARTICLE.sub("", core, count=1) if _ARTICLE.match(core) else core)
        first = name.split(" ")[0] if name else ""
        if opens and self._is_common(first, name):
            name = name[:1].lower() + name[1:]
        return Speaker(name, _ARTICLE.sub("", role, count=1), kind_of(core.split(), False))

    def _is_common(self, first: str, name: str) -> bool:
        """Whether the capital that begins a phrase is only that of its sentence."""
        low = first.casefold()
        alone = first == name and low.endswith("s") and not low.endswith("ss")
        return first[:1].isupper() and (
            alone or low in DETERMINERS | QUANTIFIERS or low in self._lower
        )

    def _meant(self, words: list[str]) -> Speaker | None:
        """Whom "the militia leader" means: who has all its words in name and role."""
        wanted = {fold(word) for word in words} - _SMALL
        head = fold(head_of(words))
        plural = head.endswith("s") and not head.endswith("ss")
        for speaker in reversed(self._spoken):
            if plural and speaker.kind in ("named", "unnamed"):
                continue
            known = {fold(word) for word in f"{speaker.name} {speaker.role}".split()}
            about = {fold(head_of(speaker.name.split())), fold(head_of(speaker.role.split()))}
            if wanted and wanted <= known and head in about:
                return speaker
        return self._by_role(wanted, head) if not plural else None

    def _by_role(self, wanted: set[str], head: str) -> Speaker | None:
        for key, role in self._roles.items():
            words = role.split()
            if fold(head_of(words)) == head and wanted <= {fold(word) for word in words} | {key}:
                full = self._full.get(key)
                if full:
                    return Speaker(full[0], _ARTICLE.sub("", role, count=1), "named")
        return None


def opens_common(word: str) -> bool:
    """Whether a lone word with a capital may be a common noun at the head of a sentence."""
    return word.casefold().endswith("s") or word.casefold() in TITLES


def _is_role(text: str) -> bool:
    return bool(_ARTICLE.match(text)) or fold(head_of(text.split())) in TITLES


def _leads(word: str) -> bool:
    low = word.casefold().strip(".")
    return low in TITLES or low in ("the", "a", "an", "in", "on", "at", "and", "but", "as", "when")


def _plain(name: str) -> str:
    name = " ".join(name.split()).strip(" ,;:.-–—")
    for ending in ("'s", "’s"):
        name = name.removesuffix(ending)
    return name


def _gender(speaker: Speaker) -> str:
    words = {fold(word) for word in speaker.role.split()}
    return "m" if words & _MASCULINE else "f" if words & _FEMININE else ""
