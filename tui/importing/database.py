"""Reads untrusted SQLite databases within limits, without ever writing to them.

A database is opened as read-only and immutable, so that SQLite creates no journal or lock beside
it. Only ordinary tables are read: a view or virtual table could compute forever. SQLite does not
enforce column types, so a value of an unexpected type counts as absent.
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
"""The first bytes of every SQLite database."""

_SECONDS = 60.0
_ROWS = 1_000_000
"""Limit of rows read from all tables together."""
_LONGEST = 64 * 1024 * 1024
"""Limit of one value in bytes."""
_MOST = 256 * 1024 * 1024
"""Limit of bytes read from all tables together."""
_STEPS = 10_000
"""SQLite virtual machine instructions between two checks of the time limit."""
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)


class Database:
    """The tables of a database; `where` is the prefix of error messages."""

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
        """The rows of a table with column names in lower case; empty without such a table."""
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
    """Open a database read-only; raises ReaderError if the file is damaged or no database."""
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
    """Decode a text cell; some old projects contain text in a Windows code page."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _plain(cell: object) -> object:
    """A cell value; a float without fraction is an integer, as some programs store those so."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
