"""English words that make up figures, by what they are for. All words are in lower case."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text that are separated by white space."""
    return frozenset(text.split())
