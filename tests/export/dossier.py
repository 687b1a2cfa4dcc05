"""A dossier as an analyst hands it over: 26 passages of three articles, weighed and judged."""

from __future__ import annotations

from dataclasses import replace

from tui.export import ExportDocument
from tui.model.annotation import Annotation, DocumentData, Judgement, Link, Notes, Source
from tui.model.codebook import Codebook, Tag

from .samples import exported, mark

BOOK = Codebook(
    (
        Tag("source/official", color="blue", description="An official who is named speaks."),
        Tag("source/witness", color="teal", description="Somebody who was there speaks."),
        Tag("claim/event", color="red", description="Something is said to have happened."),
        Tag("claim/figure", color="orange", description="A number is given."),
        Tag("claim/denial", color="purple", description="A party denies a claim."),
        Tag("basis/unconfirmed", color="gray", description="The article says it is not confirmed."),
        Tag("topic/dam", color="green", description="The state of the dam."),
        Tag("topic/evacuation", color="pink", description="Who has to leave, and when."),
        Tag("topic/money", color="yellow", description="What was paid, and by whom."),
    )
)

MERIDIAN = """\
Water over the crest at Orlec dam

Water ran over the crest of the Orlec dam for six hours on Tuesday night, the operator said.

“The wall is sound and it has never been anything else,” said Tereza Malik, who runs the dam.

A shift foreman, who asked not to be named, said two of the five gates had been stuck since March.

The valley below has eleven villages and, by the count of the district, some 14,000 people.

“We were told to pack at nine and told to stay at ten,” said a baker in Lower Orlec.

The district governor, Pavel Orsic, said nobody had been told to leave before midnight.

Engineers from the university put the flow at 900 cubic metres a second, twice the norm.

The repair of the gates was paid for in 2024, according to the budget of the water board.

Nobody at the ministry wanted to say when the gates had last been tested.
"""

COURIER = """\
Governor: no order was given

No order to evacuate was given before midnight, the governor’s office repeated on Wednesday.

Three buses stood empty at the school in Lower Orlec from half past nine, a teacher said.

The operator’s own log, seen by this newspaper, notes “gates 2 and 4 do not answer” on 3 March.

Ms. Malik called the page “a draft that somebody took home” and said both gates opened on Tuesday.

A diver who inspected gate 4 in May said its shaft was bent and “would not move for God himself”.

The water board says that it paid 3.2 million for the repair and holds the invoices.

The contractor says that it was paid half of that, and that the work was never finished.

It is said in the valley that the gates were opened by hand, with a car jack.
"""

GAZETTE = """\
Eleven villages, one siren

One siren serves the eleven villages, and it was heard in four of them, the fire service said.

The head of the fire service, Ilona Dvor, said that her people had begun to move the old at nine.

By morning 6,200 people were in the halls of Brana, the mayor there said.

The Red Cross counted 4,900 beds in use in the same halls.

The dam’s crest had dropped by four centimetres, a surveyor said after the water was gone.

“A crest does that every spring,” Ms. Malik said, “and in autumn it comes back.”

The surveyor’s figures have not been published, and the institute did not answer questions.

The ministry has asked two foreign engineers to look at the gates, an official said.

Their report is due within three weeks, according to a letter that the ministry sent to the board.
"""

SOURCES = (
    Source("malik", "Tereza Malik", "operator of the dam", "D", "a party to the question", "named"),
    Source("foreman", "Shift foreman", "not named", "B", "works at the gates", "unnamed"),
    Source("governor", "Pavel Orsic", "district governor", "C", "", "named"),
    Source("baker", "Baker in Lower Orlec", "", "", "", "unnamed"),
    Source(
        "engineers", "Engineers of the university", "", "B", "publish their method", "collective"
    ),
    Source("board", "Water board", "budget and invoices", "B", "", "document"),
    Source("log", "Log of the operator", "page of 3 March", "", "", "document"),
    Source("diver", "Diver", "inspected gate 4 in May", "C", "", "unnamed"),
    Source("contractor", "Contractor", "", "", "", "collective"),
    Source("teacher", "Teacher in Lower Orlec", "", "C", "", "unnamed"),
    Source("dvor", "Ilona Dvor", "head of the fire service", "B", "was there", "named"),
    Source("mayor", "Mayor of Brana", "", "C", "", "unnamed"),
    Source("cross", "Red Cross", "counts beds", "A", "", "collective"),
    Source("surveyor", "Surveyor", "not named", "C", "", "unnamed"),
    Source("ministry", "Ministry", "", "C", "", "collective"),
)

Said = tuple[str, str, str, int, tuple[str, ...]]
"""The beginning of a passage, its id, its source, its credibility and its tags."""

