"""Words at which noun phrases begin and end, and nouns that have a number as their value."""

from __future__ import annotations

from . import word_set

AUXILIARIES = word_set("""
    will would could may might can to was were are is be been being have has had got get getting
    remain remained
""")
"""Verbs before a participle ("were killed")."""

ADVERBS = word_set("""
    also already reportedly still now since seriously critically badly severely slightly lightly
    feared believed confirmed presumed officially so far later then being thought said reported
    left found
""")
"""Words between what is counted and what happened to it ("20 were reportedly killed")."""

CLAUSE_WORDS = word_set("""
    in on at to from by for with near after before during since into across around who which
    that and or but as than when while including where per a an the was were are is be been
    being have has had will would could may might can should must said says say told tells not
    no if because so then there it he she they we i you his her its their our my this these
    those according about between among against over under through within without toward towards
    off out up down along despite until via amid alongside inside outside onto upon plus both
    also did do does still today yesterday tomorrow ago whose whom what how why only just even
    more most less them us him earlier later alone each every such too either neither nor
    reported recorded held went made came took began left became remained remain remains sank
    fell rose grew stood stand stands ran saw got get gets lay met struck hit broke spoke flew
    drove sold paid bought lost won come need needs take takes here again together instead found
    find finds live reach reaches last next fiscal voted want wanted stay belong march marched
    attended
""")
"""Words at which a noun phrase ends: prepositions, pronouns, auxiliaries, common verbs."""

MEASURE_ADJECTIVES = word_set("""
    high long wide tall deep thick away north south east west northeast northwest southeast
    southwest northern southern eastern western apart
""")
"""Words after a measure or after a noun phrase ("30 feet high", "20 people north of the town")."""

MEASURE_NOUNS = word_set("""
    toll tolls number rate magnitude temperature turnout price cost speed population total
    casualties damage income tax share average budget debt deficit profit loss losses revenue sales
    salary wage fine bail ransom count figure estimate worth value volume weight height length
    depth width distance area capacity majority lead margin unemployment inflation growth gdp score
    index level
    winds wind gusts rainfall waves deaths injuries fatalities attendance membership
    cholesterol pressure age pay fee fees payment bill aid funding investment fund loan loans
""")
"""Nouns that have a number as their value ("a magnitude of 6.3", "turnout was 52 %")."""

RISING = word_set("""
    rose rise rises rising risen increased increase increases increasing grew grow grows fell fall
    falls falling dropped drop drops dropping jumped jump climbed climb up down cut lowered raised
    raise raising reduced declined soared surged went gone changed moved revised shrank
""")
"""Words before "from 20 to 30" that make it two figures instead of a range."""
