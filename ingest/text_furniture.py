"""What came along when somebody saved a page's text: menus over the title, boxes, comments, links at the end.

Only in a text of several paragraphs, and only lines that are no sentences, or what stands under "Comments": a list,
a poem or a table loses nothing. A paragraph that is about nothing in the others (`ingest.asides`) counts as none: who
puts one over, under or into a text makes no line of it quotable that was not.
"""

import re
from collections.abc import Sequence

from corpus.models import BlockKind
from ingest.asides import content_of, places_beside, said
from ingest.lines import Line
from ingest.names import is_name
from ingest.phrases import heads_furniture

_PARAGRAPH = 60  # characters of running text
_FEWEST_PARAGRAPHS = 3
_HEAD = 40  # blocks that may stand over the title
_FEW_WORDS = 6  # of a line over the title, such as the site's name
_LONGEST = 12  # words of a link under the text
_BESIDE = 0.34  # share of its words that a paragraph which bids may have in common with others and be beside them
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE = re.compile(r"[.!?]\s|[。！？]")
_SAYS = re.compile(r"[:：›»>–—]\s*\w")  # "Read more: Storm closes the quay" heads nothing
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_COMMENTS = re.compile(
    r"(?:\d+ (?:comments?|replies|responses|thoughts on\b.*)|comments? ?\(\d+\)|"
    r"(?:leave|post|add|write) a (?:reply|comment)|"
    r"discussion about this post|комментарии(?: \(?\d+\)?)?|\d+ kommentare?|评论 ?\(?\d*\)?)\W*$",
    re.I,
)
_ABOUT = re.compile(r"(?:about the (?:authors?|writers?)|written by .{3,60})\W*$", re.I)


def without_furniture(texts: Sequence[str], kinds: Sequence[BlockKind], title: str) -> list[BlockKind]:
    """The kinds of a text's paragraphs; `title` is what the text is called, or empty."""
    told = _telling(texts, kinds, title)
    if len(told) < _FEWEST_PARAGRAPHS:
        return list(kinds)
    furniture = {*_over_the_title(texts[: told[0]], title), *_under_the_text(texts, kinds, told[-1])}
    furniture |= set(_in_boxes(texts, kinds, told))
    return [BlockKind.BOILERPLATE if at in furniture else kind for at, kind in enumerate(kinds)]


def _telling(texts: Sequence[str], kinds: Sequence[BlockKind], title: str) -> list[int]:
    """The places of paragraphs of running text, but for those that are beside the others."""
    running = [at for at, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH and _size(texts[at]) >= _PARAGRAPH]
    apart = places_beside([said(texts[at]) for at in running], content_of(title), shares=_BESIDE)
    return [at for place, at in enumerate(running) if place not in apart]


def _over_the_title(head: Sequence[str], title: str) -> list[int]:
    at = next((at for at, text in enumerate(head[:_HEAD]) if title and " ".join(text.split()) == title), 0)
    return [
        place
        for place in range(at)
        if len(head[place].split()) <= _FEW_WORDS and not any(map(_is_of_people, _named(head, place)))
    ]


def _named(head: Sequence[str], at: int) -> Sequence[str]:
    """A line; where it is a name, the one under it, for a site is called like a person: "Alva Courier"."""
    return head[at + 1 : at + 2] if is_name(head[at]) and _INITIAL.search(head[at]) is None else head[at : at + 1]


def _under_the_text(texts: Sequence[str], kinds: Sequence[BlockKind], last: int) -> list[int]:
    return [
        at
        for at in range(last + 1, len(texts))
        if kinds[at] is BlockKind.HEADING
        and len(texts[at].split()) <= _LONGEST
        and not (_SENTENCE.search(texts[at]) or _is_of_people(texts[at]))
    ]


def _in_boxes(texts: Sequence[str], kinds: Sequence[BlockKind], told: Sequence[int]) -> list[int]:
    """Lines under "Most read" up to the next sentence; all under "Comments" in the second half; a writer's life."""
    found: list[int] = []
    boxed = biography = False
    for at, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
        if kind in (BlockKind.HEADING, BlockKind.BOILERPLATE, BlockKind.BYLINE) and at > len(texts) // 2:
            if _COMMENTS.match(text):
                return [*found, *range(at, len(texts))]
            biography = bool(_ABOUT.match(text)) or (biography and is_name(text))
        if heads_furniture(text) and at > told[0] and not _SAYS.search(text):
            boxed = True
        elif kind is BlockKind.PARAGRAPH and not biography:
            boxed = boxed and _is_title(text)
        item = kind in (BlockKind.HEADING, BlockKind.LIST_ITEM) or _is_title(text)
        if biography or (boxed and item and at + 1 not in told):
            found.append(at)
            biography = biography and kind is not BlockKind.PARAGRAPH
    return found


def _is_title(text: str) -> bool:
    """Whether it is a short question, as many titles are."""
    return text.endswith("?") and _size(text) < _PARAGRAPH


def _is_of_people(text: str) -> bool:
    """Whether it is a name, a post or a day."""
    line = Line(" ".join(text.split()), alone=True)
    return is_name(line.text) or line.is_affiliation or line.is_day or line.is_label


def _size(text: str) -> int:
    return len(text) + 2 * len(_EAST_ASIAN.findall(text))
