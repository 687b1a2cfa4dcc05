"""English words that say who or what a source is: titles, media, documents, groups, persons.

All words are in lower case.
"""

from __future__ import annotations

from . import word_set

OFFICES = word_set("""
    speaker mr mrs ms miss dr prof professor gen general brig brigadier maj major lt
    lieutenant col colonel sgt sergeant capt captain cpl adm admiral gov governor sen senator
    rep representative president vice minister secretary ambassador judge king
    queen prince princess pope bishop archbishop cardinal sheikh sheik ayatollah imam rabbi sir
    lord lady dame chancellor chief officer detective commander commissioner spokesman
    spokeswoman spokesperson director chairman chairwoman chair ceo undersecretary deputy
    executive co-founder founder mayor premier attorney sheriff inspector superintendent coach
    congressman congresswoman councillor councilman father sister brother rev reverend st pm
    leader head manager mp mep scientist researcher author analyst student actor
    actress singer editor journalist correspondent lawyer economist head-coach chief-executive
    prosecutor ecologist assemblywoman assemblyman councilwoman constable envoy counsel
    adviser advisor supervisor consul commandant coordinator treasurer rapporteur ombudsman nuncio
    delegate
    ministre ministro ministra ministerin président présidente presidente presidenta präsident
    präsidentin bundeskanzler bundeskanzlerin kanzler kanzlerin bundespräsident außenminister
    außenministerin innenminister innenministerin bürgermeister bürgermeisterin burgemeester
    alcalde alcaldesa maire sindaco sindaca prefeito prefeita embajador embajadora embaixador
    ambassadeur ambassadrice botschafter botschafterin ambasciatore ambasciatrice gobernador
    gobernadora governador governadora secretario secretaria secrétaire segretario sekretär
    sekretärin directeur directrice directora direktor direktorin direttore diretor diretora jefe
    jefa chef chefin leiter leiterin porte-parole portavoz portavoce porta-voz sprecher
    sprecherin woordvoerder senador senadora sénateur sénatrice senatore diputado diputada député
    députée deputato deputata abgeordneter abgeordnete minister-president président-directeur
""")
"""Offices, ranks and forms of address before a name, in English and in neighbouring languages."""

HONORIFICS = word_set("mr mrs ms miss dr prof sir dame lady lord rev hon")
"""Forms of address, which say nothing about what somebody does."""

PORTFOLIOS = word_set("""
    affairs agriculture budget climate commerce communications culture defence defense
    development economy education energy environment finance foreign health home homeland housing
    immigration industry information infrastructure interior justice labor labour migration
    operations planning police policy research safety science security sport sports staff state
    strategy technology tourism trade transport transportation treasury veterans welfare works
    asuntos exteriores extérieures étrangères affaires défense defensa interiores salud santé
    justicia hacienda auswärtiges verteidigung inneres gesundheit finanzen difesa esteri giustizia
""")
"""What an office or a ministry is for: "Minister of Information", "Department of Health"."""

_QUALIFIERS = word_set("""
    crown prime senior acting former lead first interim emeritus shadow special
    us uk u.s. american british australian canadian french german italian spanish israeli
    iranian iraqi russian chinese indian afghan turkish syrian yemeni democratic republican
    conservative foreign home state defense defence interior finance health education justice
    treasury police labour information
""")
TITLES = OFFICES | _QUALIFIERS
"""Offices with what qualifies them: capitalized before a name without being part of it."""

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
MESSAGE_NOUNS = word_set("""
    letter statement email e-mail tweet message post memo memorandum note book blog tape recording
    video diary memoir cable dispatch letters statements emails messages posts tweets memos
""")
"""Documents in which their authors speak themselves: what a letter says, its author says."""

DOCUMENT_NOUNS = MESSAGE_NOUNS | word_set("""
    report reports study studies letter statement document documents survey poll figures
    analysis paper data memo email e-mail blog article research results findings filing lawsuit
    complaint file files records post posts tweet message book review note indictment affidavit
    statistics census bill law order ruling investigation letters statements papers posting
    section version release bulletin evidence page site manifesto advisory summary footage motion
    polling constitution petition dossier briefing transcript
""")
"""Nouns for what is written or recorded."""

PUBLISHING_PARTICIPLES = word_set("""
    written published posted issued sent released signed recorded made authored penned shared
""")
"""Participles between a document and its author: "a letter signed by Bell"."""

ENVOYS = word_set("ambassador envoy representative emissary delegate observer nuncio delegation")
"""Offices with "to" and a country or an organization."""

GROUP_NOUNS = word_set("""
    police army government ministry department agency council court company group party union
    military administration committee commission office team bank corporation corp co inc ltd plc
    llc gmbh bros university
    institute organization organisation association service force forces parliament congress
    senate house board embassy navy air-force club league federation authority authorities crowd
    family public center centre foundation network coalition bureau administration community
    opposition movement regime front brigade guard hospital church school society staff alliance
    airline nato un eu who fbi cia nasa fda pentagon kremlin taliban hezbollah hamas
    district united nations nation people inquiry jury city state campaign world firm
    international national trust society observatory
    cabinet secretariat legislature parliament assembly chamber faction militia consulate mission
    delegation unit panel tribunal fund charity ngo academy college institute laboratory museum
    guild carrier insurer retailer manufacturer automaker carmaker startup start-up utility
    conglomerate subsidiary employer lender caucus presidency leadership palace camp country
    majority minority half percent trio duo pair crew crowd jury panel
    republic kingdom town village municipality county province alliance gang tribe junta
""")
NAME_PARTICLES = word_set("""
    abu af al ben bin bint da dal de del dela della delos den der di dos du el ibn la las le los
    op san ten ter van von zu zur
""")
"""Words in lower case inside a person's name, as in "van der Meer"."""

SINGULARS_IN_S = word_set("his its this us is as was news boss princess press congress")
IRREGULAR_PLURALS = word_set("people men women police children media many some others both they")

PERSON_NOUNS = word_set("""
    activist advocate agent aide ally applicant boy candidate client colleague conservative critic
    delegate democrat doctor driver employee expert farmer fan friend girl guest host insider
    liberal man member migrant mogul mother neighbor neighbour official opponent parent
    participant passenger patient person politician priest radical refugee republican resident
    rival scholar source student survivor teacher tenant tycoon victim voter witness woman worker
    designer developer engineer historian lawmaker legislator novelist photographer pollster
""")
"""Nouns for one person that are not titles."""

QUANTIFIERS = word_set("""
    all another any both each either every few many more most neither nobody none one other others
    several some such two three those these everybody everyone somebody someone anybody anyone
""")
"""Words that stand for persons and are never a name, capitalized or not."""
