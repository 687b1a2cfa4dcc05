"""The parameters and examples that the ordinary run tries; the long runs try more."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from hypothesis import settings


def sampled(cases: Iterable[Any], ordinary: Collection[Any]) -> list[Any]:
    """The cases as parameters for parametrize, with all but the ordinary ones marked as long.

    A case that is a tuple fills several parameters. Fails where an ordinary case is not a case.
    """
    cases = list(cases)
    assert all(case in cases for case in ordinary)
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=() if case in ordinary else pytest.mark.long,
        )
        for case in cases
    ]


def examples(share: float, **more: Any) -> settings:
    """Settings with this share of the examples of the profile, which is "ordinary" or "long".

    `more` are other settings of Hypothesis.
    """
    return settings(max_examples=round(share * settings().max_examples), deadline=None, **more)
