"""Words beside numbers that are no figures: durations, names, contests, times of day."""

from __future__ import annotations

from . import word_set

DURATIONS = word_set("""
    second seconds minute minutes hour hours day days week weeks weekend weekends month months year
    years decade decades century centuries fortnight fortnights night nights morning mornings
    evening evenings generation generations sec secs min mins hr hrs yr yrs ms millisecond
    milliseconds
""")
DURATION_ADJECTIVES = word_set("""
    more additional straight consecutive full long further short whole calendar working business
    successive solid hot cold other fiscal or light odd
""")
DETERMINERS = word_set("""
    the these those his her its their our my your both other last next past first any every each
    same such this that
""")
"""Words before a small number that make it refer to something known ("the two leaders")."""

NAMING = word_set("""
    flight route highway interstate road street avenue category article chapter section resolution
    number no nos group area phase act class type version channel line platform gate room unit
    division brigade regiment battalion district ward block sector zone region war part volume page
    pages figure table appendix step day week size level grade title paragraph clause rule
    proposition measure question item game match round stage lap season episode series model
    mark exit pier terminal apartment suite floor studio pg pope king queen apollo
    formula boeing airbus covid group vitamin windows iphone ipad playstation channel  bbc fm
     sig     box sheet form law decree    protocol annex
    advisory bulletin grade tier  option scenario runway seat lane p pp para vol fig ch sec art
    age aged ages phases days weeks chapters sections articles parts stages levels hurricane
    typhoon
""")
"""Nouns that name something by a number after them ("Flight 370", "phase two")."""
CONTESTS = word_set("""
    won win wins winning lost lose loses beat beats beating defeat defeated defeats victory draw
    drew score scored vote voted votes lead led leads odds tied tie match final set sets
""")
"""Words near "3-2" that make it a score."""

STREETS = word_set(
    "street avenue road lane square boulevard st ave rd blvd drive way place terrace"
)
CLOCK = word_set("""
    am pm utc gmt o'clock est edt bst cet hrs cst pst ast a.m. p.m.
    bc bce ad ce b.c. b.c.e. a.d. c.e.
""")
"""Words after a time of day, or after a year of an era."""
