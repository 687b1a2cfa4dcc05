"""What every Textual app costs: one Static with a page of text; j shows another, q quits."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Static

PAGES = [
    "\n".join(f"Row {row} of the bare page {page}, a line of plain text." for row in range(38))
    for page in (1, 2)
]


class Bare(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        """The first page."""
        self.number = 0
        self.page = Static(PAGES[0], markup=False)
        yield self.page

    def on_key(self, event: Key) -> None:
        """The other page, or the end."""
        if event.key == "q":
            self.exit()
        else:
            self.number = 1 - self.number
            self.page.update(PAGES[self.number])


if __name__ == "__main__":
    Bare().run()
