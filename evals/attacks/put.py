"""Puts words into a text as a paragraph of their own. Knows neither documents nor attacks."""


def put_in(text: str, words: str, at: int) -> tuple[str, int]:
    """The text with the words at a place, and where they begin."""
    before = f"{text[:at]}\n\n" if at else ""
    return f"{before}{words}\n\n{text[at:]}".rstrip("\n"), len(before)


def gap_near(text: str, at: int) -> int:
    """The end of a sentence near a place, else of a word."""
    for end in (". ", "\n", " "):
        found = text.find(end, at)
        if found >= 0:
            return found + len(end)
    return len(text)
