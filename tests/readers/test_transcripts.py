"""Transcripts and chats as plain texts: a Block for each turn, its time, and who speaks."""

from __future__ import annotations

import pytest

from tui.attribution import suggest
from tui.model.document import Document
from tui.model.speaker_turns import transcript
from tui.readers.plain import read_text

INTERVIEW = (
    "Interview with P3, 4 May 2026\nINTERVIEWER: How long have you lived here?\n"
    "P3: Since 2010. My wife is\nfrom here.\nINTERVIEWER: And the water?\n"
    "P3: It stopped on Monday.\n[laughs]\n[00:03:12] P3: Nobody told us why.\n"
)
WHATSAPP = (
    "[04/05/2026, 10:12:44] Ann: The minister said no.\n[04/05/2026, 10:13:01] Bob: Really?\n"
    "He did?\n"
)
ANDROID = (
    "04/05/2026, 10:12 - Messages are encrypted.\n04/05/2026, 10:12 - Ann Lee: He said no.\n"
    "5/4/26, 10:13 AM - +44 20 7946 0958: Really?\n"
)
IRC = "[12:03] <ann> He said no.\n12:04 <@bob> Really?\n<ann> Yes: really.\n"
TELEGRAM = "Ann, [04.05.2026 10:12]\nHe said no.\n\nBob, [04.05.2026 10:13]\nReally?\n"
SCRIPT = (
    "INT. HOUSE - DAY\n\nJOHN\nHe said no.\n\nMARY (V.O.)\nReally?\n\nJOHN\nYes.\n\nMARY\nOh.\n"
)
COURT = "Q. Where were you?\nA. At home.\nQ. Alone?\nA. Yes.\n"
CHINESE = "记者：你好吗？\n王先生：我很好。\n记者：谢谢。\n王先生：再见。\n"

ZOOM = (
    "10:12:44 From  Ann Lee  to  Everyone:\n\tHe said no.\n"
    "10:13:01 From  Bob Ray  to  Ann Lee(Direct Message):\n\tReally?\n"
    "10:13:09\t From Ann Lee : Yes.\n"
)
TEAMS = "[10:12 AM] Ann Lee\nHe said no.\n[10:13 AM] Bob Ray\nReally?\n[10:14 AM] Ann Lee\nYes.\n"
DICTATED = "[00:00:03] Okay\n[00:00:05] He said no\n[00:00:09] Really\n"
BOUNCER = (
    "[14 Jan 12:36] <ann!n=a@10.0.0.1> -He said no.\n[14 Jan 12:37] <bob!n=b@10.0.0.2> +Really?\n"
    "[Jan 14 12:38] *** You disconnected\n"
)
TABS = "2026-05-04 10:12:44\t@ann\tHe said no.\n2026-05-04 10:13:01\t-->\tbob joined\n"
EVENTS = "10:12 < ann> He said no.\n10:13 -!- bob [~b@x] has joined\n10:14  * ann nods\n"
SYMBOLS = (
    "01/20/2026, 11:23 a. m. - Ann 🤓: He said no.\n01/20/2026, 11:24 p. m. - 🤓: Really?\n"
    "[04.05.26, 10:13:01] ~\u202fBob Ray 🇩🇰: Yes.\n"
)
TIMES_AFTER = (
    "I: Wo waren Sie? #00:00:03-5#\nB1: Zu Hause.#00:00:07-1#\nI: Allein? [00:00:09]\nB1: Ja.\n"
)
PARLIAMENT = (
    "Mr. Speaker: Order!\nThe Minister for Health (Mr. Otis): I beg to reply.\nMr. Speaker: Next.\n"
    "Mrs. Lee: Why?\nMrs. Lee: Thank you.\n"
)

TAGGED = (
    "<speech>Mr. Lee: It rained.</speech>\n<speech><b>Mrs. Otis:</b> Why?</speech>\n"
    "<speech>Mr. Lee: Nobody knows.</speech>\n<speech>Mrs. Otis: Ah.</speech>\n"
)

WRAPPED = "".join(
    f"{name}: I went down to the harbour early in the morning, and\nnobody was there to open it.\n"
    for name in ("ANN", "BOB", "ANN", "BOB")
)


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def speakers(document: Document) -> list[str]:
    return [made.speaker.name for made in suggest(document) if made.mode == "direct"]


