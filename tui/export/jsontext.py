"""Values as the bytes of a JSON document that is safe to look at."""

from __future__ import annotations

import json
from typing import Any

from ..model.visible import escaped


def dumped(data: Any) -> bytes:
    """The bytes, UTF-8, two spaces a level; characters that do not show are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return ("\n".join(map(escaped, text.split("\n"))) + "\n").encode()
