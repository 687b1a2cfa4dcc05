"""An article about a harbour, for tests of anchors in a changed text."""

from __future__ import annotations

from tui.model.anchoring.anchors import Selector, make

HARBOUR = (
    "The harbour master closed the northern pier at noon. Two tugs, the Marta and the Irene, were "
    "sent out at once; neither came back before dark. He declined to comment."
)
MARKET = (
    "Prices at the fish market rose by 12 per cent within a day. “We have nothing to sell,” said "
    "Lena Brandt, who has run her stall since 1998. She expects the shortage to last."
)
COUNCIL = (
    "The council met twice and agreed on nothing. A member who asked not to be named said that the "
    "repairs had never been paid for. The mayor called that a rumour. He declined to comment."
)
ISLAND = (
    "On the island the school stayed open. Its forty pupils slept in the gymnasium, and the baker "
    "rowed across with bread. The ferry is expected on Friday."
)
TEXT = "\n\n".join((HARBOUR, MARKET, COUNCIL, ISLAND))

PIER = "The harbour master closed the northern pier at noon."
TUGS = "Two tugs, the Marta and the Irene, were sent out at once; neither came back before dark."
PRICES = "Prices at the fish market rose by 12 per cent within a day."
REPAIRS = "the repairs had never been paid for"
COMMENT = "He declined to comment."


def selector(quote: str, text: str = TEXT, nth: int = 0) -> Selector:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return make(text, start, start + len(quote))
