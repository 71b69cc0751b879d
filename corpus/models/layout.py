"""Where words stand on the pages of a paginated source. Knows no file format."""

from dataclasses import dataclass

from corpus.models.span import Span


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch), measured from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if self.left > self.right or self.top > self.bottom:
            raise ValueError(f"a box needs left <= right and top <= bottom, not {self}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own stretch of the canonical text; `number` counts from 1, the size is in points."""

    number: int
    span: Span
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A run of characters of the canonical text and the box it is printed in."""

    page: int
    span: Span
    box: Box
