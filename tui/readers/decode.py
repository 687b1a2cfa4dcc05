"""Bytes -> the canonical text: decoded, no byte-order mark, line feeds only, no lone surrogates.

The same bytes always give the same text, as every offset in the notes counts in it. In this order
there decide: the encoding that the user chose; a byte-order mark; NULs where UTF-16 and UTF-32
have them; UTF-8, which no other text is by chance; the encoding that the file declares; and the
one in which the bytes read most like a language (`guess`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model.errors import ReaderError
from ..model.patterns import lazily
from ..model.reading_options import AUTOMATIC
from .charsets import codec_of, text_in

if TYPE_CHECKING:
    from .guess import Guess

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\xef\xbb\xbf", "utf-8"),
)
_STATEFUL = ("iso-2022-jp", "iso2022_kr", "hz", "utf-7")
"""Encodings whose bytes are all ASCII, so that they can be taken for UTF-8."""
_JAPANESE = (b"\x1b$B", b"\x1b$@")
_KOREAN = b"\x1b$)C"
"""Escape sequences that nothing but ISO-2022-JP and ISO-2022-KR has."""
_SURELY_UTF8 = 8
"""Valid sequences of UTF-8 that two-byte characters of an East Asian encoding never make up."""
_PASTED = 3
"""Bytes of Windows-1252 in a text in UTF-8 that are no accident but were pasted into it."""
_MOSTLY = 5
"""Characters of UTF-8 to a damaged one that show that a text is in UTF-8."""
_WRONG_LABEL = 0.1
"""Share of undecodable bytes, of those beyond ASCII, that shows that a label is wrong."""
_UNSURE = 5.0
"""Difference to the second best encoding, in nats, below which a guess is reported."""

_SURROGATE = lazily("[\ud800-\udfff]")
_CUT_SHORT = lazily("[\udcc2-\udcf4][\udc80-\udcbf]+")
"""A character of UTF-8 that lacks its end, each byte of it escaped as a surrogate."""
_STRAY = lazily("[\udc80-\udcff]")
_WESTERN = lazily(
    "[\udc80\udc85\udc91-\udc97\udca0\udcab\udcbb]"
    "|(?:(?<=[A-Za-z])[\udcc0-\udcff]|[\udcc0-\udcff](?=[A-Za-z]))"
)
"""Quotation marks, dashes and letters of Windows-1252 where a text may have them."""
_AS_WESTERN = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(128, 256)}
CODECS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WIDTH = {codec: 4 if "32" in codec else 2 for codec in CODECS}
"""Codec -> bytes per code unit."""
SAMPLE = 64 * 1024
"""Bytes that are examined to detect an encoding; a multiple of four."""

_PRINTABLE = bytes(range(32, 127)) + b"\n"
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_SUSPECT = lazily("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ud800-\uf8ff\ufffe\uffff]")
_BLANKS = lazily("[ -~\n\u3000-\u3002\uff0c]")

_BEYOND_ASCII = bytes(range(128, 256))
_UTF8 = "utf-8"
_UNICODE = (_UTF8, *CODECS, "gb18030")


class DecodedText(NamedTuple):
    """A canonical text, and what is to be said about how it was decoded."""

    text: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes) -> str:
    """The canonical text of a file. All bytes have one; `is_binary` says if it makes sense."""
    return decoded(data).text


def decoded(data: bytes, encoding: str = "", label: str = "") -> DecodedText:
    """The canonical text of a file, with remarks on what could not be decoded.

    `encoding` is the user's choice, which counts for more than the bytes themselves; `label` is
    what the file declares. Raises ReaderError for a chosen encoding that is unknown.
    """
    if encoding:
        return _in(data, chosen(encoding))
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _in(data, codec)
    declared = codec_of(label) if label else ""
    codec = codec_of_wide(data) or _stateful(data, declared)
    if codec:
        return _in(data, codec)
    try:
        # Surrogates that were encoded one by one pass here and are replaced one by one afterwards.
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        return _narrow(data, declared, error.start)
    if declared.startswith(("utf", "cp1252")) or not _fits_by_chance(data, text, declared):
        return _told(data, text, "utf-8")
    return _in(data, declared)


def chosen(encoding: str) -> str:
    """The codec of an encoding that the user named; ReaderError for an unknown name."""
    codec = codec_of(encoding)
    if not codec:
        raise ReaderError(
            f"no encoding is called {encoding[:40]!r}; choose another one, such as koi8-r or"
            f" windows-1254, or {AUTOMATIC}, with --encoding NAME"
        )
    return codec


def unused(encoding: str) -> str:
    """A remark for a file in a format that does not leave its encoding to the user."""
    return f"the encoding {encoding} is not used: a file of this format declares its own"


def canonical(text: str) -> str:
    """A text with CRLF and CR made LF and each lone surrogate U+FFFD; nothing else changes."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def is_binary(data: bytes, *, strict: bool = False) -> bool:
    """Whether bytes are no text in any encoding known here.

    A stray NUL in a clean text does not make it binary, unless `strict`.
    """
    if b"\0" not in data or data.startswith(tuple(m for m, _ in _MARKS)) or codec_of_wide(data):
        return False
    return strict or not few_controls(data[:SAMPLE]) or not is_utf8(data)


def _stateful(data: bytes, declared: str) -> str:
    if declared in _STATEFUL:
        return declared
    if b"\x1b" not in data or not data.isascii():
        return ""
    if any(escape in data for escape in _JAPANESE):
        return "iso-2022-jp"
    return "iso2022_kr" if _KOREAN in data else ""


