"""Imports a QualCoder project folder: NAME.qda with a database data.qda in it.

Source: https://github.com/ccbogel/QualCoder, the tables that it creates for a new project.
"""

from __future__ import annotations

from datetime import datetime

from ..model.codebook import Tag
from ..model.offsets import Selection
from .database import Database
from .import_result import Imported, Memo, Report, short
from .projects import Coding, Project, joined_notes, tree
from .tags import hex_color
from .values import Values, moment

TABLES = frozenset({"source", "code_text", "code_name", "code_cat", "cases"})
"""Tables that identify a QualCoder database."""

_OTHER_MEDIA = {
    "code_image": ("areas", "areas of pictures or pages"),
    "code_av": ("stretches of recordings", "stretches of recordings"),
}
"""Tables of codings of other media -> kind of loss, and description."""


def read(database: Database, name: str) -> Imported:
    """Import a project."""
    project = Project(name, "qualcoder", Report(where=database.where))
    codes = _codes(database, project)
    _texts(database, project)
    _codings(database, project, codes)
    _cases(database, project)
    _attributes(database, project)
    _memos(database, project)
    _report_rest(database, project, codes)
    return project.imported()


def _codes(database: Database, project: Project) -> dict[int, str]:
    """Add tags for categories and codes; returns code key -> tag name."""
    groups = {_key(row, "catid"): row for row in database.rows("code_cat")}
    codes = {_key(row, "cid"): row for row in database.rows("code_name")}
    # Categories get negative keys, because codes are numbered separately.
    names = {-key - 1: row.text("name") for key, row in groups.items()}
    names |= {key: row.text("name") for key, row in codes.items()}
    above = {}
    for key, row in groups.items():
        if (parent := _key(row, "supercatid")) >= 0:
            above[-key - 1] = -parent - 1
    for key, row in codes.items():
        if (parent := _key(row, "supercid")) >= 0:
            above[key] = parent
        elif (parent := _key(row, "catid")) >= 0:
            above[key] = -parent - 1
    paths = tree(names, above, project.report)
    for key, row in groups.items():
        if row.text("memo"):
            project.add_tag(Tag(paths[-key - 1], description=row.text("memo").strip()))
    for key, row in codes.items():
        color, memo = row.text("color"), row.text("memo").strip()
        project.add_tag(Tag(paths[key], color=hex_color(color), description=memo))
    return {key: paths[key] for key in codes}


def _texts(database: Database, project: Project) -> None:
    originals = 0
    for row in database.rows("source"):
        name, text = row.text("name"), row.text("fulltext")
        if not text.strip():
            memo = row.text("memo").strip()
            note = f" (memo “{short(memo)}”)" if memo else ""
            what = f"the file “{short(name)}”{note}: the project holds no text of it"
            project.report.lose("files without text", what)
            continue
        originals += bool(row.text("mediapath"))
        project.add_text(_key(row, "id"), name, text).memo(row.text("memo").strip())
    if originals:
        what = f"formatted originals whose plain text was taken instead: {originals}"
        project.report.lose("formatted originals", what)


def _codings(database: Database, project: Project, codes: dict[int, str]) -> None:
    for row in database.rows("code_text"):
        code = _key(row, "cid")
        if code not in codes:
            what = f"a coding with the code {code}, which the file does not list"
            project.report.lose("codings with unknown codes", what)
        _add(project, row, row.text("seltext"), tag=codes.get(code, ""))
    for row in database.rows("annotation"):
        _add(project, row, "")


def _add(project: Project, row: Values, stored: str, tag: str = "") -> None:
    selection = Selection(_key(row, "pos0"), _key(row, "pos1"), stored)
    note, author, made = row.text("memo").strip(), row.text("owner"), _moment(row)
    project.codings.append(Coding(_key(row, "fid"), selection, tag, note, author, made))


def _cases(database: Database, project: Project) -> None:
    for row in database.rows("cases"):
        project.add_case(_key(row, "caseid"), row.text("name"), row.text("memo").strip())
    for row in database.rows("case_text"):
        case, text = _key(row, "caseid"), _key(row, "fid")
        start, end = _key(row, "pos0"), _key(row, "pos1")
        counted = project.counted.get(text)
        # A span from 0 to 0, or to the end, means the whole text.
        whole = counted is None or end <= 0 or (start <= 0 and end >= len(counted.text) - 1)
        if whole:
            project.listed.setdefault(text, []).append(case)
            continue
        selection, note = Selection(start, end), row.text("memo").strip()
        author, made = row.text("owner"), _moment(row)
        project.codings.append(Coding(text, selection, "", note, author, made, case))


def _attributes(database: Database, project: Project) -> None:
    """Import attributes of files as document fields; all others are reported as lost."""
    for row in database.rows("attribute"):
        name, value, kind = row.text("name"), row.text("value").strip(), row.text("attr_type")
        key = _key(row, "id")
        if not value:
            continue
        document = project.texts.get(key) if kind == "file" else None
        if document and document.set_field(name, value):
            continue
        case = project.cases.get(key) if kind == "case" else None
        of = document.name if document else case.name if case else kind
        project.report.lose("variables", f"{name} = “{short(value)}” of “{short(of)}”")


def _memos(database: Database, project: Project) -> None:
    for row in database.rows("project"):
        project.memos.append(Memo("", row.text("memo")))
    for row in database.rows("journal"):
        name, entry = row.text("name"), row.text("jentry")
        project.memos.append(Memo(name, entry, row.text("owner"), row.text("date")))
    for row in database.rows("attribute_type"):
        if row.text("memo").strip():
            what = f"the memo “{short(row.text('memo'))}” on the variable {row.text('name')}"
            project.report.lose("memos", what)


def _report_rest(database: Database, project: Project, codes: dict[int, str]) -> None:
    """Report everything that belongs to no text."""
    for table, (kind, what) in _OTHER_MEDIA.items():
        rows = list(database.rows(table))
        if rows:
            tags = sorted({codes.get(_key(row, "cid"), "?") for row in rows})
            notes = joined_notes(*(row.text("memo") for row in rows))
            about = short(", ".join(tags) + (f"; {notes}" if notes else ""))
            project.report.lose(kind, f"{len(rows)} coded {what} ({about})", len(rows))
    for row in database.rows("graph"):
        project.report.lose("graphs", f"the graph “{short(row.text('name'))}”")
    for row in database.rows("stored_sql"):
        project.report.lose("queries", f"the saved query “{short(row.text('title'))}”")
    references = {_key(row, "risid") for row in database.rows("ris")}
    if references:
        project.report.lose("references", f"{len(references)} bibliographic references")
    important = sum(row.whole("important", 0, 0) == 1 for row in database.rows("code_text"))
    if important:
        project.report.lose("marks", f"the mark “important” of {important} codings")


def _key(row: Values, column: str) -> int:
    """A non-negative integer in a row; -1 if it is absent."""
    return row.whole(column, -1, 0)


def _moment(row: Values) -> datetime | None:
    return moment(row.text("date"))
