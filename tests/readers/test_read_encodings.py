"""Encodings: labels as browsers take them, texts without a label, and what is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.test_formats_msg import MESSAGE
from tui.model.errors import ReaderError
from tui.model.reading_options import AUTOMATIC, ReadingOptions
from tui.readers import beginning, read_bytes
from tui.readers.charsets import codec_of, text_in
from tui.readers.decode import decoded, is_binary

PAGE = '<html><head><meta charset="{}"><title>T</title></head><body><article><p>'
END = b"</p></article></body></html>"


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        ("us-ascii", "cp1252"),
        (" latin1 ", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("tis-620", "cp874"),
        ("gb2312", "gb18030"),
        ("ks_c_5601-1987", "cp949"),
        ("x-sjis", "cp932"),
        ("x-mac-cyrillic", "mac-cyrillic"),
        ("big5", "big5hkscs"),
        ("ibm850", "cp850"),
        ("utf-7", "utf-7"),
        ("iso-2022-kr", "iso2022_kr"),
        ("no such thing", ""),
        ("base64", ""),
        ("unicode_escape", ""),
        ("idna", ""),
        ("", ""),
        ("\0", ""),
    ],
)
def test_a_label_means_what_it_means_to_browsers(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("iso-8859-9", b"\x93hay\xfdr\x94 \x96 \xdd\xfe\x85", "“hayır” – İş…"),
        ("ks_c_5601-1987", b"\x8cc\xb9\xe6 \xc0\xe5\xb0\xfc", "똠방 장관"),
        ("shift_jis", b"\xee\xe0\x8b\xb4\x87@", "髙橋①"),
        ("euc-jp", b"\xfc\xe2\xb6\xb6\xad\xa1", "髙橋①"),
        ("iso-2022-jp", b"\x1b$B9b66-!\x1b(B.", "高橋①."),
        ("tis-620", b"\xa1\xa2", "กข"),
        ("iso-8859-11", b"\xa1\xa2\x93x\x94", "กข“x”"),
        ("x-mac-cyrillic", b"\x8c\xe8\xed\xe8\xf1\xf2\xf0", "Министр"),
        ("iso-8859-8-i", b"\xf9\xec\xe5\xed", "שלום"),
        ("windows-1252", b"\x81\xe9", "\x81é"),
    ],
)
def test_what_a_page_declares_is_read_as_browsers_do(label: str, data: bytes, text: str) -> None:
    assert text_in(data, codec_of(label)) == text
    page = PAGE.format(label).encode() + data + END
    assert text in read_bytes(page, stem="page", suffix=".html").text.replace("T\n\n", "")


def test_a_page_in_utf_8_stays_so_with_one_bad_byte() -> None:
    page = PAGE.format("iso-8859-1").encode() + "Zoë’s café is öpen".encode() + b" \xe9 now" + END
    document = read_bytes(page, stem="page", suffix=".html")
    assert "Zoë’s café is öpen \ufffd now" in document.text
    remark = "1 character is damaged in the file (utf-8); U+FFFD is shown"
    assert document.remarks == (f"page: {remark}",)


def test_a_declared_encoding_stays_with_one_bad_byte() -> None:
    data = "Τα λιμάνια έκλεισαν".encode("cp1253") + b" \xaa."
    assert decoded(data, label="windows-1253").text == "Τα λιμάνια έκλεισαν \ufffd."
    assert decoded(b"caf\xe9", label="utf-8").text == "caf\ufffd"


def test_a_label_that_is_plainly_wrong_is_reported() -> None:
    data = "Порт закрыт в понедельник, сказал министр.".encode("cp1251")
    found = decoded(data, label="utf-8")
    assert found.text.startswith("Порт закрыт")
    assert found.remarks == (
        "it is not in the encoding that it declares (utf-8)",
        "it is read as cp1251",
    )


def test_a_short_chinese_text_is_what_its_label_says() -> None:
    data = "谢谢".encode("gb2312")
    assert data.decode("utf-8")  # by chance
    assert decoded(data, label="gb2312").text == "谢谢"


def test_damaged_characters_are_counted() -> None:
    data = "Ελληνικά ".encode() + b"\xff\xff\xff" + " λιμάνια".encode()
    found = decoded(data)
    assert found.text == "Ελληνικά \ufffd\ufffd\ufffd λιμάνια"
    assert found.remarks == ("3 characters are damaged in the file (utf-8); U+FFFD is shown",)


def test_what_stands_in_the_file_as_u_fffd_is_not_damaged() -> None:
    assert decoded("a\ufffdb".encode()).remarks == ()
    assert decoded("\ufeffa\ufffdb".encode("utf-16-le")).remarks == ()


def test_the_chosen_encoding_counts_for_more_than_the_bytes() -> None:
    assert decoded("é".encode(), "windows-1251").text == "Г©"
    assert decoded(b"\xef\xbb\xbfa", "utf-8").text == "a"
    assert decoded("\ufeffaé".encode("utf-16-be"), "utf-16").text == "aé"
    assert decoded("aé".encode("utf-16-be"), "utf-16be").text == "aé"


def test_an_unknown_encoding_is_refused_in_one_line() -> None:
    with pytest.raises(ReaderError, match="no encoding is called 'klingon'"):
        read_bytes(b"caf\xe9", stem="menu", options=ReadingOptions(encoding="klingon"))


def test_a_format_with_its_own_encoding_says_that_the_choice_is_not_used() -> None:
    from tests.readers.pdfs import pdf

    document = read_bytes(
        pdf([[(72, 700, 12, "The port is closed.")]]),
        stem="a",
        suffix=".pdf",
        options=ReadingOptions(encoding="koi8-r"),
    )
    assert document.remarks == (
        "a: the encoding koi8-r is not used: a file of this format declares its own",
    )


RUSSIAN = "Порт закрыт."


@pytest.mark.parametrize(
    ("suffix", "before"),
    [
        (".txt", b""),
        (".md", b"# A\n\n"),
        (".html", b"<html><body><p>"),
        (".eml", b"From: a@b.example\nSubject: s\n\n"),
        (".msg", b"From: a@b.example\nSubject: s\n\n"),
        (".mbox", b"From a Mon Jun 01 10:00:00 2009\nFrom: a@b.example\n\n"),
        (".srt", b"1\n00:00:01,000 --> 00:00:02,000\n"),
    ],
)
def test_a_chosen_encoding_counts_in_each_format_of_texts(suffix: str, before: bytes) -> None:
    data = before + RUSSIAN.encode("koi8-r") + b"\n"
    for name, text in (
        ("koi8-r", RUSSIAN),
        ("windows-1251", RUSSIAN.encode("koi8-r").decode("cp1251")),
    ):
        options = ReadingOptions(encoding=name)
        document = read_bytes(data, stem="a", suffix=suffix, options=options)
        assert text in document.text
        assert not any("is not used" in remark for remark in document.remarks)


def test_an_outlook_message_declares_its_own_encoding() -> None:
    options = ReadingOptions(encoding="koi8-r")
    document = read_bytes(MESSAGE, stem="a", suffix=".msg", options=options)
    assert document.text == read_bytes(MESSAGE, stem="a", suffix=".msg").text
    assert document.remarks[0].startswith("a: the encoding koi8-r is not used")


def test_the_choice_automatic_leaves_the_encoding_to_the_file() -> None:
    options = ReadingOptions(encoding=AUTOMATIC)
    assert read_bytes(RUSSIAN.encode(), stem="a", options=options).text == RUSSIAN


@pytest.mark.parametrize("encoding", ["", AUTOMATIC, "koi8-r"])
def test_the_first_pages_are_shown_at_once_where_no_encoding_is_chosen(
    tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "port.txt"
    path.write_text(RUSSIAN, encoding="utf-8")
    found = beginning(path, ReadingOptions(encoding=encoding))
    assert (found is None) == (encoding == "koi8-r")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "The port was closed, the minister said.\n",
        "港口于周一关闭，部长说明天将重新开放。我们不知道原因，也没有人告诉我们。",
        "Порт закрыт.\n",
        "أغلق الميناء يوم الاثنين.\n",
    ],
)
def test_utf_16_and_utf_32_need_no_mark(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)).text == text
    for cut in (text.encode(codec)[:-1], text.encode(codec) + b"\n"):
        assert decoded(cut).text == text[: len(cut) // len("a".encode(codec))] + "\ufffd"
        assert not is_binary(cut)


SENTENCES = [
    ("cp1254", "Belediye Başkanı salı günü su kesintilerinin süreceğini söyledi."),
    ("cp1257", "Miesto meras antradienį pranešė, kad vandens tiekimas bus nutrauktas."),
    ("cp1250", "Ministr v úterý řekl, že přístav zůstane zavřený až do příštího týdne."),
    ("iso8859-2", "Rzecznik powiedział, że port będzie zamknięty jeszcze przez tydzień."),
    ("koi8-r", "Министр сказал во вторник, что порт будет закрыт ещё неделю."),
    ("cp866", "Министр сказал во вторник, что порт будет закрыт ещё неделю."),
    ("mac-cyrillic", "Министр сказал во вторник, что порт будет закрыт ещё неделю."),
    ("koi8-u", "Міністр сказав у вівторок, що порт буде зачинено ще на тиждень."),
    ("cp1253", "Ο υπουργός είπε την Τρίτη ότι το λιμάνι θα μείνει κλειστό."),
    ("cp1255", "השר אמר ביום שלישי שהנמל יישאר סגור עוד שבוע."),
    ("cp1256", "قال الوزير يوم الثلاثاء إن الميناء سيبقى مغلقا أسبوعا آخر."),
    ("cp874", "รัฐมนตรีกล่าวเมื่อวันอังคารว่าท่าเรือจะปิดต่อไปอีกหนึ่งสัปดาห์"),
    ("cp932", "大臣は火曜日、港はさらに一週間閉鎖されると述べた。"),
    ("euc-jp", "大臣は火曜日、港はさらに一週間閉鎖されると述べた。"),
    ("gb18030", "部长星期二说，港口还将关闭一个星期，因为风太大了。"),
    ("big5", "部長星期二說，港口還將關閉一個星期，因為風太大了。"),
    ("cp949", "장관은 화요일에 항구가 일주일 더 폐쇄될 것이라고 말했다."),
    (
        "mac-roman",
        "Der Minister erklärte am Dienstag, der Hafen bleibe für Wochen geschlossen.",
    ),
    ("cp1252", "Le ministre a déclaré mardi que le port resterait fermé encore une semaine."),
    ("iso8859-1", "El ministro dijo el martes que el puerto seguirá cerrado una semana más."),
]


@pytest.mark.parametrize(("codec", "text"), SENTENCES, ids=[codec for codec, _ in SENTENCES])
def test_a_sentence_without_a_label_is_read_in_its_encoding(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)).text == text


HEADLINES = [
    ("cp1252", "DER HAFEN IST NOCH IMMER NICHT ZU SPÜREN, SAGT DER MINISTER AUS DER STADT"),
    ("cp1250", "MINISTR: PŘÍSTAV ZŮSTANE ZAVŘENÝ AŽ DO PŘÍŠTÍHO TÝDNE"),
    ("iso8859-16", "TRZĘSIENIE ZIEMI W PORCIE: ZAMKNIĘTO DROGI I MOSTY"),
    ("mac-turkish", "BAKAN: BU İDDİA ORTAYA ATILDIKTAN SONRA LİMAN BİR HAFTA KAPALI KALDI"),
    ("koi8-r", "МИНИСТР: ПОРТ БУДЕТ ЗАКРЫТ ЕЩЁ НЕДЕЛЮ, ПРИЧИНА НЕИЗВЕСТНА"),
    ("cp866", "В ПОРТУ ЗАКРЫТЫ\xa0- НА НЕДЕЛЮ - ВСЕ ПРИЧАЛЫ, СКАЗАЛ МИНИСТР"),
]


@pytest.mark.parametrize(("codec", "text"), HEADLINES, ids=[codec for codec, _ in HEADLINES])
def test_a_headline_in_capitals_is_read_in_its_encoding(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)).text == text


FEW_LETTERS = [
    ("mac-latin2", "Uruchom i wyświetl pomoc dla portu w {{plik}}:"),
    ("iso8859-15", "Minister oli sellest teatest šokis ja sadam jäi nädalaks kinni, ütles ta."),
    (
        "mac-roman",
        "Artikel 21\nJeder hat das Recht, an der Gestaltung der öffentlichen Dinge mitzuwirken",
    ),
    ("cp437", "Dazu muss die Beteiligung bei 50\xa0Prozent plus einer Stimme liegen"),
    ("cp437", "Vergessen Sie nicht: Ihr älteres Kind braucht einen Termin, dann noch einen."),
]


def test_lines_of_words_in_ascii_tell_the_language_of_a_short_line() -> None:
    text = "Kas keegi teab kohta, kus mingit odavat autot saaks vaadata?\naudi 100, võ\n"
    assert decoded(text.encode("cp1252")).text == text


@pytest.mark.parametrize(("codec", "text"), FEW_LETTERS)
def test_one_letter_beyond_ascii_tells_the_encoding(codec: str, text: str) -> None:
    assert decoded(text.encode(codec)).text == text


MISPLACED_SIGNS = [
    ("iso8859-4", "Minister lubas uue žürii juba sügisel kokku kutsuda, teatas linn."),
    ("iso8859-10", "Linna žürii tuleb kokku homme."),
    ("mac-cyrillic", "В порту важен и груз, и «лес», и рыба"),
    ("euc-jp", "Порт закрыт до июня ♀\nЖдём новостей."),
]


@pytest.mark.parametrize(("codec", "text"), MISPLACED_SIGNS)
def test_an_encoding_that_misplaces_a_sign_is_not_taken(codec: str, text: str) -> None:
    """Others have a fraction in a word, a low quotation mark before a blank or a lone wide "£"."""
    assert decoded(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("windows-1254", b"\x93\xfe\x94", "“ş”"),
        ("iso-8859-1", b"\x80", "€"),
        ("UTF-8", "ş".encode(), "ş"),
        ("shift_jis", b"\xee\xe0", "髙"),
    ],
)
def test_xml_uses_the_same_labels(label: str, data: bytes, text: str) -> None:
    from tui.readers.xml import parse, parse_xhtml

    page = f'<?xml version="1.0" encoding="{label}"?><p>'.encode() + data + b"</p>"
    assert parse(page, "page").text == text
    assert parse_xhtml(page, "page").text == text


@pytest.mark.parametrize(
    "head",
    [
        '<script src="a.js" charset="koi8-r"></script><meta charset="windows-1254">',
        '<!-- <meta charset="koi8-r"> --><meta charset="windows-1254">',
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1254">',
        '<META content="text/html; charset = windows-1254" http-equiv=Content-Type>',
    ],
)
def test_only_what_declares_the_page_itself_counts(head: str) -> None:
    page = f"<html><head>{head}</head><body><p>".encode() + b"\xdd\xfe\xe7i</p></body></html>"
    assert "İşçi" in read_bytes(page, stem="page", suffix=".html").text


BAD_BYTES = [b"\x80", b"\xc3", b"\xe9", b"\xff"]


@pytest.mark.parametrize("bad", BAD_BYTES)
@pytest.mark.parametrize("text", dict.fromkeys(text for _, text in SENTENCES))
def test_utf_8_with_one_bad_byte_is_no_other_encoding(text: str, bad: bytes) -> None:
    for at in (0, len(text) // 2, len(text)):
        data = text[:at].encode() + bad + b" " + text[at:].encode()
        assert decoded(data).text == f"{text[:at]}\ufffd {text[at:]}"


@pytest.mark.parametrize("text", dict.fromkeys(text for _, text in SENTENCES))
def test_utf_8_that_ends_within_a_character_is_no_other_encoding(text: str) -> None:
    for last in ("é", "…", "😀"):
        assert decoded((text + last).encode()[:-1]).text == text + "\ufffd"


@pytest.mark.parametrize(
    ("codec", "text"),
    [(codec, text) for codec, text in SENTENCES if len(text.encode(codec)) > len(text)],
)
def test_a_text_that_ends_within_a_wide_character_keeps_its_encoding(codec: str, text: str) -> None:
    whole = text[:-1]
    assert decoded(whole.encode(codec)[:-1]).text == f"{whole[:-1]}\ufffd"


@pytest.mark.parametrize(
    ("label", "codec"),
    [("utf-8", "utf-8"), ("iso-8859-9", "cp1254"), ("koi8-r", "koi8-r"), ("gb2312", "gb18030")],
)
@pytest.mark.parametrize(
    ("suffix", "frame"),
    [
        (".html", PAGE + "{}</p></article></body></html>"),
        (".xhtml", '<?xml version="1.0" encoding="{}"?><html><body><p>{}</p></body></html>'),
        (".eml", 'From: a@b.example\nContent-Type: text/plain; charset="{}"\n\n{}\n'),
    ],
)
def test_one_bad_byte_leaves_a_declared_encoding(
    suffix: str, frame: str, label: str, codec: str
) -> None:
    text = {"cp1254": "İşçiler geldi", "gb18030": "港口关闭"}.get(codec, "Порт закрыт")
    line = text.encode(codec) + b" \xff " + text.encode(codec)
    data = (
        frame.format(label, "@").encode().replace(b"@\n", line + b"\n").replace(b"@<", line + b"<")
    )
    assert line.decode(codec, "replace") in read_bytes(data, stem="a", suffix=suffix).text
