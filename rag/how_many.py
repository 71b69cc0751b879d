"""How many sentences an answer needs: decided for each question from how probable it is that each is evidence."""

from collections.abc import Sequence

COVER = 4  # best ranked sentences that doubt may add: they hold evidence for 95 of 100 questions


def enough(worth: Sequence[float], most: int, doubt: float, cover: int = COVER) -> list[int]:
    """Positions of the sentences to show, in order; `worth[i]` is the probability that the i-th best is evidence.

    First the most probable ones, as many as make the expected F1 greatest, taking the
    probabilities for independent (Jansche, ACL 2007). Then, while the chance that none of these
    is evidence is above `doubt`, the `cover` best ranked. At most `most` in all, and one at least.
    """
    chosen = _for_f1(worth, most)
    none = 1.0
    for place in chosen:
        none *= 1 - worth[place]
    for place in range(min(cover, len(worth))):
        if none <= doubt or len(chosen) >= most:
            break
        if place not in chosen:
            chosen.append(place)
            none *= 1 - worth[place]
    return sorted(chosen)


def _for_f1(worth: Sequence[float], most: int) -> list[int]:
    order = sorted(range(len(worth)), key=lambda place: (-worth[place], place))
    whole = sum(worth)
    held, best, size = 0.0, -1.0, 0
    for shown, place in enumerate(order[:most], 1):
        held += worth[place]
        expected = 2 * held / (shown + whole)
        if expected > best:
            best, size = expected, shown
    return order[:size]
