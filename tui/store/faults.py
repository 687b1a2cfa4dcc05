"""The boundary around the work on one file, and the file that keeps the details of faults.

What strangers made can meet a fault of the program or of a library that it uses. Whatever is
raised then concerns that one file: it is told in one line, and the work on the others goes on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from ..model.errors import ReaderError
from ..model.visible import visible
from . import atomic_files

Result = TypeVar("Result")

NAME = "fault.txt"
"""The name of the file with the details, in a state folder."""
_MOST = 256 * 1024
"""Bytes of details that are kept: the latest ones."""


def contained(name: str, state: Path, work: Callable[[], Result]) -> Result:
    """The result of some work on the file called `name`.

    Any exception of the work is raised as a ReaderError, which says in one line what happened and
    what to do; the details of a fault are kept in the folder `state`. A ReaderError of the work is
    raised as it is. What is no Exception, such as GivenUpError, passes.
    """
    try:
        return work()
    except (ReaderError, BrokenPipeError):
        raise
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise ReaderError(f"{name}: cannot be read ({why}); check the file") from error
    except MemoryError as error:
        where = keep(state, error, name)
        raise ReaderError(
            f"{name}: needs more memory than there is; close other programs or split it; {where}"
        ) from error
    except Exception as error:  # any: there is no telling what a library raises
        where = keep(state, error, name)
        raise ReaderError(
            f"{name}: not opened, by a fault of reader ({type(error).__name__});"
            f" save it as text and open that; {where}"
        ) from error


def keep(state: Path, error: BaseException, name: str = "") -> str:
    """Keep the details of a fault in a state folder; a phrase for the user that says where."""
    path = state / NAME
    lines = "".join(traceback.format_exception(error)).splitlines()
    when = datetime.now(UTC).isoformat(timespec="seconds")
    entry = "\n".join(map(visible, [f"{when} {name}".rstrip(), *lines, "", ""])).encode()
    try:
        atomic_files.make_folder_in(state.parent, state.name)
        atomic_files.write(path, (_kept(path) + entry)[-_MOST:], mode=atomic_files.PRIVATE)
    except ReaderError:
        return visible(lines[-1])
    return f"the details are in {path}"


def _kept(path: Path) -> bytes:
    """The details of earlier faults; none where they cannot be read."""
    with suppress(ReaderError):
        found = atomic_files.read(path, follow=False)
        return found[0][-_MOST:] if found else b""
    return b""
