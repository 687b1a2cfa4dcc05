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
