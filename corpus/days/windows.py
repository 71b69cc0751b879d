"""Finds the few stretches of a long text that a slow pattern must look at."""

from collections.abc import Iterable, Iterator


def places_of(text: str, words: Iterable[str]) -> list[int]:
    """Where any of the words begins, in order."""
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def windows(places: Iterable[int], before: int, after: int, length: int) -> Iterator[tuple[int, int]]:
    """Stretches of a text of `length` that hold each place with characters around it; joined where they meet."""
    start = end = -1
    for place in places:
        if start >= 0 and place - before <= end:
            end = place + after
            continue
        if start >= 0:
            yield start, min(end, length)
        start, end = max(0, place - before), place + after
    if start >= 0:
        yield start, min(end, length)
