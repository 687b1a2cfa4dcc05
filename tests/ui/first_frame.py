"""Print the modules that the program has imported when its first frame is painted, one per line.

    python -m tests.ui.first_frame ARTICLE

The list leaves out the modules that every Textual app imports, submodules of Python's own packages,
and modules whose names change with each release (compiled parts of tomli, tables of Unicode).
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[set[str]]):
    """A Textual app with one widget; its result is the set of the imported modules."""

    def compose(self) -> ComposeResult:
        """Yield the widget."""
        yield Static("text")

    def on_ready(self) -> None:
        """End once the first frame is painted."""
        self.call_after_refresh(lambda: self.exit(set(sys.modules)))


def imported(path: Path) -> set[str]:
    """The modules that the program imports to show an article, without those of Textual."""
    import textual.drivers.linux_driver  # noqa: F401 - a headless app has another driver

    before = Bare().run(headless=True) or set()
    import tui.__main__
    import tui.cli.start_request
    import tui.ui.driver
    from tui.config import folders, load
    from tui.ui.app import ReaderApp

    found = set[str]()

    class Watched(ReaderApp):
        CSS_PATH = Path(tui.ui.driver.__file__).with_name("app.tcss")

        def on_ready(self) -> None:
            # Handlers run from the subclass up, so that the frame is painted after this one.
            self.call_next(self.end_with_imports)

        def end_with_imports(self) -> None:
            found.update(sys.modules)
            self.exit(0)

    own = folders()
    Watched(path, own, load(own.config)[0]).run(headless=True)
    return {_short(name) for name in found - before if not name.endswith("__mypyc")}


def _short(name: str) -> str:
    package = name.partition(".")[0]
    return package if package in {*sys.stdlib_module_names, "rich"} else name


if __name__ == "__main__":
    print("\n".join(sorted(imported(Path(sys.argv[1])))))
