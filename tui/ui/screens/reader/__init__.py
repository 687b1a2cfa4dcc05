"""The reading screen: the one mediator between the Session and the widgets.

Built in layers, each of them what the user can do: `base` (showing), `reading` (moving), `tagging`,
`finding`, `noting`, `listening` (who may be speaking), `sourcing`, `weighing` (what is linked),
`linking`, `judging`, `anchoring` (boundaries), `drafting` (what is being typed), `saving` (and
leaving), `keeping` (undo, what others write), `exporting`.
"""

from .exporting import Exporting as ReaderScreen

__all__ = ["ReaderScreen"]
