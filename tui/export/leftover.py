"""What a format of others has no place for, as lines of our own notes file.

They go where other programs pass over them (a processing instruction of XML, a property of
JSON-LD), so that what is exported can be imported again without loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_UNSAFE = re.compile(r"[^\n -=@-~]|[<>?]")
"""What is written as an escape: all beyond ASCII, and what could end a piece of markup."""


def leftover(values: Mapping[str, Any]) -> str:
    """The values as ASCII lines of TOML, keys by name; "" for none. None and "" count as none."""
    held = {key: values[key] for key in sorted(values) if values[key] not in (None, "", {}, ())}
    if not held:
        return ""
    import tomli_w

    # Everything beyond ASCII, and every "<", ">" and "?", stands in a string, where escapes hold.
    return _UNSAFE.sub(_escaped, tomli_w.dumps(held)).strip("\n")


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code < 0xE000:  # half a character has no form in any file
        return "\\ufffd"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
