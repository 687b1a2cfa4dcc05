"""No power after any of the operations: what was promised is there, and everything is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from power import Disk, Tree
from scenes import SCENES, Check, Scene, prepared

from tui.model.errors import ReaderError
from tui.store import atomic_files


def put(tree: Tree, folder: Path) -> Path:
    """Make a folder that holds just this."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in tree.items():
        if data is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)
    return folder


class Played(NamedTuple):
    """What was lost of a scene, how many states a loss of power can leave, and all fsyncs."""

    lost: list[str]
    states: int
    syncs: int


def losses(
    scene: Scene,
    tmp: Path,
    broken: Callable[[bool], bool] = lambda is_folder: False,
    fail_at: int = 0,
) -> Played:
    """Play a scene, and cut the power after each operation."""
    model = Disk(prepared(scene, tmp / "now"), fail_at, broken)
    lost: list[str] = []
    seen: set[tuple[int, tuple[tuple[str, bytes | None], ...]]] = set()
    step = 0

    def look() -> None:
        nonlocal step
        step += 1
        for told, tree in model.states():
            state = (len(model.promises), tuple(tree.items()))
            if state in seen:
                continue
            seen.add(state)
            folder = put(tree, tmp / "after")
            checks = [scene.always, *model.promises]
            broken_ones = [i for i, check in enumerate(checks) if not holds(check, folder)]
            lost.extend(f"step {step}, {told}: promise {number}" for number in broken_ones)

    model.watch = look
    with pytest.MonkeyPatch.context() as patch:
        model.install(patch)
        for _ in range(1 + bool(fail_at)):
            with suppress(ReaderError):
                scene.act(tmp / "now", model.promise)
                break
    return Played(lost, len(seen), model.syncs)


def holds(check: Check, folder: Path) -> bool:
    try:
        return check(folder)
    except ReaderError:
        return False


@pytest.mark.parametrize("name", SCENES)
def test_nothing_promised_is_lost(tmp_path: Path, name: str) -> None:
    played = losses(SCENES[name], tmp_path)
    assert played.lost == []
    assert played.states > 5


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_control_the_harness_catches_a_missing_fsync(tmp_path: Path, name: str, kind: str) -> None:
    assert losses(
        SCENES[name], tmp_path, broken=lambda is_folder: is_folder == (kind == "folder")
    ).lost


@pytest.mark.parametrize("name", SCENES)
def test_after_an_fsync_that_failed_nothing_old_is_trusted(tmp_path: Path, name: str) -> None:
    for at in count(1):
        played = losses(SCENES[name], tmp_path / str(at), fail_at=at)
        assert played.lost == [], f"fsync {at}"
        if played.syncs < at:
            break
    assert at > 2


def test_control_the_harness_catches_trust_in_an_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = atomic_files.write

    def trusting(path: Path, data: bytes, **options: bool) -> atomic_files.Stamp:
        found = atomic_files.read(path)
        if found and found[0] == data:
            atomic_files.sync_folder(path.parent)
            return found[1]
        return real(path, data, **options)

    monkeypatch.setattr(atomic_files, "write", trusting)
    found = [
        losses(SCENES["a new file"], tmp_path / str(at), fail_at=at).lost for at in range(1, 4)
    ]
    assert any(found)
