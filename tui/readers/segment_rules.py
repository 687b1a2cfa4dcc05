"""What `segment` knows of each language: data, no code."""

from __future__ import annotations

from typing import NamedTuple


class Rules(NamedTuple):
    """Words, written without their full stop, separated by spaces.

    `titles` never end a sentence before a capital; `numbered` never before a digit; `ending` may
    do both, and do end one before a word of `openers`; `whole` are words that look like
    abbreviations and are none: they end a sentence before any capital.
    """

    titles: str = ""
    numbered: str = ""
    ending: str = ""
    openers: str = ""
    whole: str = ""


RULES: dict[str, Rules] = {
    "en": Rules(
        titles="Mr Mrs Ms Mx Messrs Dr Prof Gen Brig Maj Lt Col Cpl Sgt Capt Cmdr Cdr Adm Pvt Pfc "
        "Gov Sen Rep Hon Rev Fr Pres Supt Insp Det Msgr Amb St Ste Mt Ft Ayat vs e.g i.e cf",
        numbered="No Nos p pp Fig Figs fig figs ch Ch vol Vol Art art Sec sec par ca approx est Op",
        ending="etc Jr Sr Inc Ltd Co Corp Bros a.m p.m A.M P.M al St",
        openers="The A An He She It They We You I In On At But And If As When While After Before "
        "This That These Those There His Her Its Their Our My No Not For From With By To So Yet "
        "However Meanwhile Then",
        whole="May may no ill fed",
    ),
    "de": Rules(
        titles="Hr Fr Dr Prof Gen Hptm Dipl Ing St bzw ca vgl inkl z.B d.h u.a",
        numbered="Nr Abs Art S Bd Kap ca vgl",
        ending="usw etc",
        openers="Der Die Das Er Sie Es Wir Ich Ein Eine In Am Im Auf Aber Und Doch Dann Dort Nach "
        "Vor Bei Mit Auch Als Wenn Dies Diese",
    ),
    "fr": Rules(
        titles="M MM Mme Mmes Mlle Dr Pr Me Mgr St Ste Gal Col cf",
        numbered="art p pp no fig vol chap",
        ending="etc",
        openers="Le La Les Un Une Il Elle Ils Elles On Nous Vous Je En Dans Mais Et Or Ce Cette "
        "Ces Au Aux Pour Par Selon",
    ),
    "es": Rules(
        titles="Sr Sra Srta Sres Dr Dra D Dña Gral Cnel Cap Tte Ud Uds Lic Ing Mons",
        numbered="núm n.º art pág págs vol cap fig",
        ending="etc EE.UU",
        openers="El La Los Las Un Una Él Ella Ellos Yo En Pero Y Según Por Para Con Se Su Este "
        "Esta Al De Después",
    ),
    "it": Rules(
        titles="Sig Sigg Dott Prof On Gen Col Cap Mons Ing Avv S",
        numbered="n nr art p pp fig vol cap",
        ending="ecc",
        openers="Il Lo La I Gli Le Un Una Lui Lei Loro In Ma E Per Con Secondo Dopo",
    ),
    "pl": Rules(
        titles="prof gen płk mjr kpt por dr hab inż mgr ks św ul al im np tzw m.in Np Ul",
        numbered="nr s str art poz ok",
        ending="itd itp r w",
        openers="W Na Po Ale I To Ten Ta On Ona Oni Jest Był Była Jednak Według",
    ),
    "ru": Rules(
        titles="г гор ул им акад проф ген гр тов п д пос обл р о пр пл пер см ср т.е т.н напр",
        numbered="рис стр с д кв п ст № гл табл см ул оф корп",
        ending="д п др г гг в вв руб коп млн млрд тыс",
        openers="Он Она Они Оно Мы Я Вы Это Эти Этот Эта В Во На Но И А Как По Однако Если Также "
        "После Потом Затем Там Тогда Когда Для Из От До При Его Её Их",
    ),
    "uk": Rules(
        titles="м вул ім акад проф ген гр п обл пл пров див напр тобто",
        numbered="рис стор с буд кв п ст гл табл див",
        ending="д п ін р рр ст грн коп млн млрд тис",
        openers="Він Вона Вони Ми Я Ви Це Ці Цей У В На Але І А Як За Однак Якщо Також Після Потім "
        "Там Тоді Коли Для З Від До Його Її Їх",
    ),
}

SAYS: dict[str, str] = {
    "ja": "と|って|などと",
    "zh": r".{0,6}(?:说|說|道|问|問|答|表示|称|稱|写道|寫道)[，。：、]",
    "ko": "라고|고 |라며|며 ",
}
"""After a closing quotation mark, what shows that the sentence around it goes on: a pattern."""

COMMON: dict[str, str] = {
    "en": "the of and to in that is was for with on said by from has have it he",
    "de": "der die und das nicht ist ein eine den von mit sich auf dem wurde auch",
    "fr": "le la les des et une est dans que pour pas du au qui sur ont été",
    "es": "el la los las que en una por con del para está se al y su fue",
    "it": "il la che di una per non del con sono gli della nel è ha alla",
    "pt": "o os que em uma para não com do da dos foi são ao pelo e",
    "nl": "de het een van en dat niet zijn met voor op ook werd aan bij",
    "pl": "w na się nie że do jest z został przez oraz ale jak był które",
    "sv": "och att det som en på är av för inte den med till har",
    "tr": "ve bir bu için ile olarak olan daha çok gibi ancak sonra",
}
"""Frequent little words of languages in Latin letters."""

SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "[\u3041-\u30ff]"),
    ("zh", "[\u3400-\u9fff\uf900-\ufaff]"),
    ("ko", "[\u1100-\u11ff\uac00-\ud7af]"),
    ("ar", "[\u0600-\u06ff\u0750-\u077f]"),
    ("he", "[\u0590-\u05ff]"),
    ("el", "[\u0370-\u03ff\u1f00-\u1fff]"),
    ("ru", "[\u0400-\u04ff]"),
    ("hi", "[\u0900-\u097f]"),
    ("bn", "[\u0980-\u09ff]"),
    ("pa", "[\u0a00-\u0a7f]"),
    ("gu", "[\u0a80-\u0aff]"),
    ("ta", "[\u0b80-\u0bff]"),
    ("te", "[\u0c00-\u0c7f]"),
    ("kn", "[\u0c80-\u0cff]"),
    ("ml", "[\u0d00-\u0d7f]"),
    ("th", "[\u0e00-\u0e7f]"),
    ("my", "[\u1000-\u109f]"),
    ("ka", "[\u10a0-\u10ff]"),
    ("am", "[\u1200-\u137f]"),
    ("hy", "[\u0530-\u058f]"),
    ("en", "[A-Za-z\u00c0-\u024f]"),
)
"""Language that a script stands for -> its letters, as a pattern."""

VARIANTS: tuple[tuple[str, str, str], ...] = (
    ("ru", "uk", "[іїєґІЇЄҐ]"),
    ("ar", "ur", "[ٹڈڑںے]"),
    ("ar", "fa", "[پچژگ]"),
)
"""Language of a script, another one in the same script, and the letters that only the other has."""
