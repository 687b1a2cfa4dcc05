"""Cues that identify photo captions, bylines and links to other articles. Data only.

Each pattern has a literal that is searched first, since most Blocks are prose and contain none.
"""

from __future__ import annotations

import re

from ..model.dates import MONTHS
from ..model.patterns import lazily

RELATED = """
read more | related | related articles | related stories | related news | related content
| related coverage | related links | related topics | see also | see more | more on this
| more on this story | more on this topic | more stories | more news | more like this
| more from this section | further reading | recommended | recommended reading
| recommended for you | most read | most popular | you may also like | you might also like
| also read | read also | read next | up next | external links | don't miss | what to read next
| lire aussi | à lire aussi | lire la suite | sur le même sujet | en savoir plus
| mehr zum thema | lesen sie auch | lesen sie mehr | weiterlesen | mehr dazu | auch interessant
| lee también | lea también | leer más | noticias relacionadas | más información
| te puede interesar
| leia também | leia mais | saiba mais | leggi anche | leggi di più | per approfondire
| lees ook | lees meer | läs också | läs mer | les også | læs også
| czytaj także | czytaj też | czytaj więcej | zobacz też | zobacz także
| читайте также | читайте ещё | читать далее | по теме | материалы по теме | ещё по теме
| читайте також | також читайте | за темою | devamını oku | ilgili haberler
| اقرأ أيضا | اقرأ أيضًا | اقرأ أيضاً | اقرأ المزيد | مواضيع ذات صلة | بیشتر بخوانید | مطالب مرتبط
| קרא עוד | קראו עוד | קראו גם | διαβάστε επίσης | διαβάστε ακόμη | यह भी पढ़ें
| 相关阅读 | 相关新闻 | 相关报道 | 延伸阅读 | 相關新聞 | 延伸閱讀
| 関連記事 | あわせて読みたい | 관련 기사 | 관련기사
"""
"""Lines that introduce links to other articles, alone or followed by a colon or similar sign."""

AGENCIES = (
    r"AP|Associated Press|AFP|Reuters|Getty|EPA|EFE|UPI|TASS|Xinhua|Shutterstock|Bloomberg"
    r"|Anadolu|PA Wire|PA Images|DPA|ANSA|Kyodo|Yonhap|iStock|Alamy|Wikimedia|Flickr"
)

CAPTION_END = (
    # (AP Photo), (Jane Doe/Reuters), (Handout via ...) at the end of the Block.
    (")", rf"\((?:[^()]{{0,80}}[/ ])?(?:{AGENCIES})\b[^()]{{0,60}}\)$"),
    (
        ")",
        r"\((?i:file )?(?i:photo|image|picture|foto|handout|courtesy|credit|фото|صورة)\b"
        r"[^()]{0,80}\)$",
    ),
    (")", r"\([^()]{0,60}\b(?i:photo|foto|via getty images|handout)\)$"),
    ("Getty Images", r"\bGetty Images\b.{0,60}$"),
    ("AFP PHOTO", r"\bAFP PHOTO\b.{0,60}$"),
    ("AP Photo", r"\bAP Photo\b.{0,60}$"),
    ("Reuters/", r"\bReuters/[A-Z]\w+.{0,60}$"),
    ("EPA", r"\bEPA(?:-EFE|/[A-Z]\w+)\b.{0,60}$"),
    (
        ":",
        r"\b(?i:image|photo|photograph|picture|photo credit|image credit|credit|screenshot|foto"
        r"|photographie|crédit|bild|immagine|zdjęcie|fot\.|фото|صورة|תמונה|图片|写真)"
        r"(?i: by| via)?: ?[^.!?:]{2,70}(?:\.|\b)$",
    ),
)
"""(literal, pattern): a Block is a caption if its last 140 code points match both; case counts."""

CAPTION_START = (
    (
        ":",
        r"(?:photo|image|picture|caption|photo caption|foto|bild|фото|fig(?:ure)?\.? \d+)"
        r"(?: by| credit| courtesy of)?: .{2,}",
    ),
    ("photo", r"(?:file photo|photo by|photograph by|photos? courtesy)\b.*"),
    ("image", r"(?:file image|image by)\b.*"),
    ("handout", r"undated handout\b.*"),
    ("archiv", r"(?:archivfoto|foto de archivo|photo d'archives)\b.*"),
    ("архивное", r"архивное фото\b.*"),
    ("©", r"©.{2,100}"),
)
"""(literal in lower case, pattern) that must match a whole Block of at most 300 code points."""