_MERIDIAN: tuple[Said, ...] = (
    ("Water ran", "A1", "malik", 2, ("topic/dam", "claim/event")),
    ("“The wall", "A2", "malik", 4, ("topic/dam", "claim/denial")),
    ("A shift foreman", "A3", "foreman", 2, ("topic/dam", "claim/event", "source/witness")),
    ("The valley below", "A4", "", 3, ("topic/evacuation", "claim/figure")),
    ("“We were told", "A5", "baker", 3, ("topic/evacuation", "source/witness", "claim/event")),
    ("The district governor", "A6", "governor", 4, ("topic/evacuation", "claim/denial")),
    ("Engineers from", "A7", "engineers", 2, ("topic/dam", "claim/figure")),
    ("The repair of", "A8", "board", 2, ("topic/money", "claim/event")),
    ("Nobody at the", "A9", "", 0, ("topic/dam",)),
)
_COURIER: tuple[Said, ...] = (
    ("No order to", "B1", "governor", 4, ("topic/evacuation", "claim/denial", "source/official")),
    ("Three buses", "B2", "teacher", 2, ("topic/evacuation", "source/witness")),
    ("The operator’s own", "B3", "log", 2, ("topic/dam", "claim/event")),
    ("Ms. Malik called", "B4", "malik", 5, ("topic/dam", "claim/denial")),
    ("A diver who", "B5", "diver", 2, ("topic/dam", "claim/event", "source/witness")),
    ("The water board", "B6", "board", 2, ("topic/money", "claim/figure")),
    ("The contractor says", "B7", "contractor", 3, ("topic/money", "claim/figure")),
    ("It is said", "B8", "", 6, ("claim/event", "basis/unconfirmed")),
)
_GAZETTE: tuple[Said, ...] = (
    ("One siren", "C1", "dvor", 2, ("topic/evacuation", "claim/figure")),
    ("The head of", "C2", "dvor", 2, ("topic/evacuation", "claim/event", "source/official")),
    ("By morning", "C3", "mayor", 3, ("topic/evacuation", "claim/figure")),
    ("The Red Cross", "C4", "cross", 1, ("topic/evacuation", "claim/figure")),
    ("The dam’s crest", "C5", "surveyor", 3, ("topic/dam", "claim/figure")),
    ("“A crest does", "C6", "malik", 4, ("topic/dam", "claim/denial")),
    ("The surveyor’s", "C7", "", 0, ("basis/unconfirmed",)),
    ("The ministry has", "C8", "ministry", 3, ("topic/dam",)),
    ("Their report", "C9", "ministry", 2, ()),
)

NOTES = {
    "A3": "The center of the matter: *two of five*. Compare the log in **Courier**.",
    "A5": "Two orders within an hour:\n\n- nine: pack\n- ten: stay\n\nWho gave the second one?",
    "A8": "The budget is [on the web](https://example.org/budget).",
    "B4": "She does not say that the page is false.",
    "B7": "Half of 3.2 million is missing. Ask for the accounts.",
    "C4": "The only count with a method.",
    "C5": "Four centimetres: `0.04 m`, before and after the flood.",
    "C9": "Due before the hearing.",
}
LINKS = {
    "A2": (Link("A3", "disputes", "“sound” cannot be, with two gates stuck"),),
    "B3": (Link("meridian.txt#A3", "supports", "the same two gates, in writing"),),
    "B5": (Link("meridian.txt#A3", "supports", "saw gate 4 himself"),),
    "B4": (Link("B3", "disputes", "calls it a draft"),),
    "A6": (Link("A5", "disputes"),),
    "B1": (Link("meridian.txt#A6", "repeats", "the same office"),),
    "C2": (Link("meridian.txt#A5", "supports", "moved people at nine"),),
    "B7": (Link("B6", "disputes", "half the sum"),),
    "C4": (Link("C3", "qualifies", "beds are not people"),),
    "C6": (Link("C5", "disputes"),),
}
JUDGEMENTS = (
    Judgement(
        "J1",
        "Two of the five gates could not be opened when the water came.",
        "very likely",
        "moderate",
        ("A3", "courier.txt#B3", "courier.txt#B5", "courier.txt#B4"),
    ),
    Judgement(
        "J2",
        "People in Lower Orlec were told to leave before midnight.",
        "likely",
        "moderate",
        ("A5", "gazette.txt#C2", "A6"),
    ),
    Judgement("J3", "The repair was paid for twice.", "unlikely", "low", ("A8", "courier.txt#B7")),
)


def _article(
    text: str, said: tuple[Said, ...], path: str, known: DocumentData, *judged: Judgement
) -> ExportDocument:
    marks: list[Annotation] = []
    for begin, id, source, credibility, tags in said:
        line = next(line for line in text.splitlines() if line.startswith(begin))
        more = {"source": source, "credibility": credibility, "note": NOTES.get(id, "")}
        marks.append(mark(id, text, line, *tags, links=LINKS.get(id, ()), **more))
    speaking = {annotation.source for annotation in marks}
    sources = [source for source in SOURCES if source.id in speaking]
    made = exported(text, marks, sources=sources, known=known, codebook=BOOK, path=path)
    notes: Notes = replace(made.notes, judgements=judged)
    return replace(made, notes=notes)


def dossier() -> list[ExportDocument]:
    """Three articles with 26 passages, 10 links and 3 judgements."""
    meridian = DocumentData(
        author="Jana Holt",
        publisher="The Meridian",
        date="2026-04-08",
        url="https://example.org/orlec",
        note="The first long piece. *Nothing* in it comes from the ministry.",
    )
    courier = DocumentData(publisher="Valley Courier", date="2026-04-09")
    gazette = DocumentData(author="Staff", publisher="Brana Gazette", date="2026-04-11")
    return [
        _article(MERIDIAN, _MERIDIAN, "meridian.txt", meridian, *JUDGEMENTS),
        _article(COURIER, _COURIER, "courier.txt", courier),
        _article(GAZETTE, _GAZETTE, "gazette.txt", gazette),
    ]
