"""The console entry: a command that prints, or the program on the screen."""

from __future__ import annotations

import gc
import os
import sys

from . import __version__

TYPE_CHECKING = False  # importing typing would delay `--version`
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .cli import StartRequest


def main(argv: Sequence[str] | None = None) -> int:
    """Run `reader` with the arguments `argv` (None: those of the process); return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--version"]:
        sys.stdout.write(f"reader {__version__}\n")
        return 0
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return 130


def _run(arguments: Sequence[str]) -> int:
    """Run a command or the screen; print each error in one line, and return the exit code."""
    from . import cli
    from .model.errors import ReaderError

    cli.prepare()
    try:
        outcome = cli.run(arguments)
        code = outcome if isinstance(outcome, int) else _run_screen(outcome)
        sys.stdout.flush()
    except ReaderError as error:
        cli.complain(str(error))
        return 2 if isinstance(error, cli.UsageError) else 1
    except BrokenPipeError:
        # The program that read the output has closed it, as `head` does.
        _discard_output()
        return 0
    except OSError as error:
        cli.complain(f"{error.filename or 'output'}: {error.strerror or error}")
        if error.filename is None:
            _discard_output()
        return 1
    except Exception as error:  # noqa: BLE001 - a traceback tells the user nothing
        return _report_fault(error)
    return code


def _report_fault(error: Exception) -> int:
    """Log a fault of the program, and print one line about it."""
    from . import cli
    from .config import folders
    from .store import faults

    where = faults.log_fault(folders().state, error)
    cli.complain(f"stopped by a fault of its own ({type(error).__name__}); {where}")
    return 1


def _discard_output() -> None:
    """Discard what is still buffered, so that the interpreter does not fail to write it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run_screen(start_request: StartRequest) -> int:
    """Run the program on the screen; only this function imports Textual."""
    resume_garbage_collection = _pause_garbage_collection()
    from .config import folders, load
    from .ui.app import run

    where = folders()
    config, problems = load(where.config)
    return run(
        start_request.target,
        where,
        config,
        start_request.document,
        [*problems, *start_request.messages],
        options=start_request.options,
        on_started=resume_garbage_collection,
        files=start_request.files,
    )


def _pause_garbage_collection() -> Callable[[], None]:
    """Stop Python's cyclic garbage collector; return the function that starts it again.

    Nearly all objects that are created before the first frame live until the end, and searching
    them for garbage delays that frame by a tenth or more. The restarted collector ignores them.
    """
    gc.disable()

    def resume() -> None:
        gc.freeze()
        gc.enable()

    return resume


if __name__ == "__main__":
    sys.exit(main())
