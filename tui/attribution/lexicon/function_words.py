"""English function words, adverbs and common finite verbs: the words that mark phrases and clauses.

All words are in lower case.
"""

from __future__ import annotations

from . import word_set

DETERMINERS = word_set("""
    a an the this that these those some any each every no another other both all many most
    several few his her its their my our your one two three four five six seven eight nine ten
    more such
""")
DEPENDENT_DETERMINERS = word_set(
    "a an the this these those his her its their my our your every no such"
)
"""The determiners that always need a noun."""

POSSESSIVE_PRONOUNS = word_set("his her its their my our your")
SUBJECT_PRONOUNS = word_set("i he she it we they you who")
"""Pronouns that can be the subject of a clause."""

PRONOUNS = SUBJECT_PRONOUNS | word_set("""
    him her them us me himself herself itself themselves there everyone everybody nobody anyone
    somebody someone none
""")
PREPOSITIONS = word_set("""
    of in on at for from to with by about into over under after before during since until
    through between among against across near via without within per amid despite behind beyond
    outside inside like upon toward towards off around including following regarding along
    besides throughout alongside concerning
""")
POSSESSIVE_ENDINGS = ("'s", "’s", "s'", "s’")
RELATIVES = word_set("who which whom whose where that")
INTERROGATIVES = word_set("who what why how whether when where which if")
COORDINATORS = word_set("and or but nor yet")
SUBORDINATORS = word_set("""
    as because although though while whereas when whenever if unless since until that whether so
    than where lest once
""")
BE = word_set("""
    is are was were be been being am 's 're isn't aren't wasn't weren't isn’t aren’t wasn’t
    weren’t
""")
HAVE = word_set("has have had having hasn't haven't hadn't hasn’t haven’t hadn’t")
DO = word_set("do does did don't doesn't didn't don’t doesn’t didn’t")
MODALS = word_set("""
    will would shall should can could may might must cannot won't wouldn't can't couldn't
    shouldn't won’t wouldn’t can’t couldn’t shouldn’t
""")
AUXILIARIES = BE | HAVE | DO | MODALS
ADVERBS = word_set("""
    also then now still never not later previously once only even just first recently already
    long often soon always earlier today yesterday tomorrow further thus therefore however
    instead again further twice initially simply rather ever n't both all perhaps meanwhile
    moreover nevertheless nonetheless otherwise indeed though too as-well hence furthermore
    besides here there
""")
DATE_WORDS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    january february march april june july august september october november december sept oct
    nov dec jan feb apr mon tue tues wed thu thurs fri
""")
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday today yesterday")
TIME_NOUNS = word_set("""
    week month year day morning evening afternoon night weekend hour hours days weeks months
    years time decade century spring summer autumn fall winter
""")
IRREGULAR_VERBS = word_set("""
    became become began came come did felt gave go goes got had held kept knew led left let lost
    made make makes met needs need paid put ran remained said saw seems seem sent set stood took
    take takes told went want wants won wrote wish wishes fell rose grew hit cut built bought
    brought broke spoke drew drove ate found thought taught caught shot died
""")
"""Common finite verbs that cannot be recognized by an ending."""

IRREGULAR_PARTICIPLES = word_set("""
    made held found built bought brought caught taught hit cut set put shot sent paid led left
    lost kept thought felt won told had
""")
"""The irregular verbs that can also be a participle after a noun, as in "a glue made by"."""


_NOUNS_IN_ING = word_set("anything everything nothing something morning evening spring")
_NOT_ADVERBS = word_set("family reply rally italy july assembly ally supply early daily")


def is_adverb(word: str) -> bool:
    """Whether a word in lower case is an adverb, by the list or by its ending -ly."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS)


def is_ing_form(word: str) -> bool:
    """Whether a word in lower case has the ending -ing of a verb: "saying", but not "during"."""
    return word.endswith("ing") and len(word) > 4 and word not in PREPOSITIONS | _NOUNS_IN_ING


def begins_with_pronoun(word: str) -> bool:
    """Whether a word in lower case is a subject and its verb in one: "he's", "there'd"."""
    pronoun, mark, verb = word.replace("’", "'").partition("'")
    is_subject = pronoun in SUBJECT_PRONOUNS or pronoun in ("there", "that", "this")
    return is_subject and bool(mark) and verb in ("s", "d", "ll", "re", "ve", "m")


def is_finite_verb(word: str) -> bool:
    """Whether a word in lower case is probably a finite verb, by the lists or by its ending."""
    return (
        word in AUXILIARIES
        or word in IRREGULAR_VERBS
        or (word.endswith("ed") and len(word) > 4 and word != "united")
        or word.endswith(("n't", "n’t", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d"))
        or word in ("it's", "it’s", "he's", "he’s", "she's", "she’s", "there's", "there’s")
        or word in ("that's", "that’s", "i'm", "i’m", "what's", "what’s")
    )
