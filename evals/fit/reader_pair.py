"""What the reader is tuned on, one by one. Knows no data."""

from dataclasses import dataclass

from rag import behind_title


def paragraph_around(text: str, at: int) -> tuple[int, int]:
    """The start and end, in characters, of the line of `text` that `at` lies in: a paragraph, in what is tuned on."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a text: whether it answers, and where; no places where that is not known."""

    question: str
    text: str
    answers: bool
    places: tuple[tuple[int, int], ...] = ()

    def behind(self, title: str) -> "Pair":
        """The same with its text behind a title, where that is short enough to be read with it."""
        text = behind_title(title, self.text)
        before = len(text) - len(self.text)
        places = tuple((start + before, end + before) for start, end in self.places)
        return Pair(self.question, text, self.answers, places)
