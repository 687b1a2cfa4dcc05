"""What it costs every Textual app to change a list beside a page: j the page, k both, q quits."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.widgets import Static

PAGES = [
    "\n".join(f"Row {row} of the bare page {page}, a line of plain text." for row in range(38))
    for page in (1, 2)
]
LISTS = [
    "\n".join(
        f"[bold]Note {row}[/] on page {page}\n[red]■[/] a tag [dim]dim[/]" for row in range(6)
    )
    for page in (1, 2)
]


class Beside(App[None]):
    """Two Statics, which keep their sizes."""

    CSS = "Static { height: 1fr; width: 1fr; } #list { width: 40; }"

    def compose(self) -> ComposeResult:
        """The first page and its list."""
        self.number = 0
        self.page, self.list = Static(PAGES[0], markup=False), Static(LISTS[0], id="list")
        with Horizontal():
            yield self.page
            yield self.list

    def on_key(self, event: Key) -> None:
        """The other page, and with k its list, or the end."""
        if event.key == "q":
            self.exit()
            return
        self.number = 1 - self.number
        self.page.update(PAGES[self.number], layout=False)
        if event.key == "k":
            self.list.update(LISTS[self.number], layout=False)


if __name__ == "__main__":
    Beside().run()
