"""The words that tell that somebody speaks: verbs by what may follow them, nouns, hearsay."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .bag import bag

SAY = bag(
    """
    acknowledge add admit advise affirm allege announce argue assert assure aver boast caution
    claim comment complain concede conclude confess confirm contend contest continue counter
    crow declare decree deny disclose elaborate emphasise emphasize exclaim explain gripe insist
    joke lament maintain mention mutter note observe opine pledge point predict proclaim
    promise quip reaffirm reason recall recommend recount reiterate remark repeat reply report
    respond retort reveal rule say scoff shout shrug speculate state stress suggest surmise
    swear sigh tell testify theorise theorize threaten tweet underline underscore urge vow warn
    whisper write wonder ask inform notify remind cry chant post protest demand propose
    """
)
"""Verbs of speaking: a quotation, a clause or both may follow or stand before them."""

THINK = bag(
    """
    accept agree anticipate assume believe calculate consider decide deduce determine discover
    doubt dream estimate expect fear feel figure find forecast foresee forget gather guess hear
    hope imagine infer intimate judge know learn notice pray presume project realise realize
    reckon recognise recognize regret remember rumour see sense suppose suspect think understand
    worry
    """
)
"""Verbs of thinking: a clause with or without `that`."""

SHOW = bag(
    """
    demonstrate imply indicate prove read reveal show signal suggest warn
    """
)
"""Verbs of papers and studies: a clause with or without `that`."""

TELL = bag(
    """
    tell inform notify remind assure advise warn promise ask persuade convince teach brief
    """
)
"""Verbs that name who is told before what is told."""

BACKWARD = (SAY - {"point"}) | bag(
    "describe read believe think estimate hope fear suspect predict find agree"
)
"""Verbs that may stand after what is said: "..., analysts believe"."""

COLON = SAY | SHOW | bag("begin conclude put go tweet address speak defend")
"""Verbs before a colon and a quotation."""

KNOW = bag("forget hear know learn notice remember see understand")
"""Verbs of THINK that tell a statement only with `that`."""

INFINITIVE = bag("claim vow threaten promise pledge swear offer")
"""Verbs with `to`: what the speaker will do."""

DIRECTIVE = bag("urge order counsel advise warn instruct implore call")
"""Verbs with somebody and `to`: what another shall do."""

OBJECT = bag("deny")
"""Verbs of which a bare noun is the statement: "deny the use of such weapons"."""

NAMING = bag(
    """
    call describe dub label brand characterise characterize hail denounce condemn slam blast
    praise criticise criticize term decry dismiss
    """
)
"""Verbs that give something a name, which is a statement where the name is quoted."""

NOUNS = bag(
    """
    accusation admission allegation announcement argument assertion assessment assurance belief
    claim complaint conclusion concern contention conviction declaration denial estimate fear
    hint hope insinuation objection opinion pledge prediction promise proposal report revelation
    rumour rumor speculation statement suggestion suspicion testimony theory threat view vow
    warning word
    """
)
"""Nouns before `that`: "the claim that"."""

REPORTS = bag("report rumour rumor speculation account claim allegation")
"""Nouns that may stand alone for an unknown voice."""

ADJECTIVES = bag(
    """
    adamant afraid aware certain clear concerned confident convinced doubtful fearful hopeful
    optimistic pessimistic sceptical skeptical sure surprised worried
    """
)
"""What somebody is who holds something: "are concerned that"."""

HEARSAY = bag(
    """
    alleged assumed believed claimed considered deemed estimated feared known presumed reported
    reputed rumored rumoured said suspected thought understood
    """
)
"""Participles that after "is" and before "to" leave open who says it."""

HEARSAY_ADVERBS = bag("allegedly purportedly reportedly supposedly")

_IRREGULAR = {
    "say": "said said",
    "tell": "told told",
    "write": "wrote written",
    "swear": "swore sworn",
    "forecast": "forecast forecast",
    "foresee": "foresaw foreseen",
    "forget": "forgot forgotten",
    "feel": "felt felt",
    "find": "found found",
    "hear": "heard heard",
    "know": "knew known",
    "learn": "learned learned",
    "read": "read read",
    "see": "saw seen",
    "show": "showed shown",
    "teach": "taught taught",
    "think": "thought thought",
    "understand": "understood understood",
    "put": "put put",
    "go": "went gone",
    "begin": "began begun",
    "speak": "spoke spoken",
    "mean": "meant meant",
}
_DOUBLED = bag("quip admit infer put refer counsel label plan begin")


class Form(NamedTuple):
    """One form of a verb: `tag` is base, s, past, part or ing (past and part joined: ed)."""

    lemma: str
    tag: str


def _forms(lemma: str) -> dict[str, str]:
    if lemma in _IRREGULAR:
        past, part = _IRREGULAR[lemma].split()
        pasts = {past: "ed"} if past == part else {past: "past", part: "part"}
    elif lemma.endswith("e"):
        pasts = {lemma + "d": "ed"}
    elif lemma[-1] == "y" and lemma[-2] not in "aeiou":
        pasts = {lemma[:-1] + "ied": "ed"}
    else:
        pasts = {lemma + "ed": "ed"}
        if lemma in _DOUBLED:
            pasts[lemma + lemma[-1] + "ed"] = "ed"
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    endings = {stem + "ing": "ing"}
    if lemma in _DOUBLED:
        endings[stem + stem[-1] + "ing"] = "ing"
    if lemma[-1] == "y" and lemma[-2] not in "aeiou":
        third = lemma[:-1] + "ies"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
    return {lemma: "base", third: "s", **endings, **pasts}


@cache
def verbs() -> dict[str, Form]:
    """Every form of every verb here, in small letters; of two readings the finite one."""
    found: dict[str, Form] = {}
    for lemma in sorted(
        SAY | THINK | SHOW | TELL | INFINITIVE | DIRECTIVE | OBJECT | NAMING | COLON
    ):
        head, _, particle = lemma.partition("-")
        for form, tag in _forms(head).items():
            if particle and form in found:
                continue
            found.setdefault(form, Form(head, tag))
    return found


def lemma_of_noun(word: str) -> str:
    """A noun of NOUNS in the singular, or ""."""
    if word in NOUNS:
        return word
    for ending, put in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + put in NOUNS:
            return word[: -len(ending)] + put
    return ""
