"""Words for the same thing, under the word that stands for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from . import word_set

_NEAR = {
    "killed": word_set("""
        killed kill kills killing dead died deaths death die dies toll tolls fatalities fatality
        body bodies corpse corpses deceased executed drowned murdered slain perished
    """),
    "injured": word_set("""
        injured injury injuries wounded wounds hurt hospitalised hospitalized sickened burned
    """),
    "missing": word_set("missing unaccounted disappeared"),
    "displaced": word_set("""
        displaced fled homeless evacuated evacuees refugee refugees relocated uprooted displacement
    """),
    "arrested": word_set("arrested detained arrests arrest detainees detainee prisoners prisoner"),
    "rescued": word_set("rescued survivors survivor saved"),
    "kidnapped": word_set("kidnapped abducted hostages hostage captives captive abductees"),
    "house": word_set("house houses home homes dwelling dwellings"),
    "troop": word_set("troops troop soldiers soldier servicemen"),
    "protester": word_set("protesters protester demonstrators demonstrator marchers marcher"),
    "fighter": word_set("fighters fighter militants militant insurgents rebels gunmen militiamen"),
    "people": word_set("""
        people persons person individuals inhabitants residents villagers civilians population
    """),
    "wind": word_set("wind winds gusts gust"),
    "cost": word_set("cost costs price prices"),
    "damage": word_set("damage damages losses"),
    "aid": word_set("aid assistance"),
}
CONCEPTS: Mapping[str, str] = {word: name for name, words in _NEAR.items() for word in words}
"""A word -> the word that stands for it and those near to it. All are in lower case."""

GENERIC_HEADS = word_set(
    "rate level number share index count score total average margin size speed"
)
"""Nouns that mean another thing with each noun before them ("tax rate", "birth rate")."""
