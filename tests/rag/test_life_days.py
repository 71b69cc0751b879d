"""Days of a life, by how they are written."""

import re

import pytest

from rag.life_days import of_asked_end

BORN, DIED = "When was Ann Berg born?", "When did Ann Berg die?"


def days(question: str, text: str) -> tuple[list[str], bool]:
    placed = [(found.group(), *found.span()) for found in re.finditer(r"\b1[89]\d\d\b", text)]
    kept, told = of_asked_end(question, text, placed)
    return [day for day, _, _ in kept], told


@pytest.mark.parametrize(
    ("text", "born", "died"),
    [
        ("Ann Berg (1811 – 1864) wrote in 1850.", ["1811"], ["1864"]),
        ("Ann Berg (Alva, 1811-1864) was a poet.", ["1811"], ["1864"]),
        ("Born in Alva in 1811, she moved in 1830 and died there in 1864.", ["1811"], ["1864"]),
        ("sex female date of birth 1811 date of death 1864", ["1811"], ["1864"]),
    ],
)
def test_both_ends(text: str, born: list[str], died: list[str]) -> None:
    """In brackets, in a sentence, and in a record's fields."""
    assert days(BORN, text) == (born, True)
    assert days(DIED, text) == (died, True)


def test_what_is_not_told() -> None:
    """The other end is not the asked one; years of an office are no life, and other questions keep every day."""
    assert days(BORN, "She wrote in 1850, and died in 1864.") == (["1850"], False)
    assert days(BORN, "She was mayor 1850-1864 in Alva.") == (["1850", "1864"], False)
    assert days("When was the library built?", "Ann Berg (1811 – 1864) built it.") == (["1811", "1864"], False)
    assert days("When was she born, and when did she die?", "(1811 – 1864)") == (["1811", "1864"], False)
