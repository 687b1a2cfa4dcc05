"""The process that converts files: it is reused, limited, replaced, and ends with the program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.readers.archives import FOLDER
from tests.readers.pdfs import lines, pdf
from tests.sampling import sampled
from tui.model.document import Block, Document, PageStart
from tui.model.errors import ReaderError, TransientError
from tui.readers import bounds, docx, epub, html, mail, read, reading_progress, segment
from tui.readers import pdf as pdf_reader
from tui.readers.worker import answers, client, server
from tui.readers.worker.answers import ConverterError, Fault, Refusal

PAGE = b"<html><body><p>It rained on the pier.</p></body></html>"
"""A page, whose converter takes long to import, so that it can be stopped in its work."""

# Converted by the module that is imported soonest, for most tests start a process or several.
SUBTITLES = b"1\n00:00:01,000 --> 00:00:02,000\nIt rained on the pier.\n"
FORMATS = {"html": html, "epub": epub, "docx": docx, "eml": mail, "mhtml": mail, "pdf": pdf_reader}
posix = pytest.mark.skipif(os.name != "posix", reason="signals and /proc")


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    """Each test begins and ends without a process."""
    client.close_all()
    yield
    client.close_all()


def convert() -> str:
    return client.convert("subtitles", SUBTITLES, "quay").text


def kept() -> int:
    """The id of the process that is kept for the next file."""
    (one,) = client._idle
    return one._process.pid


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_one_process_makes_the_documents_that_the_converters_make() -> None:
    convert()
    first = kept()
    for suffix, converter in FORMATS.items():
        path = FOLDER / f"harbour.{suffix}"
        there, here = read(path), converter.read(path.read_bytes(), path.stem)
        for name in ("text", "blocks", "title", "lang", "marks", "data", "pages"):
            assert getattr(there, name) == getattr(here, name), (suffix, name)
    with pytest.raises(ReaderError):
        client.convert("html", b"<html></html>", "quay")
    assert kept() == first


def test_threads_do_not_wait_for_each_other_and_two_processes_are_kept_at_most() -> None:
    with ThreadPoolExecutor(3) as pool:
        texts = [done.result() for done in [pool.submit(convert) for _ in range(12)]]
    assert set(texts) == {"It rained on the pier."}
    assert 1 <= len(client._idle) <= 2
    assert all(is_running(one._process.pid) for one in client._idle)


@posix
def test_a_process_that_was_killed_meanwhile_is_replaced() -> None:
    convert()
    first = kept()
    os.kill(first, signal.SIGKILL)
    client._idle[0]._process.wait()
    assert convert() == "It rained on the pier."
    assert kept() != first


@posix
def test_a_crash_is_one_line_for_its_file() -> None:
    convert()
    pid = kept()
    with (
        reading_progress.reported_to(lambda share: os.kill(pid, signal.SIGKILL)),
        pytest.raises(ReaderError, match="damaged, or in need of more memory"),
    ):
        client.convert("html", PAGE, "quay")
    assert convert() == "It rained on the pier."


class GaveUpError(BaseException):
    pass


@posix
def test_giving_up_ends_the_process_in_the_middle_of_its_work() -> None:
    convert()
    pid = kept()

    def give_up(share: float) -> None:
        raise GaveUpError

    with reading_progress.reported_to(give_up), pytest.raises(GaveUpError):
        client.convert("html", PAGE, "quay")
    assert not is_running(pid)
    assert convert() == "It rained on the pier."


def test_time_that_other_programs_took_is_a_reason_to_try_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0)
    with pytest.raises(TransientError, match="within 0 seconds"):
        convert()
    monkeypatch.undo()
    assert convert() == "It rained on the pier."


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory here")
@pytest.mark.parametrize("suffix", sampled(["html", "pdf", "docx"], ["pdf"]))
def test_a_file_that_needs_too_much_memory_is_refused_and_the_next_one_read(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(bounds, "MEMORY", 20_000_000)
        with pytest.raises((ReaderError, ConverterError), match=r"(?i)memory"):
            read(FOLDER / f"harbour.{suffix}")
    assert read(FOLDER / f"harbour.{suffix}").title == "The ferry that did not sail"


def test_a_fault_of_a_converter_comes_with_its_traceback() -> None:
    with pytest.raises(ConverterError, match="ModuleNotFoundError"):
        client.convert("no_such_converter", SUBTITLES, "quay")
    assert convert() == "It rained on the pier."


def test_a_process_that_cannot_be_started_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(TransientError, match="cannot be started"):
        convert()


@pytest.mark.skipif(server.resource is None, reason="no limits here")
def test_a_process_sets_its_limit_of_time() -> None:
    script = (
        "from tui.readers.worker.server import begin_limits, resource\n"
        "begin_limits(60, 1 << 40)\n"
        "assert 60 < resource.getrlimit(resource.RLIMIT_CPU)[0] < 70"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.long
@pytest.mark.skipif(server.resource is None, reason="no limits here")
def test_the_system_ends_a_process_at_its_limit_of_time() -> None:
    limits = "from tui.readers.worker.server import begin_limits\nbegin_limits(0, 1 << 40)"
    script = f"{limits}\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, timeout=120)
    assert done.returncode == -signal.SIGXCPU


@posix
@pytest.mark.parametrize("ending", ["", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_the_process_ends_with_the_program(ending: str) -> None:
    script = (
        "from tui.readers.worker import client\n"
        f"client.convert('subtitles', {SUBTITLES!r}, 'x')\n"
        "print(client._idle[0]._process.pid, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script + ending], cwd=ROOT, stdout=subprocess.PIPE, check=False
    )
    pid = int(done.stdout)
    ends = time.monotonic() + 60
    while is_running(pid) and time.monotonic() < ends:
        time.sleep(0.01)
    assert not is_running(pid)


def test_a_text_needs_no_process() -> None:
    script = (
        "import sys; from tui.readers import read_bytes; read_bytes(b'A b.', stem='s');"
        "read_bytes(b'# A', stem='s', suffix='.md');"
        "assert not {'subprocess', 'tui.readers.worker'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


@contextmanager
def every_core_busy() -> Iterator[None]:
    """Twice as many processes that do nothing but run as there are cores, for a minute at most."""
    loop = "import time\nend = time.monotonic() + 60\nwhile time.monotonic() < end: pass"
    busy = [
        subprocess.Popen([sys.executable, "-S", "-c", loop])
        for _ in range(2 * (os.cpu_count() or 1))
    ]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def test_a_pdf_larger_than_a_pipe_is_read_though_the_client_looks_before_it_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "_POLL_SECONDS", 0.0001)
    data = pdf([lines(72, 700, ["It rained."])], info=f"/Padding ({'x' * 5 * 64 * 1024})")
    assert client.convert("pdf", data, "quay").text == "It rained."


@pytest.mark.long
@pytest.mark.parametrize("every", [0.0001, 0.1])
def test_a_pdf_larger_than_a_pipe_is_read_while_every_core_is_busy(
    every: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "_POLL_SECONDS", every)
    said = [
        f"The harbour master said on day {day} that the ferry would leave." for day in range(2400)
    ]
    data = pdf([lines(72, 700, said[first : first + 40]) for first in range(0, len(said), 40)])
    assert len(data) > 2 * 64 * 1024
    with every_core_busy():
        document = client.convert("pdf", data, "quay")
    assert " ".join(document.text.split()) == " ".join(said)


DOCUMENT = Document(
    text="Fog\n\nGulls sat on the \u201cpier\u201d. \U0001f6a2",
    blocks=(Block("title", 0, 3, 1), Block("list", 5, 31, 2, "1.")),
    title="Fog \udce9",
    split=segment.split,
    lang="en",
    data={"author": "Ada"},
    pages=(PageStart(0, 1), PageStart(5, 2)),
    remarks=("page 3 is damaged and could not be read",),
)


def test_an_answer_is_read_as_it_was_written() -> None:
    assert answers.loads(answers.dumps(DOCUMENT)) == DOCUMENT
    with pytest.raises(ReaderError, match="too large"):
        answers.loads(answers.dumps(Refusal("too large")))
    with pytest.raises(ConverterError, match="KeyError"):
        answers.loads(answers.dumps(Fault("KeyError")))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("text", 7),
        ("text", None),
        ("text", "Fog"),
        ("title", ["x"]),
        ("lang", None),
        ("data", {"author": 1}),
        ("data", []),
        ("blocks", [["script", 0, 3, 0, ""]]),
        ("blocks", [["title", 0, 3, 0]]),
        ("blocks", [["title", 3, 3, 0, ""]]),
        ("blocks", [["title", -1, 3, 0, ""]]),
        ("blocks", [["title", 0, 99, 0, ""]]),
        ("blocks", [["title", 5, 9, 0, ""], ["title", 0, 3, 0, ""]]),
        ("blocks", [["title", 0, True, 0, ""]]),
        ("blocks", [["title", 0, 3.0, 0, ""]]),
        ("blocks", 3),
        ("pages", [[9, 1], [0, 2]]),
        ("pages", [[0]]),
        ("pages", [["0", 1]]),
    ],
)
def test_an_answer_that_is_no_document_is_refused(key: str, value: Any) -> None:
    answer = json.loads(answers.dumps(DOCUMENT))
    with pytest.raises(ValueError, match=r"\w"):
        answers.loads(json.dumps({**answer, key: value}).encode())
    del answer[key]
    with pytest.raises(ValueError, match="no answer"):
        answers.loads(json.dumps(answer).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"7", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_no_answer(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        answers.loads(data)


def test_a_process_is_kept_however_much_memory_this_one_holds() -> None:
    held = bytearray(600 * 1024 * 1024)
    client.close_all()
    convert()
    first = kept()
    convert()
    assert kept() == first
    assert held
