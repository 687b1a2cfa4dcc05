"""Extension data: values that a foreign format has no field for, as TOML inside such a file.

They go where other programs pass over them (a processing instruction of XML, a property of
JSON-LD), so that what is exported can be imported again without loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..model.annotation import Annotation, Judgement, Source

_UNSAFE = re.compile(r"[^\n -=@-~]|[<>?]")
"""What is written as an escape: all beyond ASCII, and what could end a piece of markup."""


def as_toml(values: Mapping[str, Any]) -> str:
    """The values as ASCII lines of TOML, keys by name; "" for none. None and "" count as none."""
    held = {key: values[key] for key in sorted(values) if values[key] not in (None, "", {}, ())}
    if not held:
        return ""
    import tomli_w

    # Everything beyond ASCII, and every "<", ">" and "?", stands in a string, where escapes hold.
    return _UNSAFE.sub(_escaped, tomli_w.dumps(held)).strip("\n")


def source_data(source: Source) -> dict[str, Any]:
    """What a source holds beside its id, name and role."""
    said = {"kind": source.kind, "via": source.via, "reason": source.reason}
    return {**said, "extra": dict(source.extra)}


def annotation_data(annotation: Annotation) -> dict[str, Any]:
    """What a selection of text has no place for in any format of others."""
    links = [
        {**link.extra, "to": link.to, "rel": link.rel, "why": link.why} for link in annotation.links
    ]
    return {
        "rev": annotation.rev if annotation.rev != 1 else None,
        "credibility": annotation.credibility or None,
        "reason": annotation.reason,
        "former": asdict(annotation.former) if annotation.former else None,
        "text_sha256": annotation.text_sha256,
        "links": links or None,
        "edited_by": list(annotation.edited_by) or None,
        "extra": dict(annotation.extra),
    }


def judgement_data(judgements: Sequence[Judgement]) -> list[dict[str, Any]] | None:
    """What the analyst concludes; None for nothing."""
    names = ("id", "text", "likelihood", "confidence", "rev")
    return [
        {**{name: getattr(each, name) for name in names}, "cites": list(each.cites)}
        | {"extra": dict(each.extra)}
        for each in judgements
    ] or None


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code < 0xE000:  # half a character has no form in any file
        return "\\ufffd"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
