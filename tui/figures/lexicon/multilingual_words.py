"""Words beside numbers in languages other than English. All words are in lower case.

They tell the scale and the unit of a number, or that it is an age, a duration or a time of day.
"""

from __future__ import annotations

from collections.abc import Mapping

from . import word_set

_SCALES = {
    1e3: word_set("""
        tausend tsd mille mil mila duizend tys tisíc tusen tuhat bin тыс тысяч тысячи тысяча тисяч
        tisuća хиляди nghìn ribu
    """),
    1e6: word_set("""
        million millionen mio millions millón millones milione milioni milhão milhões miljoen
        miljoenen milion miliony milionów miljon miljoner millioner miljoonaa milyon mln млн миллион
        миллиона
        миллионов мільйон мільйонів milijun milijuna juta triệu milioane
    """),
    1e9: word_set("""
        milliarde milliarden mrd milliard milliards miliardo miliardi miljard miljarden miliard
        miliardy miliardów miljarder milliarder miljardia milyar mld млрд миллиард миллиарда
        миллиардов мільярд мільярдів miliar tỷ miliarde
    """),
}
OTHER_SCALES: Mapping[str, float] = {
    word: scale for scale, words in _SCALES.items() for word in words
}
"""Words for a thousand, a million and a thousand millions. "Billion" differs between languages."""

_UNITS = {
    "%": word_set("prozent pourcent procent процент процента процентов відсотків yüzde procenta"),
    "km": word_set("""
        kilometer kilometern kilomètre kilomètres kilómetro kilómetros chilometri quilómetros
        quilômetros км километр километра километров kilometrów kilometrů
    """),
    "m": word_set("meter metern mètre mètres metro metros metri м метров метра"),
    "kg": word_set("kilogramm kilogrammes kilogramos кг килограммов"),
    "t": word_set("tonnen tonnes toneladas tonnellate ton тонн тонны"),
    "ha": word_set("hektar hectares hectáreas ettari hectare га гектаров"),
    "€": word_set("euro euros евро євро eur"),
    "US$": word_set("dollar dollars dólar dólares dollari доллар доллара долларов доларів usd"),
    "₽": word_set("rubel roubles rublos rubli рубль рубля рублей"),
    "₴": word_set("гривен гривень hrywnja"),
}
OTHER_UNITS: Mapping[str, str] = {word: unit for unit, words in _UNITS.items() for word in words}
"""Words for units and currencies -> the unit."""

TIME_WORDS = word_set("""
    uhr stunde stunden minute minuten sekunde sekunden tag tage tagen woche wochen monat monate
    monaten jahr jahre jahren jährige jähriger jährigen
    heure heures h minutes seconde secondes jour jours semaine semaines mois an ans année années
    hora horas minuto minutos segundo segundos día días semana semanas mes meses año años
    ora ore minuti secondi giorno giorni settimana settimane mese mesi anno anni
    dia dias mês ano anos
    uur uren minuut seconden dag dagen week weken maand maanden jaar
    godzin godziny dni dzień tygodni miesięcy rok lat lata roku
    час часа часов минут минуты секунд день дня дней недели недель месяц месяца месяцев год года лет
    години годин хвилин днів тижнів місяців рік років року
    saat dakika gün hafta ay yıl
""")
"""Words after an age, a duration, a time of day or a year."""
