"""English words that say who or what a source is: titles, media, documents, groups, persons.

All words are in lower case.
"""

from __future__ import annotations

from . import word_set

TITLES = word_set("""
    crown speaker mr mrs ms miss dr prof professor gen general brig brigadier maj major lt
    lieutenant col colonel sgt sergeant capt captain cpl adm admiral gov governor sen senator
    rep representative president vice prime minister secretary ambassador judge justice king
    queen prince princess pope bishop archbishop cardinal sheikh sheik ayatollah imam rabbi sir
    lord lady dame chancellor chief officer detective commander commissioner spokesman
    spokeswoman spokesperson director chairman chairwoman chair ceo undersecretary deputy senior
    executive co-founder founder mayor premier attorney sheriff inspector superintendent coach
    congressman congresswoman councillor councilman father sister brother rev reverend st pm
    foreign home former acting leader head manager mp mep state defense defence interior finance
    health education justice treasury police scientist researcher author analyst student actor
    actress singer editor journalist correspondent lawyer economist head-coach chief-executive
    us uk u.s. american british australian canadian french german italian spanish israeli
    iranian iraqi russian chinese indian afghan turkish syrian democratic republican labour
    conservative lead first interim prosecutor emeritus ecologist assemblywoman assemblyman
    councilwoman constable shadow special envoy counsel
""")
"""Titles, offices and nationalities: capitalized before a name without being part of it."""

OUTLETS = word_set("""
    times post news herald tribune journal gazette guardian telegraph agency tv radio bbc cnn ap
    afp reuters xinhua nbc abc cbs npr itv media outlet outlets newspaper newspapers press
    magazine channel broadcaster wikinews associated gazeta daily sky fox al-jazeera jazeera
    weekly bloomberg mail independent website reporter reporters bulletin chronicle wires
    sentinel publication courier observer examiner star globe politico tass interfax kyodo
    yonhap
""")
TWO_WORD_PLACES = frozenset(
    (
        "united states",
        "united kingdom",
        "united nations",
        "new york",
        "los angeles",
        "south korea",
        "new zealand",
        "north korea",
        "saudi arabia",
        "south africa",
        "european union",
        "sri lanka",
        "san francisco",
        "hong kong",
    )
)
DOCUMENT_NOUNS = word_set("""
    report reports study studies letter statement document documents survey poll figures
    analysis paper data memo email e-mail blog article research results findings filing lawsuit
    complaint file files records post posts tweet message book review note indictment affidavit
    statistics census bill law order ruling investigation letters statements papers posting
    section version release bulletin evidence page site
""")
GROUP_NOUNS = word_set("""
    police army government ministry department agency council court company group party union
    military administration committee commission office team bank corporation inc ltd university
    institute organization organisation association service force forces parliament congress
    senate house board embassy navy air-force club league federation authority authorities crowd
    family public center centre foundation network coalition bureau administration community
    opposition movement regime front brigade guard hospital church school society staff alliance
    airline nato un eu who fbi cia nasa fda pentagon kremlin taliban hezbollah hamas white
    district united nations nation people inquiry jury city state campaign world firm
    international national trust society observatory
""")
SINGULARS_IN_S = word_set("his its this us is as was news boss princess press congress")
IRREGULAR_PLURALS = word_set("people men women police children media many some others both they")

PERSON_NOUNS = word_set("""
    boy doctor driver expert farmer girl man mother official passenger person politician resident
    source survivor teacher victim witness woman worker
""")
"""Nouns for one person that are not titles."""

QUANTIFIERS = word_set("""
    all another any both each either every few many more most neither nobody none one other others
    several some such two three those these everybody everyone somebody someone anybody anyone
""")
"""Words that stand for persons and are never a name, capitalized or not."""