_CAPITAL = r"[^\W\d_a-zа-яё][\w.’'-]*"
_PARTICLE = r"(?:(?:van|von|de|del|della|di|da|al|el|bin|ibn|ben|der|den|la|le|du|dos|ter) )*"
NAME = rf"{_CAPITAL}(?: {_PARTICLE}{_CAPITAL}){{1,4}}"
"""The full name of a person: two or more capitalised words."""

BYLINE_NAME = (
    r"(?:(?i:story|text|words|report|reported|written) )?"
    r"(?i:by|von|par|por|di|door|av|af|autor:|author:|автор:|автор|текст:) "
    rf"(?P<author>{NAME}(?:(?:, | and | & | und | et | y | e | и ){{1,2}}{NAME}){{0,5}})"
    r"(?:[,|·•–—-] ?.{0,80}| in [^.]{2,40})?\.?"
)
"""A line that names the author. Case counts, because names are recognised by their capitals."""

BYLINE_CONTAINS = (
    (
        "contributed",
        r".{3,300}\bcontributed (?:reporting|to (?:this|the) (?:report|article|story|piece))\b"
        r".{0,80}",
    ),
    ("staff ", r".{3,60}\bstaff (?:writer|reporter)"),
    ("correspondent", r"[^.!?]{3,60}\bcorrespondent"),
)
"""(literal in lower case, pattern) that must match a whole Block of at most 300 code points."""

BYLINE_STARTS = (
    r"\(?(?:additional |further )?(?:reporting|writing|editing|translation|translated|edited)"
    r"(?: and (?:writing|editing|reporting))? by .{3,200}",
    r"with (?:reporting|material|files|additional reporting) (?:by|from) .{3,120}",
    r"(?:date|author|source|publisher|url|link|by line|byline): .{2,200}",
    r"(?:published|posted|updated|last updated|last modified|first published|issued)"
    r"(?:: .{2,200}| (?:on |at )?\d.{3,60})",
    r"(?:publié|veröffentlicht|publicado|pubblicato|опубликовано|обновлено)"
    r"(?: le| am| el| il)?:? .{0,12}\d.{1,60}",
    r"https?://\S+",
)
"""Patterns that must match a whole Block of at most 300 code points;
candidates begin with one of BYLINE_PREFIXES."""

BYLINE_PREFIXES = (
    *("(", "additional ", "further ", "reporting", "writing", "editing", "translat", "with "),
    *("date:", "author:", "source:", "publisher:", "url:", "link:", "by line:", "byline:"),
    *("published", "posted", "updated", "last ", "first ", "issued", "publi", "veröffentlicht"),
    *("pubblicato", "опубликовано", "обновлено", "http"),
)
"""Beginnings, in lower case, of all texts that BYLINE_STARTS can match."""

BYLINE_NAME_PREFIXES = (
    *("story ", "text ", "words ", "report", "written ", "by ", "von ", "par ", "por ", "di "),
    *("door ", "av ", "af ", "autor:", "author:", "автор", "текст:"),
)
"""Beginnings, in lower case, of all texts that BYLINE_NAME can match."""

_MONTH = "(?:" + "|".join(MONTHS) + r")\.?"
_YEAR = r"(?:1[5-9]|20)\d\d"
DATE = (
    rf"(?:[^\W\d_]{{2,12}}\.?,? )?(?:{_YEAR}-\d\d-\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    r"|(?:(?:den|le|am|el) )?\d{1,2}\.?(?:st|nd|rd|th|er)? (?:de |of )?"
    rf"{_MONTH},?(?: de)? {_YEAR}(?: г\.| года)?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|{_YEAR}年\d{{1,2}}月\d{{1,2}}日)"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?)?"
)
"""A date as newspapers write it, with weekday and time if given."""

CREDIT_LINE = rf"(?P<publisher>[^\d,|·•:.!?–—]{{2,40}}?) ?(?:,|\||·|•|–|—) ?(?P<date>{DATE})"
"""A line of publisher and date, such as "Daily Ledger, 9 July 2015"."""

related = frozenset(" ".join(cue.split()).lower() for cue in RELATED.split("|"))
caption_end = tuple((needle, lazily(pattern)) for needle, pattern in CAPTION_END)
caption_start = tuple((needle, lazily(p, re.IGNORECASE)) for needle, p in CAPTION_START)
byline_contains = tuple((needle, lazily(p, re.IGNORECASE)) for needle, p in BYLINE_CONTAINS)
byline_starts = lazily("|".join(BYLINE_STARTS), re.IGNORECASE)
byline_name = lazily(BYLINE_NAME)
date_line = lazily(DATE, re.IGNORECASE)
credit_line = lazily(CREDIT_LINE, re.IGNORECASE)
