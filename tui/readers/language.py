"""Detects the language of a text from its script, its letters and its most frequent words."""

from __future__ import annotations

import re
from collections import Counter

SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "[\u3041-\u30ff]"), ("zh", "[\u3400-\u9fff\uf900-\ufaff]"),
    ("ko", "[\u1100-\u11ff\uac00-\ud7af]"), ("ar", "[\u0600-\u06ff\u0750-\u077f]"),
    ("he", "[\u0590-\u05ff]"), ("el", "[\u0370-\u03ff\u1f00-\u1fff]"), ("ru", "[\u0400-\u04ff]"),
    ("hi", "[\u0900-\u097f]"), ("bn", "[\u0980-\u09ff]"), ("pa", "[\u0a00-\u0a7f]"),
    ("gu", "[\u0a80-\u0aff]"), ("ta", "[\u0b80-\u0bff]"), ("te", "[\u0c00-\u0c7f]"),
    ("kn", "[\u0c80-\u0cff]"), ("ml", "[\u0d00-\u0d7f]"), ("si", "[\u0d80-\u0dff]"),
    ("th", "[\u0e00-\u0e7f]"), ("lo", "[\u0e80-\u0eff]"), ("bo", "[\u0f00-\u0fff]"),
    ("my", "[\u1000-\u109f]"), ("ka", "[\u10a0-\u10ff]"), ("am", "[\u1200-\u137f]"),
    ("km", "[\u1780-\u17ff]"), ("hy", "[\u0530-\u058f]"),
    ("en", "[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
)  # fmt: skip
"""(language, pattern of letters) of each script; the language is the default of its script."""

VARIANTS: tuple[tuple[str, str, str, int], ...] = (
    ("ru", "uk", "[іїєґІЇЄҐ]", 50),
    ("ru", "bg", "ъ", 150),
    ("ar", "ur", "[ٹڈڑںے]", 50),
    ("ar", "fa", "[پچژگکی]", 50),
    ("hi", "mr", "ळ|आहे|आणि", 150),
)
"""(default language of a script, another language in that script, a pattern that is frequent only
in the other language, the greatest number of letters of the script per match of the pattern)."""

LETTERS: dict[str, str] = {
    "en": "", "de": "äöüß", "fr": "àâæçéèêëîïôœùûü", "es": "áéíñóúü", "it": "àèéìòù",
    "pt": "ãáàâçéêíóôõú", "nl": "éëïèó", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž", "hr": "čćđšž", "sl": "čšž", "sv": "åäöé", "da": "æøåé",
    "no": "æøåéò", "fi": "äöå", "et": "äöõüšž", "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž",
    "hu": "áéíóöőúüű", "ro": "ăâîșțşţ", "tr": "çğıöşüâîû",
    "vi": "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", "id": "",
    "ca": "àçéèíïóòúü",
}  # fmt: skip
"""Language in Latin letters -> its letters beyond a to z."""

