"""Keys that nothing is bound to: a message names the nearest key that does something."""

from __future__ import annotations

from functools import lru_cache

from textual.events import Key

from ...commands import COMMANDS, COMMANDS_BY_ID, key_label, keys_of, nearest_command
from ..context import ReadingContext


@lru_cache(maxsize=1)
def _article_keys(settings: tuple[tuple[str, str], ...]) -> frozenset[str]:
    keys = dict(settings)
    return frozenset(k for c in COMMANDS if c.scope == "article" for k in keys_of(c, keys))


def explain(ctx: ReadingContext, key: str, label: str) -> None:
    """Name the nearest command if nothing is bound to a key."""
    if key in _article_keys(tuple(ctx.config.keys.items())) or key in ctx.screen.active_bindings:
        return
    help_key = key_label(keys_of(COMMANDS_BY_ID["help"], ctx.config.keys)[0])
    message = f"{label} does nothing here"
    if command := nearest_command(key, ctx.config.keys):
        message += f"; {key_label(keys_of(command, ctx.config.keys)[0])}: {command.label}"
    ctx.toast(f"{message}; {help_key}: all keys")


def pressed(ctx: ReadingContext, event: Key) -> None:
    """Check the files after a pause, because not every terminal reports the focus; then explain."""
    ctx.file_watch.check_if_due()
    character = event.character if event.is_printable else None
    explain(ctx, event.key, (character or "").strip() or key_label(event.key))
