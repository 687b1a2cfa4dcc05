"""The reading screen: the one mediator between the Session and the widgets.

Built in layers, each of them what the user can do: `base` (showing), `reading` (moving), `tagging`,
`finding`, `noting`, `anchoring`, `keeping` (undo, saving, exporting, leaving).
"""

from .keeping import Keeping as ReaderScreen

__all__ = ["ReaderScreen"]
