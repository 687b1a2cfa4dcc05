"""Subtitles: what their cues become, the times of the words, and what is left out."""

from __future__ import annotations

import pytest

from tui.model.document import Document
from tui.model.errors import ReaderError
from tui.readers import read_bytes


def document(text: str, suffix: str) -> Document:
    return read_bytes(text.encode(), stem="s", suffix=suffix)


def texts(document: Document) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks]


def srt(*cues: tuple[str, str]) -> Document:
    """A file of SubRip with cues (times, text)."""
    numbered = (f"{n}\n{times}\n{text}\n" for n, (times, text) in enumerate(cues, 1))
    return document("\n".join(numbered), ".srt")


def vtt(body: str, header: str = "WEBVTT") -> Document:
    return document(f"{header}\n\n{body}", ".vtt")


def test_cues_that_go_on_are_one_sentence_with_the_time_of_each() -> None:
    found = srt(
        ("00:01:14,440 --> 00:01:15,760", "He left the"),
        ("00:01:15,880 --> 00:01:19,520", "house at nine."),
    )
    assert found.text == "He left the house at nine."
    assert [tuple(time) for time in found.times] == [(0, "00:01:14"), (12, "00:01:15")]
    assert (found.time_at(3), found.time_at(20)) == ("00:01:14", "00:01:15")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<i>It rained</i>", "It rained"),
        ('<font color="red">It rained</font>', "It rained"),
        (r"{\an8}It rained", "It rained"),
        ("It rained <3", "It rained <3"),
        ("It\nrained", "It rained"),
        ("It\n\nrained", "It rained"),
        ("In\n1848", "In 1848"),
    ],
)
def test_tags_go_and_words_stay(line: str, text: str) -> None:
    found = srt(("00:00:01,0 --> 00:00:02,0", line), ("00:00:02,0 --> 00:00:03,0", "Yes."))
    assert found.text == f"{text} Yes."


@pytest.mark.parametrize(
    "lines",
    [("Where is it?", "- Here."), ("Where is it?", ">> Here."), ("ANN: Where?", "BOB: Here.")],
)
def test_another_speaker_begins_a_block(lines: tuple[str, str]) -> None:
    cues = (("00:00:01,000 --> 00:00:02,000", line) for line in lines)
    assert len(srt(*cues).blocks) == 2


@pytest.mark.parametrize(("gap", "count"), [("00:00:03", 1), ("00:00:09", 2)])
def test_a_pause_after_a_sentence_begins_a_block(gap: str, count: int) -> None:
    found = srt(
        ("00:00:01,000 --> 00:00:02,000", "It rained."), (f"{gap},000 --> {gap},900", "It stopped.")
    )
    assert len(found.blocks) == count


def test_voices_of_webvtt_are_names_before_the_words() -> None:
    found = vtt(
        "00:01.000 --> 00:02.000\n<v Ann Lee>Where is it?\n\n"
        "00:02.000 --> 00:03.000\n<v Ann Lee>Is it &amp; here?</v>\n\n"
        "name\n00:03.000 --> 00:04.000 align:start\n<v.loud Bob>No.\n"
    )
    assert texts(found) == ["Ann Lee: Where is it? Is it & here?", "Bob: No."]
    assert found.remarks == ()


def test_captions_that_roll_up_are_there_once() -> None:
    found = vtt(
        "00:01.000 --> 00:02.000\nIt rained\n\n00:02.000 --> 00:03.000\nIt rained\nall day\n\n"
        "00:03.000 --> 00:03.010\nall day\n\n00:03.010 --> 00:04.000\nall day\nand all night\n"
    )
    assert found.text == "It rained all day and all night"


def test_a_word_that_is_said_twice_stays() -> None:
    cue = ("00:00:01,000 --> 00:00:02,000", "No.")
    assert srt(cue, cue).text == "No. No."


def test_comments_and_lines_without_a_time_are_counted() -> None:
    found = vtt(
        "NOTE made by hand\nin a hurry\n\nSTYLE\n::cue {}\n\nlost words\n\n"
        "1\n00:01.000 --> 00:02.000\nIt rained.\n"
    )
    assert found.text == "It rained."
    assert found.remarks == (
        "s: lines of comments that are left out: 2",
        "s: lines without a time that are left out: 1",
    )


def test_the_language_is_the_one_that_the_file_says() -> None:
    assert vtt("00:01.000 --> 00:02.000\nJa.", "WEBVTT\nLanguage: sv-SE").lang == "sv"


@pytest.mark.parametrize("suffix", [".srt", ".vtt"])
def test_a_file_without_cues_is_refused(suffix: str) -> None:
    with pytest.raises(ReaderError, match="no subtitles"):
        document("It rained.", suffix)


@pytest.mark.parametrize("suffix", ["", ".log"])
def test_subtitles_are_known_by_their_content(suffix: str) -> None:
    assert document("1\n00:00:01,000 --> 00:00:02,000\nIt rained.\n", suffix).text == "It rained."


def test_subtitles_of_youtube_are_read() -> None:
    found = document(
        "0:01:14.440,0:01:15.760\nHe left the\n\n0:01:15.880,0:01:19.520\nhouse at nine.\n", ".sbv"
    )
    assert found.text == "He left the house at nine."
    assert [time.label for time in found.times] == ["00:01:14", "00:01:15"]


@pytest.mark.parametrize(("number", "text"), [("2", "It rained. Yes."), ("7", "It rained. 7 Yes.")])
def test_a_number_that_counts_the_next_cue_is_no_word(number: str, text: str) -> None:
    found = vtt(
        f"1\n00:01.000 --> 00:02.000\nIt rained.\n{number}\n00:02.000 --> 00:03.000\nYes.\n"
    )
    assert found.text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Aegisub", "[Script Info]\nTitle: x\n\n[Events]\nDialogue: 0,0:00:01.00,,,It rained.\n"),
        ("TTML", '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>'),
        ("TTML", '<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"><tt:body/></tt:tt>'),
        ("MicroDVD", "{10}{60}It rained.\n"),
    ],
)
def test_subtitles_of_other_formats_are_named(name: str, text: str) -> None:
    (remark,) = document(text, ".sub").remarks
    assert name in remark
    assert "pysubs2 --to srt" in remark
