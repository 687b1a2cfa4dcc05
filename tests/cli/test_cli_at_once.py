"""Commands that change the same files at the same time: what each one reports is on disk."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.cli.noted import Run, notes_of, tag


def test_commands_at_once_lose_nothing(
    run: Run, process: Callable[..., Any], article: Path
) -> None:
    first = tag(run, article, "Two drivers", "--tag", "claim/event", "--source", "Ada Berg")
    second = tag(run, article, "nobody", "--tag", "claim/event")
    one, two = f"{article}#{first}", f"{article}#{second}"
    lines: list[list[object]] = [
        ["tag", article, "--quote", "an engineer", "--tag", "new/one"],
        ["tag", article, "--id", first, "--note", "Seen."],
        ["tag", article, "--id", second, "--tag", "use/key"],
        ["grade", one, "--credibility", "3", "--reliability", "C"],
        ["link", one, two, "--rel", "supports"],
        ["anchor", two, "--quote", "him to"],
        ["data", article, "--publisher", "Daily Ledger"],
        ["tags", "add", article, "new/two"],
        ["source", "set", article, "Carl Diaz", "--kind", "named"],
        ["judge", "add", article, "It is open.", "--cite", one],
        ["assign", article.parent, "--to", "anna"],
        ["done", article],
    ]
    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(lambda words: process(*words), lines))
    assert [done.code for done in ended] == [0] * len(lines), ended
    notes = notes_of(article)
    annotations = {each["id"]: each for each in notes["annotation"]}
    assert {done.out.strip() for done in ended[:6]} <= {*annotations}
    assert annotations[first]["note"] == "Seen."
    assert annotations[first]["credibility"] == 3
    assert annotations[first]["links"][0]["to"] == second
    assert annotations[second]["tags"] == ["claim/event", "use/key"]
    assert annotations[second]["quote"] == "him to"
    assert (notes["document"]["publisher"], notes["document"]["done"]) == ("Daily Ledger", [""])
    dossier, book = (
        tomllib.loads(article.with_name(name).read_text(encoding="utf-8"))
        for name in ("dossier.toml", "codebook.toml")
    )
    assert {"new/one", "new/two"} <= {each["name"] for each in book["tag"]}
    reliabilities = {each["name"]: each.get("reliability") for each in dossier["source"]}
    assert reliabilities == {"Ada Berg": "C", "Carl Diaz": None}
    assert [each["id"] for each in dossier["judgement"]] == [ended[9].out.strip()]
    assert [each["analysts"] for each in dossier["assignment"]] == [["anna"]]
