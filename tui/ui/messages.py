"""Messages: what the program tells the user, one message at a time, in one line of the layout.

Textual's own notifications are panels over the text; several of them cover what is being read.
"""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from textual.app import App
from textual.notifications import SeverityLevel
from textual.timer import Timer

from .display import one_line
from .widgets.message_line import MessageLine

if TYPE_CHECKING:
    from typing import Any

_MIN_WARNING_SECONDS = 1.0
"""Seconds that a warning is shown at least, whatever keys are pressed."""

_MIN_SECONDS = 4.0
"""Seconds that a message is shown at least if no key is pressed."""

_READING_SPEED = 15
"""The number of characters of a long message that are read in a second."""


class Message(NamedTuple):
    """A message of one line and its severity."""

    text: str
    severity: SeverityLevel = "information"


class MessageQueue:
    """Shows the first of its messages on the top screen; the others wait for their turn.

    A message goes away with the next key, or after some seconds.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._messages: deque[Message] = deque()
        self._line: MessageLine | None = None
        """The line that shows the first message."""
        self._timer: Timer | None = None
        self._shown_at = 0.0

    @property
    def messages(self) -> tuple[Message, ...]:
        """The message that is shown, and those that wait."""
        return tuple(self._messages)

    def add(self, message: Message, replace: bool = False) -> None:
        """Show a message after those that wait; with `replace`, now, instead of the shown one."""
        if replace:
            if self._messages:
                self._messages.popleft()
            self._messages.appendleft(message)
        else:
            self._messages.append(message)
        if self._messages[0] is message:
            self._begin()

    def clear(self) -> None:
        """Remove all messages."""
        self._messages.clear()
        self._begin()

    def key_pressed(self, pressed_at: float) -> None:
        """Show the next message after a key, pressed at a time of the monotonic clock.

        The message stays if the key was pressed before it was shown, and a warning stays longer.
        """
        if self._messages:
            is_warning = self._messages[0].severity != "information"
            if pressed_at > self._shown_at + (_MIN_WARNING_SECONDS if is_warning else 0):
                self._next()

    def _next(self) -> None:
        self._messages.popleft()
        self._begin()

    def _begin(self) -> None:
        """Show the first message for as long as it takes to read it."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        self._shown_at = time.monotonic()
        if self._messages:
            seconds = max(_MIN_SECONDS, len(self._messages[0].text) / _READING_SPEED)
            self._timer = self._app.set_timer(seconds, self._next)
        self.show_on_top()

    def show_on_top(self) -> None:
        """Show the first message on the screen that is on top now."""
        line = self._top_line()
        if self._line and self._line is not line and self._line.is_attached:
            self._line.show("")
        self._line = line
        if line and self._messages:
            line.show(*self._messages[0])
        elif line:
            line.show("")

    def _top_line(self) -> MessageLine | None:
        """The message line of the uppermost screen that has one."""
        for screen in reversed(self._app.screen_stack):
            line: MessageLine
            for line in screen.query(MessageLine):
                return line
        return None


class _HasMessages(Protocol):
    """The app of the program, as far as messages are concerned."""

    messages: MessageQueue


def tell(app: App[Any], text: str, warn: bool = False, keep_earlier: bool = False) -> None:
    """Show a message in place of the one that is shown; `keep_earlier` shows it after that."""
    message = Message(one_line(text), "warning" if warn else "information")
    cast("_HasMessages", app).messages.add(message, replace=not keep_earlier)
