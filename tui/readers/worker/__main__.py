"""Entry point of the worker process: `python -m tui.readers.worker`."""

from __future__ import annotations

from .server import serve

if __name__ == "__main__":
    serve()
