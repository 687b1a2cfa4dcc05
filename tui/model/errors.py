"""The one error that is meant for the user's eyes."""

from __future__ import annotations


class ReaderError(Exception):
    """Something the user can act on, said in one line: what, where, and what to do.

    The message is shown as it is, without a traceback; it must hold no line breaks of its own
    (text that comes from files is made visible where the message is displayed).
    """


class TransientError(ReaderError):
    """A ReaderError for what may succeed at another time, though nothing is changed."""