def _fits_by_chance(data: bytes, text: str, declared: str) -> bool:
    """Whether bytes in a declared East Asian encoding are valid UTF-8 only because they are few."""
    if not declared or data.isascii():
        return False
    beyond = len(text) - sum(map(str.isascii, text[:SAMPLE]))
    if len(text) > SAMPLE or beyond >= _SURELY_UTF8:
        return False
    other = text_in(data, declared)
    return len(other) < len(data) and "\ufffd" not in other


def _in(data: bytes, codec: str) -> DecodedText:
    """The text of some bytes in one encoding; its byte-order mark is left out."""
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec[:6]):
            codec, data = marked, data[len(mark) :]
            break
    if codec in ("utf-8", *CODECS):
        try:
            return _told(data, data.decode(codec, "surrogatepass"), codec)
        except UnicodeDecodeError:
            pass
    return _told(data, text_in(data, codec), codec)


def _told(data: bytes, text: str, codec: str, *remarks: str) -> DecodedText:
    """The text made canonical, with a remark on how many of its characters could not be decoded."""
    text = canonical(text)
    lost = text.count("\ufffd")
    if lost and codec in _UNICODE:
        lost -= data.count("\ufffd".encode(codec))  # these stand in the file itself
    if lost <= 0:
        return DecodedText(text, remarks)
    them = "1 character is" if lost == 1 else f"{lost:,} characters are"
    return DecodedText(text, (f"{them} damaged in the file ({codec}); U+FFFD is shown", *remarks))


def _narrow(data: bytes, declared: str, at: int) -> DecodedText:
    """The text of bytes that are not UTF-8 throughout; `at` is the first that is not."""
    from .guess import guess

    around = data[max(0, at - SAMPLE) : at + SAMPLE]
    text = around.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    broken = text.count("\ufffd")
    sound = beyond - broken
    if sound > _MOSTLY * broken or (declared == _UTF8 and broken == 1):
        return _damaged_utf8(data)
    if sound >= broken and guess(around).codec == _UTF8:
        return _damaged_utf8(data)
    remarks: tuple[str, ...] = ()
    if declared:
        found = _in(data, declared)
        share = _WRONG_LABEL * (len(data) - len(data.translate(None, _BEYOND_ASCII)))
        if declared != "utf-8" and found.text.count("\ufffd") <= max(1, share):
            return found
        remarks = (f"it is not in the encoding that it declares ({declared})",)
    return _guessed(data, guess(around), remarks)


def _damaged_utf8(data: bytes) -> DecodedText:
    """UTF-8 with bytes that do not belong there: damaged, or pasted from Windows-1252."""
    text = _CUT_SHORT.sub("\ufffd", data.decode("utf-8", "surrogateescape"))
    strays = len(_STRAY.findall(text))
    if _PASTED <= strays == len(_WESTERN.findall(text)):
        remark = f"{strays:,} bytes in it are not {_UTF8} and are read as Windows-1252"
        return _told(data, text.translate(_AS_WESTERN), _UTF8, remark)
    return _told(data, _STRAY.sub("\ufffd", text), _UTF8)


def _guessed(data: bytes, found: Guess, remarks: tuple[str, ...]) -> DecodedText:
    """The text of bytes in the encoding that they most look like."""
    if found.codec == _UTF8:
        return _damaged_utf8(data)
    unsure = f"it declares no encoding and may not be {found.codec}; --encoding NAME chooses one"
    if remarks or found.margin < _UNSURE:
        remarks = (*remarks, f"it is read as {found.codec}") if remarks else (unsure,)
    return _told(data, text_in(data, found.codec), found.codec, *remarks)


def codec_of_wide(data: bytes) -> str:
    """The UTF-16 or UTF-32 codec of bytes without a byte-order mark, or "" for another encoding."""
    sample = data[:SAMPLE]
    if b"\0" not in sample or len(data) < 4 or _is_narrow(sample):
        return ""
    blanks = {encoding: _count_blanks(data, encoding) for encoding in CODECS}
    best = max(blanks, key=lambda encoding: blanks[encoding])
    return best if blanks[best] else ""


def _count_blanks(data: bytes, encoding: str) -> int:
    """The number of ASCII characters and CJK punctuation marks in a wide encoding; 0 for a misfit.

    In the wrong byte order, a text of any script has hardly any of them. A truncated last character
    is ignored.
    """
    size = min(len(data), SAMPLE)
    try:
        text = data[: size - size % _WIDTH[encoding]].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return 0
    blanks = len(_BLANKS.findall(text))
    # The sample may end within a surrogate pair, so the last character is not judged.
    odd = len(_SUSPECT.findall(text[:-1]))
    return blanks if blanks * 50 >= len(text) and odd * 100 <= len(text) else 0


def _is_narrow(sample: bytes) -> bool:
    """Whether bytes that contain NULs are UTF-8 nevertheless: few controls, or mostly ASCII."""
    odd, letters = sample.count(0), len(sample) - len(sample.translate(None, _PRINTABLE))
    mostly_ascii = letters * 5 > len(sample) * 3 and odd * 4 < len(sample)
    return is_utf8(sample) and (mostly_ascii or few_controls(sample))


def few_controls(sample: bytes) -> bool:
    """Whether at most a tenth of the bytes are control characters that do not occur in texts."""
    return (len(sample) - len(sample.translate(None, _CONTROL))) * 10 <= len(sample)


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are valid UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
