"""Contain exceptions in the work on one file, and log their details.

An untrusted file may trigger a bug in the program or in a library. The exception is then reported
in one line for that file, and the work on other files continues.
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
"""The name of the log file in a state folder."""
_MOST = 256 * 1024
"""Maximum size of the log in bytes; the oldest entries are removed."""


def contain_faults(name: str, state: Path, work: Callable[[], Result]) -> Result:
    """Call `work` on the file called `name` and return its result.

    Any exception is raised as a ReaderError that says in one line what happened and what to do; its
    traceback is logged in the folder `state`. A ReaderError is passed on unchanged, as is a
    BaseException that is not an Exception, such as WorkCancelledError.
    """
    try:
        return work()
    except (ReaderError, BrokenPipeError):
        raise
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise ReaderError(f"{name}: cannot be read ({why}); check the file") from error
    except MemoryError as error:
        where = log_fault(state, error, name)
        raise ReaderError(
            f"{name}: needs more memory than there is; close other programs or split it; {where}"
        ) from error
    except Exception as error:  # any, because a library may raise anything
        where = log_fault(state, error, name)
        raise ReaderError(
            f"{name}: not opened, by a fault of reader ({type(error).__name__});"
            f" save it as text and open that; {where}"
        ) from error


def log_fault(state: Path, error: BaseException, name: str = "") -> str:
    """Log an exception in a state folder; returns a phrase for the user that says where."""
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
    """The content of the log; empty if it cannot be read."""
    with suppress(ReaderError):
        found = atomic_files.read(path, follow=False)
        return found[0][-_MOST:] if found else b""
    return b""