def test_each_turn_is_a_block_of_its_own() -> None:
    found = read_text(INTERVIEW, "s")
    assert texts(found) == [
        "Interview with P3, 4 May 2026",
        "INTERVIEWER: How long have you lived here?",
        "P3: Since 2010. My wife is\nfrom here.",
        "INTERVIEWER: And the water?",
        "P3: It stopped on Monday.",
        "[laughs]",
        "[00:03:12] P3: Nobody told us why.",
    ]
    assert found.blocks[0].kind == "title"
    assert [time.label for time in found.times] == ["00:03:12"]


@pytest.mark.parametrize(
    ("text", "names", "blocks"),
    [
        (INTERVIEW, ["INTERVIEWER", "P3", "INTERVIEWER", "P3", "P3"], 7),
        (WHATSAPP, ["Ann", "Bob"], 2),
        (ANDROID, ["Ann Lee", "+44 20 7946 0958"], 3),
        (IRC, ["ann", "bob", "ann"], 3),
        (TELEGRAM, ["Ann", "Bob"], 2),
        (SCRIPT, ["JOHN", "MARY", "JOHN", "MARY"], 5),
        (COURT, ["Q", "A", "Q", "A"], 4),
        (CHINESE, ["记者", "王先生", "记者", "王先生"], 4),
        (ZOOM, ["Ann Lee", "Bob Ray", "Ann Lee"], 3),
        (TEAMS, ["Ann Lee", "Bob Ray", "Ann Lee"], 3),
        (DICTATED, [], 3),
        (BOUNCER, ["ann", "bob"], 3),
        (TABS, ["ann"], 2),
        (EVENTS, ["ann"], 3),
        (SYMBOLS, ["Ann 🤓", "🤓", "Bob Ray 🇩🇰"], 3),
        (TIMES_AFTER, ["I", "B1", "I", "B1"], 4),
        (
            PARLIAMENT,
            ["Mr. Speaker", "The Minister for Health", "Mr. Speaker", "Mrs. Lee", "Mrs. Lee"],
            5,
        ),
        (WRAPPED, ["ANN", "BOB", "ANN", "BOB"], 4),
        (TAGGED, ["Mr. Lee", "Mr. Lee", "Mrs. Otis"], 3),
    ],
    ids=[
        "interview",
        "whatsapp",
        "android",
        "irc",
        "telegram",
        "script",
        "court",
        "chinese",
        "zoom",
        "teams",
        "dictated",
        "bouncer",
        "tabs",
        "events",
        "symbols",
        "times-after",
        "parliament",
        "wrapped",
        "tagged",
    ],
)
def test_the_name_before_the_words_is_the_suggested_source(
    text: str, names: list[str], blocks: int
) -> None:
    found = read_text(text, "s")
    assert speakers(found) == names
    assert len(found.blocks) == blocks


def test_the_words_of_a_turn_are_its_content_and_the_name_is_its_source() -> None:
    found = read_text(WHATSAPP, "s")
    made = suggest(found)[-1]
    assert found.text[slice(*made.content)] == "Really?\nHe did?"
    assert made.source is not None
    assert found.text[slice(*made.source)] == "Bob"


def test_paragraphs_without_a_name_go_on_with_the_turn() -> None:
    text = "ANN: It rained.\n\nAll day long it did.\n\nBOB: No.\n\nANN: Yes.\n"
    assert speakers(read_text(text, "s")) == ["ANN", "ANN", "BOB", "ANN"]


@pytest.mark.parametrize(
    "text",
    [
        "Author: Jane Doe\nDate: 4 May 2026\nURL: https://example.org\n\nIt rained.\n",
        "Name: Ann\nAge: 3\n\nName: Bob\nAge: 4\n",
        "The minister said: no.\nNote: this.\nHe said: yes.\nNote: that.\n",
        "Photo: Reuters\n\nIt rained.\n\nPhoto: Reuters\n\nIt stopped.\n",
        "Ann: 1,205.\nBob: 310.\n\nOf the guild:\n\nAnn: 40.\nBob: 12.\n",
        "10:30 The ship left.\n11:00 The ship came.\n",
        "The latest: It rained.\n\n"
        + "Up next: the news.\n\nIt rained again.\n\n" * 2
        + "It rained on.\n\n" * 90,
        "INTRODUCTION\nIt rained.\n\nMETHODS\nWe looked.\n",
        "http://example.org\nhttp://example.com\n",
        "Name: Ann of the long and winding road to the sea\nAge: 3\n\nIt rained.\n\n"
        "Name: Bob of the long and winding road to the sea\nAge: 4\n\nIt stopped.\n",
        "<speech>It rained: a lot.</speech>\n<speech>It stopped: at last.</speech>\n",
        "",
    ],
)
def test_other_texts_are_no_transcripts(text: str) -> None:
    assert transcript(text) is None
