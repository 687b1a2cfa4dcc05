"""Logs, delimited values and tables in plain text: each line stays a line, prose stays prose."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.document import Document
from tui.readers.plain import read_text
from tui.readers.records import are_records, is_log

LOG = "".join(
    f"2015-07-09 04:{n // 60:02}:{n % 60:02},137 {('INFO', 'WARN', 'ERROR')[n % 3]}"
    f" [worker-{n % 7}] connection from 10.0.{n % 255}.7 closed. It lasted {n} ms.\n"
    for n in range(1000)
)

RECORDS = {
    "syslog": "".join(f"Jul  9 04:{n:02}:11 host sshd[{n}]: Failed password\n" for n in range(9)),
    "web server": "".join(
        f'10.0.0.{n} - - [09/Jul/2015:04:{n:02}:11 +0000] "GET / HTTP/1.1" 200 {n}\n'
        for n in range(9)
    ),
    "journal with a trace": (
        "2015-07-09T04:00:11Z ERROR Cannot open the port\n  at Port.open (port.js:7)\n"
        "2015-07-09T04:00:12Z INFO Trying again\n2015-07-09T04:00:13Z INFO The port is open\n"
    ),
    "levels": "INFO start\nWARN slow\nERROR: disk full\nINFO end\n",
    "constant messages": "".join(
        f"2015-07-09 04:00:{n:02} INFO Server started\n" for n in range(9)
    ),
    "comma": "date,place,killed\n" + "".join(f"2015-07-{n:02},Hit,{n}\n" for n in range(9)),
    "quoted comma": 'place,source,n\nHit,"Ministry, Baghdad",3\nAnah,"Ministry, Baghdad",4\n',
    "semicolon": "Ort;Tote;Quelle\nHit;3;Amt\nAnah;4;Amt\n",
    "tab": "date\tplace\tkilled\n2015-07-01\tHit\t3\n2015-07-02\tAnah\t4\n",
    "bars": "| District | Killed |\n|---|---|\n| Hit | 3 |\n| Anah | 4 |\n",
    "drawn": "+------+---+\n| Hit  | 3 |\n| Anah | 4 |\n| Rawa | 5 |\n+------+---+\n",
    "columns": (
        "District        Killed   Wounded   Source\n--------------  ------   -------   ------\n"
        "Falluja             15       398   Ministry of Health\n"
        "Ramadi               6       361   Ministry of Health\n"
        "Karmah              41       217   Ministry of Health\n"
    ),
}

PROSE = {
    "wrapped": (
        "The port of Veld took its first ship on Monday, said the\nharbour master, who had been"
        " waiting since March for the\nstrike to end, and he said that 12 ships, at least, were\n"
        "waiting.\n"
    ),
    "two commas a line": (
        "Ships came, one by one, from the\nislands, the coast, and the other\nports, as before,"
        " with their crews\n"
    ),
    "a poem": "The river goes down to the sea\nand takes with it the moon\nand nobody who looks\n",
    "two spaces after a stop": (
        "The ship came in.  Nobody saw it.\nThe clerk slept.  The port was dark.\n"
        "It left again.  That was in May.\n"
    ),
    "items": "1.\tThe port opens\n2.\tThe strike ends\n3.\tThe ships leave\n",
    "dates in prose": (
        "The agreement was made on\n9 July 2015, and it was broken\non 10 July 2015 by the others\n"
    ),
    "an error in prose": "Errors were made.\nInfo was withheld.\nWarnings came too late.\n",
}


def rows(document: Document) -> list[str]:
    """The passages of the Blocks that are tables."""
    return [
        document.text[passage.start : passage.end]
        for number, block in enumerate(document.blocks)
        if block.kind == "table"
        for passage in document.passages(number)
    ]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_each_line_of_a_log_is_a_passage_with_its_time() -> None:
    document = read_text(LOG, "log")
    assert rows(document) == lines(LOG)
    assert document.text == LOG
    assert document.title == "log"
    assert document.time_at(LOG.index("[worker-3]")) == "2015-07-09 04:00:03,137"


@pytest.mark.parametrize("name", RECORDS)
def test_lines_of_records_stay_lines(name: str) -> None:
    document = read_text(f"What it shows\n\n{RECORDS[name]}\nThat was all. It was in May.\n", "x")
    assert rows(document) == lines(RECORDS[name])
    assert [block.kind for block in document.blocks][:1] == ["title"]


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_no_table(name: str) -> None:
    assert rows(read_text(f"A title\n\n{PROSE[name]}", "x")) == []


def test_justified_prose_is_no_table() -> None:
    chance = Random(7)
    words = "the port of Veld took its first ship on Monday said the master".split()  # noqa: SIM905
    for _ in range(200):
        text = "\n".join(
            "".join(word + " " * chance.choice((1, 1, 1, 2)) for word in chance.sample(words, 9))
            for _ in range(5)
        )
        assert not are_records(text)


def test_a_transcript_of_several_speakers_is_none_of_these() -> None:
    text = "".join(f"2015-07-09 04:00:{n:02} {'AB'[n % 2]}nna: Yes, no, yes.\n" for n in range(9))
    assert rows(read_text(text, "x")) == []
    assert not is_log(text)


@given(st.text('ab,;|\t \n2015-07:09INFO"', max_size=200))
def test_every_visible_character_is_in_one_passage(text: str) -> None:
    document = read_text(text, "x")
    covered = [False] * len(text)
    for number in range(len(document.blocks)):
        for passage in document.passages(number):
            for offset in range(passage.start, passage.end):
                assert not covered[offset]
                covered[offset] = True
    blocks = [range(block.start, block.end) for block in document.blocks]
    assert all(covered[i] for block in blocks for i in block if not text[i].isspace())