COMMON: dict[str, str] = {
    "en": "the of and to in that is was for with on said by from has have it he a as are be "
    "this at his",
    "de": "der die und das nicht ist ein eine den von mit sich auf dem wurde auch zu im für es "
    "als aus sind",
    "fr": "le la les des et une est dans que pour pas du au qui sur ont été un ce il plus par "
    "sont avec",
    "es": "el la los las que en una por con del para está se al y su fue de un es como más lo no",
    "it": "il la che di una per non del con sono gli della nel è ha alla un si da le dei anche "
    "più al",
    "pt": "o os que em uma para não com do da dos foi são ao pelo e a no na um por mais as se",
    "nl": "de het een van en dat niet zijn met voor op ook werd aan bij is te die ik hij er "
    "maar om",
    "pl": "w na się nie że do jest z został przez oraz ale jak był które i to od po za o dla",
    "cs": "v na se že je a do by si ale jako pro který jsem jsou ve k ze po není bylo i také při",
    "sk": "v na sa že je a do by si ale ako pre ktorý som sú vo k zo po nie bolo aj tiež pri",
    "hr": "u je i na se da za su od s koji bi kao ali iz što nije o će bio ili to do",
    "sl": "v je in na se da za so z ki pa tudi kot ne bi po iz od ali pri o ni sem to",
    "sv": "och att det som en på är av för inte den med till har i om ett han de var jag sig från",
    "da": "og at det som en på er af for ikke den med til har i om et han de jeg sig blev efter "
    "kun mere nogle hvad være end uden meget op nu",
    "no": "og å det som en på er av for ikke den med til har i om et han de jeg seg ble etter "
    "bare mer noen hva være enn uten mye opp nå",
    "fi": "ja on ei se että oli hän mutta ovat myös kun joka tai jos niin kuin sen ole mukaan vain",
    "et": "ja on ei see et oli ta aga ka kui või oma mis kes ning nii siis seda olid pole",
    "lv": "un ir ar no par ka uz tas kas bija arī lai pēc nav bet vai tā ko to kā es viņš",
    "lt": "ir yra su iš kad į tai kas buvo taip bet ar po nuo kaip jis ne dėl apie jo už",
    "hu": "a az és hogy nem is egy volt meg ez de csak már van mint el ki ha vagy azt",
    "ro": "și de la în cu pe nu este că o un să din care a fost mai se lui sau al pentru",
    "tr": "ve bir bu için ile olarak olan daha çok gibi ancak sonra de da ne o en mi var kadar",
    "vi": "và của là có không được cho các một trong với đã những người này khi từ như ở đến",
    "id": "yang dan di ini dengan untuk dari pada itu tidak dalam akan adalah oleh juga ke "
    "karena sebagai mereka telah",
    "ca": "el la els les que en una per amb del és i de un no es al va més com o ha són",
}
"""Language in Latin letters -> its most frequent short words."""

_SAMPLE = 8192
"""Code points at the beginning of a text that are examined."""
_BEYOND_LATIN = "\u0250"
"""The first code point after the blocks of Latin letters; U+1E00 to U+2BFF holds more of them, and
accented Greek letters and symbols."""
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz")
_LEAST_EVIDENCE = 4
"""Different words required as evidence for a language other than English; a headline has fewer."""
_CLEAR_MARGIN = 1.5
"""Factor by which the score of another language must exceed that of English."""


def guess_lang(text: str) -> str:
    """The language of a text (ISO 639-1); "en" if it has no letters."""
    sample = text[:_SAMPLE]
    if all(_is_latin_or_sign(sign) for sign in set(sample)):
        return _latin(sample)  # skips the search for every other script, which is slow
    counts = {lang: len(re.findall(letters, sample)) for lang, letters in SCRIPTS}
    if counts["ja"] * 10 > counts["zh"]:  # kana occur in Japanese only; the ideographs are shared
        counts["ja"] += counts["zh"] if counts["ja"] else 0
    lang = max(counts, key=lambda name: counts[name])
    if not counts[lang]:
        return "en"
    for script, other, pattern, most in VARIANTS:
        if lang == script and len(re.findall(pattern, sample)) * most > counts[script]:
            return other
    return _latin(sample) if lang == "en" else lang


def _is_latin_or_sign(sign: str) -> bool:
    return sign < _BEYOND_LATIN or "\u1e00" <= sign < "\u1f00" or "\u2000" <= sign < "\u2c00"


def _latin(sample: str) -> str:
    """The language of a text in Latin letters: of the highest score if it is clear, or English."""
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    letters = {word: set(word) - _ASCII for word in words if not word.isascii()}
    scores = {lang: _score(lang, words, letters) for lang in COMMON}
    best = max(scores, key=lambda lang: scores[lang])
    clear = (
        scores[best] > _CLEAR_MARGIN * scores["en"]
        and _evidence(best, words, letters) >= _LEAST_EVIDENCE
    )
    return best if clear else "en"


def _score(lang: str, words: Counter[str], letters: dict[str, set[str]]) -> int:
    """The score of a language: the number of words that are frequent in it or have its letters
    beyond a to z, minus the number of words with such letters that it does not use.

    `letters` maps each word to its letters beyond a to z.
    """
    alphabet = set(LETTERS[lang])
    score = sum(words[word] for word in COMMON[lang].split() if word in words)
    for word, own in letters.items():
        score += words[word] if own <= alphabet else -words[word]
    return score


def _evidence(lang: str, words: Counter[str], letters: dict[str, set[str]]) -> int:
    """The number of different words of a text that are evidence for a language."""
    alphabet = set(LETTERS[lang])
    spelled = {word for word, own in letters.items() if own <= alphabet}
    return len(spelled | (set(COMMON[lang].split()) & words.keys()))
