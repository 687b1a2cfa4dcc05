"""A crash, a full disk and an I/O error at every single file operation."""

from __future__ import annotations

import errno
from itertools import cycle, product
from pathlib import Path

import pytest
from faults import Crash, Faults
from scenes import SCENES, Check, Scene, prepared

from tests.sampling import sampled
from tui.model.errors import ReaderError
from tui.store import cleanup

FAILURES = {
    "crash": (None, False),
    "ENOSPC once": (errno.ENOSPC, True),
    "ENOSPC from then on": (errno.ENOSPC, False),
    "EIO once": (errno.EIO, True),
    "EIO from then on": (errno.EIO, False),
}


def _ordinary() -> list[tuple[str, str]]:
    """Each scene with a crash, and with one of the errors in turn."""
    errors = [failure for failure, (code, _) in FAILURES.items() if code]
    taken = zip(SCENES, cycle(errors), strict=False)
    return [*((name, "crash") for name in SCENES), *taken]


def act(scene: Scene, folder: Path, faults: Faults) -> tuple[list[Check], str]:
    """Play a scene; what it promised, and how it ended ("": well)."""
    promises: list[Check] = []
    with pytest.MonkeyPatch.context() as patch:
        faults.install(patch)
        try:
            scene.act(folder, promises.append)
        except ReaderError as error:
            return promises, str(error)
        except Crash:
            return promises, "crash"
        finally:
            faults.end()
    return promises, ""


def strays(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*.tmp")]


@pytest.mark.parametrize(("name", "failure"), sampled(product(SCENES, FAILURES), _ordinary()))
def test_whatever_fails_all_is_there_and_a_second_try_ends_well(
    tmp_path: Path, name: str, failure: str
) -> None:
    scene, (code, once) = SCENES[name], FAILURES[failure]
    dry = Faults()
    assert act(scene, prepared(scene, tmp_path / "dry"), dry)[1] == ""
    assert dry.count > 10
    for at in range(1, dry.count + 1):
        folder = prepared(scene, tmp_path / str(at))
        promises, end = act(scene, folder, Faults(at, code, once))
        assert "\n" not in end
        place = f"operation {at}, {dry.names[at - 1]}: {end}"
        assert scene.always(folder), place
        assert all(kept(folder) for kept in promises), place
        if code and once and dry.names[at - 1] != "unlink":
            assert strays(folder) == [], place
        more, end = act(scene, folder, Faults())
        assert end == "", place
        assert all(kept(folder) for kept in (*promises, *more)), place
        for path in [path for path in folder.rglob("*") if path.is_file()]:
            cleanup.sweep(path)
            cleanup.sweep_old(path.parent, -1)
        assert strays(folder) == [], place


def test_the_harness_reaches_every_operation_that_a_save_makes(tmp_path: Path) -> None:
    scene, faults = SCENES["a file with comments"], Faults()
    act(scene, prepared(scene, tmp_path / "x"), faults)
    needed = {"open", "read", "write", "fsync", "close", "fstat", "lstat", "replace", "lock"}
    assert needed <= {*faults.names}
    assert faults.names.count("fsync") == 4, "backup and notes, each with its folder"
