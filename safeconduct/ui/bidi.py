"""Names and other people's words inside a sentence: each keeps its own direction, and the sentence keeps its order.

In a page `<bdi>` does this; where text is put together first, the two marks of Unicode do (UAX 9, FSI and PDI).
"""

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: object) -> str:
    """Return text that does not disturb what stands around it; empty text stays empty."""
    words = str(text)
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if words else ""
