"""Parameters that several tests of the screen share; the ordinary run tries some of each."""

from __future__ import annotations

from string import ascii_lowercase, digits

from tests.sampling import sampled

LETTERS = sampled(["ajqG0", ascii_lowercase + "ACEGLMQTX" + digits], ["ajqG0"])
"""Letters and digits that a list takes as typed text."""

SIZES = sampled([((60, 20),), ((80, 24),), ((120, 40),)], [((60, 20),)])
"""Sizes of the window in cells."""
