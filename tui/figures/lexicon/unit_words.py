"""Signs, codes and names of currencies and units of measurement."""

from __future__ import annotations

from collections.abc import Mapping

CURRENCY_MARKS: Mapping[str, str] = {
    "$": "US$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "₽": "₽", "₩": "₩", "₺": "₺", "₴": "₴",
    "₪": "₪", "₦": "₦", "฿": "฿", "₱": "₱", "₫": "₫",
}  # fmt: skip
"""Signs of currencies; "$" alone is taken for the dollar of the United States."""

DOLLAR_COUNTRIES: Mapping[str, str] = {
    "us": "US$", "u.s.": "US$", "a": "A$", "au": "A$", "c": "C$", "ca": "C$", "can": "C$",
    "nz": "NZ$", "hk": "HK$", "s": "S$", "nt": "NT$", "r": "R$", "aus": "A$",
}  # fmt: skip
"""Letters directly before "$"."""

CURRENCY_CODES: Mapping[str, str] = {
    "usd": "US$", "eur": "€", "gbp": "£", "jpy": "¥", "chf": "CHF", "rs": "Rs", "inr": "₹",
    "cny": "CNY", "rmb": "CNY", "rub": "₽", "aud": "A$", "cad": "C$", "sek": "SEK", "nok": "NOK",
    "dkk": "DKK", "pln": "PLN", "try": "₺", "uah": "₴", "brl": "R$", "mxn": "MXN", "zar": "ZAR",
}  # fmt: skip
"""Codes before or after an amount."""

CURRENCY_WORDS: Mapping[str, str] = {
    "dollar": "US$", "euro": "€", "pound": "pounds", "yen": "¥", "yuan": "CNY", "renminbi": "CNY",
    "rupee": "rupees", "ruble": "₽", "rouble": "₽", "peso": "pesos", "franc": "francs",
    "dinar": "dinars", "riyal": "riyals", "rial": "rials", "dirham": "dirhams", "lira": "₺",
    "shekel": "₪", "won": "₩", "hryvnia": "₴", "zloty": "PLN", "krona": "SEK", "krone": "kroner",
    "baht": "฿", "naira": "₦", "rand": "ZAR", "real": "R$", "shilling": "shillings",
    "cent": "cents", "taka": "taka", "ringgit": "ringgit", "rupiah": "rupiah",
    "afghani": "afghanis", "bolivar": "bolivars", "cedi": "cedis", "birr": "birr",
    "forint": "forints", "hryvnias": "₴",
    "pence": "pence", "kroner": "kroner", "kronor": "SEK", "reais": "R$", "lire": "lire",
}  # fmt: skip
"""Names of currencies in the singular. "Pounds" may be weight."""

DOLLAR_NATIONS: Mapping[str, str] = {
    "us": "US$", "u.s.": "US$", "american": "US$", "australian": "A$", "canadian": "C$",
    "hong kong": "HK$", "new zealand": "NZ$", "singapore": "S$", "taiwan": "NT$",
}  # fmt: skip

MEASURES: Mapping[str, str] = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%",
    "percentage points": "percentage points", "percentage point": "percentage points",
    "basis points": "basis points", "km": "km", "kms": "km", "kilometer": "km", "kilometre": "km",
    "m": "m", "meter": "m", "metre": "m", "cm": "cm", "centimeter": "cm", "centimetre": "cm",
    "mm": "mm", "millimeter": "mm", "millimetre": "mm", "mile": "mi", "mi": "mi", "foot": "ft",
    "feet": "ft", "ft": "ft", "inch": "in", "inches": "in", "yards": "yd", "nautical mile": "nmi",
    "square kilometer": "km²", "square kilometre": "km²", "sq km": "km²", "km 2": "km²",
    "km ²": "km²", "square mile": "sq mi", "sq mi": "sq mi", "sq mile": "sq mi",
    "square meter": "m²", "square metre": "m²", "sq m": "m²", "m ²": "m²", "m 2": "m²",
    "square foot": "sq ft", "square feet": "sq ft", "sq ft": "sq ft", "hectare": "ha", "ha": "ha",
    "acre": "acres", "cubic meter": "m³", "cubic metre": "m³", "m ³": "m³", "m 3": "m³",
    "cubic foot": "cu ft", "cubic feet": "cu ft", "liter": "l", "litre": "l", "gallon": "gal",
    "barrel": "barrels", "bushel": "bushels", "kg": "kg", "kilogram": "kg", "kilo": "kg",
    "kilogramme": "kg", "mg": "mg", "milligram": "mg", "g": "g", "gram": "g", "gramme": "g",
    "tonne": "t", "metric ton": "t", "ton": "tons", "kiloton": "kt", "megaton": "Mt", "lb": "lb",
    "lbs": "lb", "ounce": "oz", "oz": "oz", "mph": "mph", "mile per hour": "mph",
    "mile an hour": "mph", "kph": "km/h", "kmh": "km/h", "km / h": "km/h", "km per hour": "km/h",
    "km an hour": "km/h", "kilometer per hour": "km/h", "kilometre per hour": "km/h",
    "kilometer an hour": "km/h", "kilometre an hour": "km/h", "m / s": "m/s",
    "meter per second": "m/s", "metre per second": "m/s", "knot": "kn", "° c": "°C", "° f": "°F",
    "°": "°", "degree celsius": "°C", "degree fahrenheit": "°F", "degree": "°", "watt": "W",
    "kw": "kW", "kilowatt": "kW", "mw": "MW", "megawatt": "MW", "gw": "GW", "gigawatt": "GW",
    "kwh": "kWh", "mwh": "MWh", "megabyte": "MB", "mb": "MB", "gigabyte": "GB", "gb": "GB",
    "terabyte": "TB", "tb": "TB", "hertz": "Hz", "mhz": "MHz", "volt": "V", "calorie": "cal",
    "decibel": "dB", "ppm": "ppm", "light year": "light-years",
}  # fmt: skip
"""Names of units in the singular, their words and marks separated by a space -> the unit."""
