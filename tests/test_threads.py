"""Work that is done while the result of the one before is made use of."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from tui.library.updating import map_in_threads


def test_results_come_in_order() -> None:
    assert list(map_in_threads(str, range(50))) == [str(number) for number in range(50)]
    assert list(map_in_threads(str, [])) == []


def test_the_next_is_worked_on_while_one_is_used_and_no_more() -> None:
    begun = [threading.Event() for _ in range(4)]

    def work(number: int) -> int:
        begun[number].set()
        return number

    results = map_in_threads(work, range(4))
    assert next(results) == 0
    assert begun[1].wait(30)
    assert not begun[2].is_set()
    assert list(results) == [1, 2, 3]


def test_several_threads_work_at_the_same_time_and_results_stay_in_order() -> None:
    both = threading.Barrier(2, timeout=30)

    def work(number: int) -> int:
        both.wait()
        return number

    assert list(map_in_threads(work, range(6), threads=2)) == list(range(6))


def test_what_the_work_raises_is_raised_in_its_place() -> None:
    results: Iterator[float] = map_in_threads(lambda number: 1 / number, [1, 0])
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_its_thread_ends_when_nobody_wants_more() -> None:
    before = set(threading.enumerate())
    results = map_in_threads(str, range(9))
    next(results)
    (thread,) = set(threading.enumerate()) - before
    results.close()  # type: ignore[attr-defined]
    thread.join(30)
    assert not thread.is_alive()
