"""English words that report what somebody says or thinks.

Verbs are grouped by the complements they take. Verbs and nouns are listed by their base forms.
"""

from __future__ import annotations

from . import word_set

SPEECH_VERBS = word_set("""
    acknowledge add admit advise affirm allege announce argue assert assure aver boast caution
    claim comment complain concede conclude confess confirm contend contest continue counter
    crow declare decree deny disclose elaborate emphasise emphasize exclaim explain gripe insist
    joke lament maintain mention mutter note observe opine pledge point predict proclaim
    promise quip reaffirm reason recall recommend recount reiterate remark repeat reply report
    respond retort reveal rule say scoff shout shrug speculate state stress suggest surmise
    swear sigh tell testify theorise theorize threaten tweet underline underscore urge vow warn
    whisper write wonder ask inform notify remind cry chant post protest demand propose muse riff
    yell interject mouth snap fume marvel gush thunder deadpan sneer scream roar bellow
""")
"""Verbs of speaking: their complement is a quotation or a clause, before or after them."""

THOUGHT_VERBS = word_set("""
    accept agree anticipate assume believe calculate consider decide deduce determine discover
    doubt dream estimate expect fear feel figure find forecast foresee forget gather guess hear
    hope imagine infer intimate judge know learn notice pray presume project realise realize
    reckon recognise recognize regret remember rumour see sense suppose suspect think understand
    worry
""")
"""Verbs of thinking: their complement is a clause, with or without "that"."""

EVIDENCE_VERBS = word_set("""
    demonstrate imply indicate prove read reveal show signal suggest warn
""")
"""Verbs whose subject is a study or a document; the complement is a clause, "that" optional."""

ADDRESSEE_VERBS = word_set("""
    tell inform notify remind assure advise warn promise ask persuade convince teach brief
""")
"""Verbs whose object is the person addressed: "told reporters that"."""

POSTPOSED_VERBS = SPEECH_VERBS | word_set("""
    agree answer believe describe estimate fear find go hope indicate predict put read remember show
    suspect think
""")
"""Verbs that can follow their complement: "..., analysts believe"."""

VERB_PARTICLES = {"point": "out", "go": "on", "put": "it"}
"""Verb -> the word with which it reports: "pointed out", "went on", "put it"."""

COLON_VERBS = (
    SPEECH_VERBS
    | EVIDENCE_VERBS
    | word_set("answer begin conclude put go tweet address speak defend")
)
"""Verbs that can introduce a quotation with a colon."""

THAT_VERBS = word_set("forget hear know learn notice remember see understand")
"""Verbs of thinking that report a statement only with "that"."""

COMMITMENT_VERBS = word_set("claim vow threaten promise pledge swear offer")
"""Verbs with "to" and an infinitive: what the speaker will do."""

DIRECTIVE_VERBS = word_set("""
    urge order counsel advise warn instruct implore call ask encourage request beg
""")
"""Verbs with an object, "to" and an infinitive: what somebody else is to do."""

OBJECT_VERBS = word_set("deny")
"""Verbs whose statement can be a noun phrase: "deny the use of such weapons"."""

NAMING_VERBS = word_set("""
    call describe dub label brand characterise characterize hail denounce condemn slam blast
    praise criticise criticize term decry dismiss
""")
"""Verbs that describe something, which is a statement if the description is quoted."""

REPORTING_NOUNS = word_set("""
    accusation admission allegation announcement argument assertion assessment assurance belief
    claim complaint conclusion concern contention conviction declaration denial estimate fear
    hint hope insinuation objection opinion pledge prediction promise proposal report revelation
    rumour rumor speculation statement suggestion suspicion testimony theory threat view vow
    warning word
""")
"""Nouns that can be followed by "that" and a statement: "the claim that"."""

UNSOURCED_NOUNS = word_set("report rumour rumor speculation account claim allegation")
"""Reporting nouns that need no source: "reports that"."""

ATTITUDE_ADJECTIVES = word_set("""
    adamant afraid aware certain clear concerned confident convinced doubtful fearful hopeful
    optimistic pessimistic sceptical skeptical sure surprised worried
""")
"""Adjectives for the attitude to a statement: "are concerned that"."""

HEARSAY_PARTICIPLES = word_set("""
    alleged assumed believed claimed considered deemed estimated expected feared known presumed
    reported reputed rumored rumoured said suspected thought understood
""")
"""Participles that after "be" report without a source: "is believed to"."""

HEARSAY_ADVERBS = word_set("allegedly purportedly reportedly supposedly")
"""Adverbs that mark a statement as hearsay."""


def reporting_noun(word: str) -> str:
    """The singular of a reporting noun in lower case; "" for any other word."""
    if word in REPORTING_NOUNS:
        return word
    for ending, put in (("ies", "y"), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + put in REPORTING_NOUNS:
            return word[: -len(ending)] + put
    return ""
