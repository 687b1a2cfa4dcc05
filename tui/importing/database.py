"""SQLite databases of unknown origin, read within bounds and never written.

A database is opened read-only and as one that does not change, so that no journal or lock is made
beside it. Only plain tables are read: a view or a virtual table could compute without end. What a
row holds may have any type, whatever its column says; a value of another type counts as absent.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ..model.errors import ReaderError
from .values import Values

MAGIC = b"SQLite format 3\0"
"""How each database begins."""

_SECONDS = 60.0
_ROWS = 1_000_000
"""Rows that are read, of all tables together."""
_LONGEST = 64 * 1024 * 1024
"""Bytes of the longest value."""
_MOST = 256 * 1024 * 1024
"""Bytes that are read, of all tables together."""
_STEPS = 10_000
"""Instructions of SQLite between two looks at the clock."""
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)


class Database:
    """The tables of a database; `where` stands before what its errors say."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        self._connection, self.where = connection, where
        self._rows, self._bytes = _ROWS, _MOST
        found = self._fetched(self._cursor("select type, name, sql from sqlite_master"))
        self.tables = frozenset(
            str(name).casefold()
            for kind, name, sql in found
            if kind == "table" and not str(sql).casefold().startswith("create virtual")
        )

    def rows(self, table: str) -> Iterator[Values]:
        """The rows of a table, columns in lower case; none where there is no such table."""
        if table not in self.tables:
            return
        cursor = self._cursor(f'select * from "{table}"')
        names = [str(column[0]).casefold() for column in cursor.description]
        for row in self._fetched(cursor):
            self._bytes -= sum(len(cell) for cell in row if isinstance(cell, str))
            self._rows -= 1
            if self._rows < 0 or self._bytes < 0:
                raise ReaderError(f"{self.where}: holds more than a project does; it is not read")
            yield Values({n: _plain(cell) for n, cell in zip(names, row, strict=True)})

    def _cursor(self, query: str) -> sqlite3.Cursor:
        with self._errors():
            return self._connection.execute(query)

    def _fetched(self, cursor: sqlite3.Cursor) -> Iterator[tuple[object, ...]]:
        while True:
            with self._errors():
                row = cursor.fetchone()
            if row is None:
                return
            yield row

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            late = "interrupted" in str(error)
            what = "takes too long to read" if late else f"no sound database ({error})"
            raise ReaderError(f"{self.where}: {what}; save the project again") from error


@contextmanager
def opened(path: Path, where: str) -> Iterator[Database]:
    """A database, read-only; ReaderError for a file that is none, or damaged."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    deadline = time.monotonic() + _SECONDS
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=True)
    except sqlite3.Error as error:
        raise ReaderError(f"{where}: cannot be opened ({error})") from error
    with closing(connection):
        connection.text_factory = _text
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.set_authorizer(_authorized)
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
        yield Database(connection, where)


def _authorized(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _text(data: bytes) -> str:
    """The text of a cell; some old projects have it in the code page of Windows."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _plain(cell: object) -> object:
    """A cell; a number without a fraction, which some programs store as a real one, is whole."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
