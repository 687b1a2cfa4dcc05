"""Files that are the old one or the new one, and locks."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.model.errors import ReaderError
from tui.store import atomic_files, file_operations, locks


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_write_and_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    stamp = atomic_files.write(path, b"one")
    assert atomic_files.read(path) == (b"one", stamp)
    assert atomic_files.stamp(path) == stamp
    assert mode(path) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_no_file(tmp_path: Path) -> None:
    assert atomic_files.read(tmp_path / "a") is None
    assert atomic_files.stamp(tmp_path / "a") is None
    assert atomic_files.is_current(tmp_path / "a", None)


@pytest.mark.parametrize("bits", [0o600, 0o644, 0o664, 0o400])
def test_an_existing_mode_is_kept(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(bits)
    atomic_files.write(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", bits)


def test_a_link_is_written_through_on_demand_and_else_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target.name)
    atomic_files.write(link, b"new", follow=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    atomic_files.write(link, b"newer")
    assert not link.is_symlink()
    assert (link.read_bytes(), target.read_bytes()) == (b"newer", b"new")


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_operations, "write", lambda handle, data: os.write(handle, data[:3]))
    atomic_files.write(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_the_order_is_file_rename_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def fsync(handle: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{handle}").is_dir() else "file")
        os.fsync(handle)

    def replace(one: Path, other: Path) -> None:
        done.append("replace")
        one.replace(other)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc to tell what a handle is")
    monkeypatch.setattr(file_operations, "fsync", fsync)
    monkeypatch.setattr(file_operations, "replace", replace)
    atomic_files.write(tmp_path / "a", b"x")
    assert done == ["file", "replace", "folder"]


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert atomic_files.create(path, b"one")
    assert not atomic_files.create(path, b"two")
    assert path.read_bytes() == b"one"
    (tmp_path / "link").symlink_to(tmp_path / "planted")
    assert not atomic_files.create(tmp_path / "link", b"two")
    assert not (tmp_path / "planted").exists()


def test_is_current(tmp_path: Path) -> None:
    path = tmp_path / "a"
    stamp = atomic_files.write(path, b"one")
    assert atomic_files.is_current(path, stamp)
    assert not atomic_files.is_current(path, None)
    os.utime(path)
    assert atomic_files.is_current(path, stamp), "touched, but the same bytes"
    path.write_bytes(b"two")
    assert not atomic_files.is_current(path, stamp)
    path.unlink()
    assert not atomic_files.is_current(path, stamp)


def lock_once(path: Path) -> None:
    with locks.locked(path):
        pass


@pytest.mark.parametrize(
    "action", [atomic_files.read, lambda path: atomic_files.write(path, b""), lock_once]
)
def test_errors_are_one_line_with_path_reason_and_advice(
    tmp_path: Path, action: Callable[[Path], object]
) -> None:
    (tmp_path / "gone").write_bytes(b"a file, not a folder")
    with pytest.raises(ReaderError, match=r"^/.*: cannot be .*; .*") as caught:
        action(tmp_path / "gone" / "a")
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value.__cause__, OSError)


def test_the_lock_file_stays_and_is_private(tmp_path: Path) -> None:
    with locks.locked(tmp_path / "a"):
        pass
    assert [p.name for p in tmp_path.iterdir()] == [".a.lock"]
    assert mode(tmp_path / ".a.lock") == 0o600


def test_a_lock_is_not_taken_through_a_planted_link(tmp_path: Path) -> None:
    (tmp_path / ".a.lock").symlink_to(tmp_path / "planted")
    with pytest.raises(ReaderError), locks.locked(tmp_path / "a"):
        pass
    assert not (tmp_path / "planted").exists()


def test_a_lock_that_another_holds_times_out(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with (
        locks.locked(path),
        pytest.raises(ReaderError, match="another program"),
        locks.locked(path, 0.05),
    ):
        pass
    with locks.locked(path, 0.0):
        pass


def test_the_lock_of_a_link_is_not_made_beside_its_target(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to("far/a")
    with locks.locked(tmp_path / "link"):
        pass
    assert list((tmp_path / "far").iterdir()) == []


def failing_sync(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Let fsync of folders fail, and that of files succeed."""

    def fsync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(code, os.strerror(code))
        os.fsync(handle)

    monkeypatch.setattr(file_operations, "fsync", fsync)


