"""The paths that are proposed for exports, and remarks on a path that the user chooses."""

from __future__ import annotations

import os
from pathlib import Path

from ..export import EXPORTERS
from ..store import confinement


def proposed_path(beside: Path, name: str) -> Path:
    """The path that is proposed for an export in a format.

    `beside` is the path of the article, or one in the folder that is exported. The ending keeps
    the file from being listed as an article.
    """
    exporter = EXPORTERS[name]
    kind = ".findings" if exporter.has_title else ".report"
    kind = "" if exporter.is_report else kind
    return beside.with_name(f"{beside.name}{kind}{exporter.suffix}")


def is_proposed(beside: Path, path: Path) -> bool:
    """Whether a path is one that is proposed."""
    return any(path == proposed_path(beside, name) for name in EXPORTERS)


def path_remark(beside: Path, path: Path) -> str:
    """A warning about a path that is a symbolic link or an existing file, or ""."""
    if is_proposed(beside, path) and confinement.link_through(path):
        return "this is a symbolic link: choose another name"
    if path.is_dir():
        return "this folder is there already: its notes are replaced"
    return "this file is there already: it is replaced" if os.path.lexists(path) else ""
