"""PDFs of our own making, line by line, for the tests of the PDF reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Put = tuple[float, float, float, str]
"""(x, y, size of type, words): a line of Helvetica, in points from the lower left corner."""


def pdf(pages: Iterable[Sequence[Put]], *, info: str = "") -> bytes:
    """A PDF with these lines on its pages, which are 612 by 792 points."""
    streams = [_stream(page) for page in pages]
    count = len(streams)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, stream in enumerate(streams):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append(f"<< {info} >>")
    return _file(objects)


def form(label: str, value: str, comment: str) -> bytes:
    """A PDF of one page with a label, a text field beside it that is filled in, and a comment."""
    content = _stream([(72, 700, 10, label)])
    shown = f"/Tx BMC BT /F1 10 Tf 2 5 Td ({_literal(value)}) Tj ET EMC"
    fonts = "/Resources << /Font << /F1 3 0 R >> >>"
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DA (/F1 10 Tf) >> >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Annots [6 0 R 8 0 R] "
            f"{fonts} /Contents 5 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (name) /V ({_literal(value)}) "
            "/DA (/F1 10 Tf) /Rect [150 695 300 715] /P 4 0 R /AP << /N 7 0 R >> >>",
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 150 20] {fonts} /Length {len(shown)} >>"
            f"\nstream\n{shown}\nendstream",
            f"<< /Type /Annot /Subtype /Text /Rect [400 695 420 715] /P 4 0 R "
            f"/Contents ({_literal(comment)}) >>",
            "<< >>",
        ]
    )


def unknown_font() -> bytes:
    """A PDF with a line of text, and lines in a font that neither is there nor has a meaning."""
    texts = "\n".join(
        f"BT /F2 10 Tf 72 {600 - 14 * i} Td <00120034005600120034> Tj ET" for i in range(6)
    )
    content = _stream([(72, 700, 10, "It rained on the pier.")]) + "\n" + texts
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            "/Resources << /Font << /F1 3 0 R /F2 6 0 R >> >> /Contents 5 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /Nowhere /Encoding /Identity-H "
            "/DescendantFonts [7 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nowhere /DW 1000 /CIDSystemInfo "
            "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R >>",
            "<< /Type /FontDescriptor /FontName /Nowhere /Flags 4 /FontBBox [0 -200 1000 900] "
            "/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
            "<< >>",
        ]
    )


def mapped(meanings: dict[str, str], words: str) -> bytes:
    """A PDF of one line, in a font that says what some letters mean, each in UTF-16 as hex."""
    pairs = "\n".join(f"<{ord(letter):02x}> <{meaning}>" for letter, meaning in meanings.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(meanings)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    return drawn(_stream([(72, 700, 10, words)]), table)


def drawn(content: str, table: str = "") -> bytes:
    """A PDF of one page with this content and, for its font F1, this table of meanings."""
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
            f"{'/ToUnicode 6 0 R' if table else ''} >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            "/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            f"<< /Length {len(table)} >>\nstream\n{table}\nendstream",
            "<< >>",
        ]
    )


def picture() -> bytes:
    """A PDF with a page of text, and one that holds a picture only, as a scanned page does."""
    content = _stream(lines(72, 700, ["It rained on the pier, and nobody came."]))
    shown = "q 400 0 0 400 72 300 cm /I1 Do Q"
    return _file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            "/Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            "/Resources << /XObject << /I1 8 0 R >> >> /Contents 7 0 R >>",
            f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
            "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            "/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
            "<< >>",
        ]
    )


def _stream(page: Sequence[Put]) -> str:
    lines = [f"BT /F1 {size} Tf {x} {y} Td ({_literal(words)}) Tj ET" for x, y, size, words in page]
    return "\n".join(lines)


def _literal(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return escaped.encode("cp1252").decode("latin-1")


def _file(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)


def lines(
    x: float, y: float, texts: Iterable[str], *, size: float = 10, lead: float = 12
) -> list[Put]:
    """Lines one below the other, the first of them at `y`."""
    return [(x, y - lead * i, size, words) for i, words in enumerate(texts)]
