"""Recognize conflicted copies, which sync programs make if two devices change the same file.

According to the manuals of these programs, the copy of a file `a.txt` is named as follows:
- Dropbox: `a (Anna's conflicted copy 2024-05-06).txt`
- Nextcloud: `a (conflicted copy 2024-05-06 101112).txt`
- Syncthing: `a.sync-conflict-20240506-101112-ABCDEFG.txt`
- ownCloud: `a_conflict-20240506-101112.txt`
- OneDrive: `a-LAPTOP.txt`
- iCloud: `a 2.txt`
- Google Drive: `a (1).txt`
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..model.file_names import CODEBOOK_NAME, DOSSIER_NAME, NOTES_SUFFIX
from ..model.patterns import lazily

_MARKED = lazily(
    r"(?i) ?\(.*conflicted copy.*\)"
    r"|\.sync-conflict-\d{8}-\d{6}(?:-[a-z0-9]{7})?"
    r"|_conflict-\d{8}-\d{6}"
)
"""Parts of a name that only conflicted copies have."""

_WORDED = lazily(
    r"(?i) ?[(\[][^()\[\]]*(?:conflict|konflikt|conflit|конфликт|競合|冲突|衝突)[^()\[\]]*[)\]]"
)
"""Markers in other languages; a title may contain them too, so the original must exist."""

_NUMBERED = lazily(r"(?: ?\(\d{1,3}\)| \d{1,3}|-[A-Z0-9][A-Z0-9-]*)(?=\.toml$)")
"""Endings that are common in names of articles and are recognized for the program's files only."""

OWN = (CODEBOOK_NAME, DOSSIER_NAME)
"""Names of the program's own files in a folder of articles, besides notes."""


def conflicted(names: Collection[str], articles: Collection[str]) -> Iterator[tuple[str, str]]:
    """The conflicted copies among the names of a folder, each with the name of its original.

    Only copies of `articles`, notes and the program's other files are listed; the original may be
    absent.
    """
    for name in sorted(names):
        original = None if name.startswith(".") else _original(name, names, articles)
        if original:
            yield name, original


def _original(name: str, names: Collection[str], articles: Collection[str]) -> str | None:
    marked = _MARKED.sub("", name)
    if marked != name and (_is_own(marked) or name in articles):
        return marked
    worded = _WORDED.sub("", name)
    if worded != name and worded in names and (_is_own(worded) or name in articles):
        return worded
    numbered = _NUMBERED.sub("", name)
    if numbered != name and _is_own(numbered):
        is_there = numbered in names or numbered.removesuffix(NOTES_SUFFIX) in articles
        return numbered if is_there else None
    return None


def _is_own(name: str) -> bool:
    return name in OWN or (name.endswith(NOTES_SUFFIX) and name != NOTES_SUFFIX)
