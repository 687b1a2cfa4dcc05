"""Imports an RQDA project (.rqda), an SQLite database.

Source: https://github.com/Ronggui/RQDA, the tables that it creates for a new project. Rows with a
status other than 1 were deleted in RQDA. Offsets are in code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ..model.codebook import SEPARATOR, Tag, normal_name
from ..model.offsets import Selection
from .database import Database
from .import_result import Imported, Memo, Report, short
from .projects import Coding, Project
from .tags import hex_color
from .values import Values, moment

TABLES = frozenset({"source", "freecode", "coding", "codecat", "treecode"})
"""Tables that identify an RQDA database."""

_UNMARKED = -1
"""Status of a coding that was removed from its text; the status of other deleted rows is 0."""


def read(database: Database, name: str) -> Imported:
    """Import a project."""
    project = Project(name, "rqda", Report(where=database.where))
    codes = _codes(database, project)
    for row in _present(database, "source"):
        document = project.add_text(_key(row, "id"), row.text("name"), row.text("file"))
        document.memo(row.text("memo").strip())
    _codings(database, project, codes)
    _cases(database, project)
    _memos(database, project)
    _report_rest(database, project, codes)
    return project.imported()


def _codes(database: Database, project: Project) -> dict[int, str]:
    """Add tags for codes, below their category if they have exactly one."""
    categories = {_key(row, "catid"): row for row in _present(database, "codecat")}
    within: dict[int, list[int]] = {}
    for row in _present(database, "treecode"):
        if _key(row, "catid") in categories:
            within.setdefault(_key(row, "cid"), []).append(_key(row, "catid"))
    for category in categories.values():
        if category.text("memo").strip():
            name = _leaf(project, category.text("name"))
            project.add_tag(Tag(name, description=category.text("memo").strip()))
    codes = {}
    for row in _present(database, "freecode"):
        key, name = _key(row, "id"), _leaf(project, row.text("name"))
        groups = [categories[each].text("name") for each in dict.fromkeys(within.get(key, []))]
        if len(groups) == 1:
            name = f"{_leaf(project, groups[0])}{SEPARATOR}{name}"
        elif groups:
            what = f"the code {name} is in several categories: {', '.join(groups)}"
            project.report.lose("categories of codes", what)
        memo, color = row.text("memo").strip(), hex_color(row.text("color"))
        codes[key] = project.add_tag(Tag(name, color=color, description=memo))
    return codes


def _leaf(project: Project, said: str) -> str:
    """A code or category name as a tag name, without the tag separator."""
    leaf = said.replace(SEPARATOR, "-")
    if leaf != said:
        what = f"the code “{said}” is called “{leaf}” here: {SEPARATOR} divides groups"
        project.report.lose("names of codes", what)
    return normal_name(leaf) or "–"


def _codings(database: Database, project: Project, codes: dict[int, str]) -> None:
    for table in ("coding", "coding2"):
        for row in _present(database, table):
            code = _key(row, "cid")
            if code not in codes:
                what = f"a coding with the code {code}, which the file does not list"
                project.report.lose("codings with unknown codes", what)
            place = Selection(_key(row, "selfirst"), _key(row, "selend"), row.text("seltext"))
            note, author = row.text("memo").strip(), row.text("owner")
            tag = codes.get(code, "")
            text, made = _key(row, "fid"), _moment(row)
            project.codings.append(Coding(text, place, tag, note, author, made))
    for row in _present(database, "annotation"):
        text, at = _key(row, "fid"), _key(row, "position")
        note, author = row.text("annotation").strip(), row.text("owner")
        place = _word(project, text, at)
        project.codings.append(Coding(text, place, "", note, author, _moment(row)))


def _word(project: Project, text: int, at: int) -> Selection:
    """The word at the position of an RQDA annotation, which is a point."""
    counted = project.counted.get(text)
    content = counted.text if counted else ""
    start = at
    while 0 <= start < len(content) and content[start].isspace():
        start += 1
    end = max(start, 0)
    while end < len(content) and not content[end].isspace():
        end += 1
    return Selection(start, end)


def _cases(database: Database, project: Project) -> None:
    for row in _present(database, "cases"):
        project.add_case(_key(row, "id"), row.text("name"), row.text("memo").strip())
    for row in _present(database, "caselinkage"):
        case, text = _key(row, "caseid"), _key(row, "fid")
        start, end = _key(row, "selfirst"), _key(row, "selend")
        counted = project.counted.get(text)
        if counted is None or (start <= 0 and end >= len(counted.text) - 1):
            project.listed.setdefault(text, []).append(case)
            continue
        note, author = row.text("memo").strip(), row.text("owner")
        coding = Coding(text, Selection(start, end), "", note, author, _moment(row), case)
        project.codings.append(coding)


def _memos(database: Database, project: Project) -> None:
    for row in database.rows("project"):
        project.memos.append(Memo("", row.text("memo")))
    for row in _present(database, "journal"):
        name, entry = row.text("name"), row.text("journal")
        project.memos.append(Memo(name, entry, row.text("owner"), row.text("date")))


def _report_rest(database: Database, project: Project, codes: dict[int, str]) -> None:
    """Report what belongs to no text; variables named like document fields are imported."""
    for row in _present(database, "fileattr"):
        name, value = row.text("variable"), row.text("value").strip()
        document = project.texts.get(_key(row, "fileid"))
        if value and not (document and document.set_field(name, value)):
            of = document.name if document else "a file"
            project.report.lose("variables", f"{name} = “{short(value)}” of “{short(of)}”")
    for row in _present(database, "caseattr"):
        name, value = row.text("variable"), row.text("value").strip()
        case = project.cases.get(_key(row, "caseid"))
        if value:
            of = case.name if case else "a case"
            project.report.lose("variables", f"{name} = “{short(value)}” of “{short(of)}”")
    areas = list(_present(database, "imagecoding"))
    if areas:
        tags = short(", ".join(sorted({codes.get(_key(row, "cid"), "?") for row in areas})))
        project.report.lose("areas", f"{len(areas)} coded areas of pictures ({tags})", len(areas))
    for row in _present(database, "filecat"):
        project.report.lose("sets", f"the category of files “{short(row.text('name'))}”")


def _present(database: Database, table: str) -> Iterator[Values]:
    """The rows of a table that are not deleted."""
    return (row for row in database.rows(table) if row.whole("status", 1, _UNMARKED) == 1)


def _key(row: Values, column: str) -> int:
    """A non-negative integer in a row; -1 if it is absent."""
    return row.whole(column, -1, 0)


def _moment(row: Values) -> datetime | None:
    """The date of a row in R's English format ("Thu Nov 18 21:33:06 2021")."""
    text = row.text("date").strip()
    try:
        return datetime.strptime(text, "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        return moment(text)
