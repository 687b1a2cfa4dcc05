"""English verbs by which somebody takes a stand on a thing or a person, without a clause.

Their object is what the stand is about: "opposed the plan", "talked about the plan", "plans to
leave". Verbs are listed by their base forms, in classes after Beth Levin, English Verb Classes and
Alternations (1993).
"""

from __future__ import annotations

from collections.abc import Mapping

from . import word_set

JUDGEMENT_VERBS = word_set("""
    accuse applaud assail bash berate blame blast castigate censure
    chastise chide commend condemn congratulate criticise criticize decry denounce deride
    disparage fault lambast lambaste laud malign mock praise question rebuke
    rebut refute reprimand ridicule scold scorn skewer slam thank vilify welcome
""")
"""To say that somebody or something is good or bad (Levin 33)."""

SUPPORT_VERBS = word_set("""
    back defend disavow dismiss endorse oppose reject renounce repudiate support tout
""")
"""To be for or against something."""

TOPIC_VERBS = word_set("""
    acknowledge admit announce cite confirm consider describe disclose discuss explain express
    mention order outline predict propose recall recount reiterate repeat reveal demand
""")
"""To speak of something: the object is the topic (Levin 37.1, 37.7)."""

CHARACTERIZING_VERBS = word_set("""
    cast characterise characterize depict describe frame identify paint portray regard
    see view
""")
"""To say with "as" what something is (Levin 29)."""

NAMING_VERBS = word_set("brand call deem dub label pronounce")
"""To say with a second noun phrase what something is: "called the plan a mistake"."""

INTENTION_VERBS = word_set("agree decide expect hope intend offer plan prefer seek want")
"""With "to" and an infinitive: what somebody will do or wants to do (Levin 32, 37.13)."""

REFUSAL_VERBS = word_set("decline refuse")
"""With "to" and an infinitive: what somebody will not do. Who "refused to say" took no stand."""

FINDING_VERBS = word_set("show find cite describe detail list")
"""What a document does with its findings: "the poll showed a tie"."""

TOPIC_PREPOSITIONS: Mapping[str, frozenset[str]] = {
    "about": word_set("talk speak complain boast brag joke worry ask tell question"),
    "of": word_set("speak complain boast warn approve disapprove"),
    "on": word_set("comment insist"),
    "for": word_set("call argue ask apologise apologize lobby"),
    "against": word_set("argue warn advise lobby protest"),
    "to": word_set("respond object react refer admit"),
    "with": word_set("agree disagree"),
}
"""Preposition -> the verbs whose topic follows it."""

OBJECT_VERBS = JUDGEMENT_VERBS | SUPPORT_VERBS | TOPIC_VERBS
"""The verbs whose object is what the stand is about."""

ATTITUDE_VERBS = (
    OBJECT_VERBS
    | CHARACTERIZING_VERBS
    | FINDING_VERBS
    | NAMING_VERBS
    | INTENTION_VERBS
    | REFUSAL_VERBS
    | frozenset().union(*TOPIC_PREPOSITIONS.values())
)
"""All verbs by which somebody takes a stand."""
