"""The console entry: a command that prints, or the program on the screen."""

from __future__ import annotations

import gc
import os
import sys

from . import __version__

TYPE_CHECKING = False  # importing it from typing takes 5 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .cli import StartRequest


def main(argv: Sequence[str] | None = None) -> int:
    """Run `reader` with the given words (without them, those of the process); the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--version"]:
        sys.stdout.write(f"reader {__version__}\n")
        return 0
    try:
        return _run(words)
    except KeyboardInterrupt:
        return 130


def _run(words: Sequence[str]) -> int:
    from . import cli
    from .model.errors import ReaderError

    cli.prepare()
    try:
        outcome = cli.run(words)
        code = outcome if isinstance(outcome, int) else _open(outcome)
        sys.stdout.flush()
    except ReaderError as error:
        cli.complain(str(error))
        return 2 if isinstance(error, cli.UsageError) else 1
    except BrokenPipeError:
        # Whoever read the output has had enough.
        _drop_output()
        return 0
    except OSError as error:
        cli.complain(f"{error.filename or 'output'}: {error.strerror or error}")
        if error.filename is None:
            _drop_output()
        return 1
    except Exception as error:  # noqa: BLE001 - a traceback tells the user nothing
        return _fail(error)
    return code


def _fail(error: Exception) -> int:
    """Say in one line that the program has a fault, and keep the details."""
    from . import cli
    from .config import folders
    from .store import faults

    where = faults.log_fault(folders().state, error)
    cli.complain(f"stopped by a fault of its own ({type(error).__name__}); {where}")
    return 1


def _drop_output() -> None:
    """Let nothing that is still to be written fail once more when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open(start_request: StartRequest) -> int:
    """Open the program on the screen: the only place that imports it."""
    resume = _pause_garbage_collection()
    from .config import folders, load
    from .ui.app import run

    where = folders()
    config, problems = load(where.config)
    return run(
        start_request.target,
        where,
        config,
        start_request.document,
        problems,
        options=start_request.options,
        on_started=resume,
        files=start_request.files,
    )


def _pause_garbage_collection() -> Callable[[], None]:
    """Stop Python's cyclic garbage collector; the function returned starts it again.

    Nearly all objects that are made until the first frame stay until the end, and looking for
    garbage among them delays that frame by a tenth or more. For the same reason the collector
    leaves them out when it is started again.
    """
    gc.disable()

    def resume() -> None:
        gc.freeze()
        gc.enable()

    return resume


if __name__ == "__main__":
    sys.exit(main())
