"""Extension data: values that a foreign format has no field for, as TOML inside such a file.

They are stored where other programs ignore them (a processing instruction of XML, a property of
JSON-LD), so that this program can import the file again without loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..model.annotation import Annotation, Judgement, Source
from .text_values import iso

_UNSAFE = re.compile(r"[^\n -=@-~]|[<>?]")
"""Characters that are written as escapes: those beyond ASCII, and those that could end markup."""


def as_toml(values: Mapping[str, Any]) -> str:
    """The values as ASCII lines of TOML, sorted by key, without those that are None or empty."""
    held = {key: values[key] for key in sorted(values) if values[key] not in (None, "", {}, ())}
    if not held:
        return ""
    import tomli_w

    # Everything beyond ASCII, and every "<", ">" and "?", stands in a string, where escapes hold.
    return _UNSAFE.sub(_escaped, tomli_w.dumps(held)).strip("\n")


def source_data(source: Source) -> dict[str, Any]:
    """The data of a source other than its id, name, role and grade."""
    said = {"kind": source.kind, "via": source.via, "reason": source.reason}
    return {**said, **dossier_data(source), "extra": dict(source.extra)}


def dossier_data(source: Source) -> dict[str, Any]:
    """Other names, former ids and grades of a source, as far as it has any."""
    history = [
        {
            **grade.extra,
            "reliability": grade.reliability,
            **({"date": iso(grade.date)} if grade.date else {}),
            "reason": grade.reason,
            "author": grade.author,
        }
        for grade in source.history
    ]
    lists = {name: list(getattr(source, name)) for name in ("aliases", "was", "distinct")}
    return {key: value for key, value in {**lists, "history": history}.items() if value}


def annotation_data(annotation: Annotation) -> dict[str, Any]:
    """The data of an annotation that no foreign format has a field for."""
    links = [
        {**link.extra, "to": link.to, "rel": link.rel, "why": link.why} for link in annotation.links
    ]
    return {
        "rev": annotation.rev if annotation.rev != 1 else None,
        "rule": annotation.rule,
        "credibility": annotation.credibility or None,
        "reason": annotation.reason,
        "former": asdict(annotation.former) if annotation.former else None,
        "text_sha256": annotation.text_sha256,
        "links": links or None,
        "edited_by": list(annotation.edited_by) or None,
        "extra": dict(annotation.extra),
    }


def judgement_data(judgements: Sequence[Judgement]) -> list[dict[str, Any]] | None:
    """The data of judgements; None if there are no judgements."""
    names = ("id", "text", "likelihood", "confidence", "rev")
    return [
        {**{name: getattr(each, name) for name in names}, "cites": list(each.cites)}
        | ({} if each.against is None else {"against": list(each.against)})
        | ({"grounds": dict(each.grounds)} if each.grounds else {})
        | {"extra": dict(each.extra)}
        for each in judgements
    ] or None


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code < 0xE000:  # half a character has no form in any file
        return "\\ufffd"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