@pytest.mark.parametrize("write", [atomic_files.write, atomic_files.create])
def test_a_failed_fsync_of_the_folder_is_not_reported_as_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], object]
) -> None:
    failing_sync(monkeypatch, errno.EIO)
    with pytest.raises(
        atomic_files.UnconfirmedError, match=r"^/.*: written, but .*; .* save again$"
    ):
        write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EBADF, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_without_fsync_for_folders_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    failing_sync(monkeypatch, code)
    atomic_files.write(tmp_path / "a", b"new")
    atomic_files.make_folder(tmp_path / "b")


def test_a_folder_that_can_be_written_but_not_listed_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlisted(path: Path, flags: int, *mode: int) -> int:
        if path == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return os.open(path, flags, *mode)

    monkeypatch.setattr(file_operations, "open", unlisted)
    atomic_files.write(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_no_more_is_read_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    assert atomic_files.read(path, limit=10)
    monkeypatch.setattr(
        file_operations, "read", lambda handle, size: pytest.fail("read in spite of its size")
    )
    with pytest.raises(ReaderError, match=r"larger than .* MB, .*; make it smaller"):
        atomic_files.read(path, limit=9)


def test_a_file_that_grows_while_it_is_read_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"")
    reads = 0

    def endless(handle: int, size: int) -> bytes:
        nonlocal reads
        reads += 1
        return bytes(size)

    monkeypatch.setattr(file_operations, "read", endless)
    with pytest.raises(ReaderError, match="larger than"):
        atomic_files.read(tmp_path / "a", limit=3 << 20)
    assert reads == 4


def test_the_rights_of_a_file_can_be_set_and_no_link_lends_its_own(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    target.chmod(0o666)
    link.symlink_to(target.name)
    atomic_files.write(link, b"new")
    assert mode(link) == 0o600
    atomic_files.write(target, b"new", mode=0o600)
    assert mode(target) == 0o600


def test_threads_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_bytes(b"0")

    def work() -> None:
        for _ in range(10):
            with locks.locked(path):
                number = int(path.read_bytes())
                time.sleep(0.001)
                path.write_bytes(b"%d" % (number + 1))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() == b"30"


def test_a_killed_program_leaves_no_lock_behind(tmp_path: Path) -> None:
    code = (
        "import sys, time, pathlib\n"
        "from tui.store import locks\n"
        "with locks.locked(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(tmp_path / "a")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(ReaderError), locks.locked(tmp_path / "a", 0.05):
            pass
        other.kill()
    with locks.locked(tmp_path / "a", 5.0):
        pass


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "free some space"),
        (errno.EACCES, "check its permissions and those of its folder"),
        (errno.EIO, "check the disk and try again"),
        (None, "check the disk and try again"),
    ],
)
def test_the_advice_fits_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int | None, advice: str
) -> None:
    def fail(*args: object) -> int:
        raise OSError(code, "the reason") if code else OSError("the reason")

    monkeypatch.setattr(file_operations, "open", fail)
    with pytest.raises(ReaderError, match=f": the reason; {advice}$"):
        atomic_files.write(tmp_path / "a", b"x")


def test_a_link_is_read_through_unless_that_is_not_wanted(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"x")
    (tmp_path / "link").symlink_to("target")
    found = atomic_files.read(tmp_path / "link")
    assert found is not None
    assert found[0] == b"x"
    with pytest.raises(ReaderError, match="symbolic link"):
        atomic_files.read(tmp_path / "link", follow=False)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files here")
def test_no_file_stays_open(tmp_path: Path) -> None:
    def all_of_it() -> None:
        path = tmp_path / "folder" / "a"
        atomic_files.make_folder(path.parent)
        with locks.locked(path):
            atomic_files.write(path, b"x")
            atomic_files.create(path.with_name("b"), b"x")
            atomic_files.read(path)

    all_of_it()
    before = len([*Path("/proc/self/fd").iterdir()])
    for _ in range(5):
        all_of_it()
    assert len([*Path("/proc/self/fd").iterdir()]) == before
