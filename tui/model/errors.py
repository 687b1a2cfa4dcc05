"""Errors whose message is written for the user."""

from __future__ import annotations


class ReaderError(Exception):
    """An error that the user can act on; its message says in one line what, where and what to do.

    The message is shown unchanged, without a traceback, and must not contain line breaks. Text
    from files is escaped where the message is displayed.
    """


class TransientError(ReaderError):
    """A ReaderError of an operation that may succeed if it is simply repeated later."""
