"""How an answer came about, as a person at the terminal reads it."""

from typing import TYPE_CHECKING

import typer

from ui.terminal import printable

if TYPE_CHECKING:  # see `ui.terminal`
    from rag.models import Explanation, Hit, Weighed

_SIGNALS = {
    "in_place": "how near the best sentence is, behind the one before it (logits)",
    "chunk": "and its passage as a whole (logits)",
    "answers": "how likely it is to answer, as the reader has it (log-odds)",
    "answers_most": "and the likeliest of the best three (log-odds)",
    "answerability": "how likely the best is to answer, in its place, to the strict reader (log-odds)",
    "points": "how likely the word that it points at is the answer's (log-odds)",
    "name_gap": "a name of the question is missing near it",
    "figure_gap": "a figure of the question is missing near it",
    "no_deed": "what the question says was done is not told",
    "no_kind": "the kind of answer that is asked for left no mark",
    "no_count": "how many is asked, and the thing is not counted",
    "no_date": "a time is asked for, and none is told",
    "no_name": "a name is asked for, and no new one is told",
    "no_number": "a number is asked for, and none is told",
    "no_person": "a person is asked for, and none is named",
    "no_place": "a place is asked for, and none is named",
    "without_topic": "and how sure it is by itself, without what it points back at (probability)",
    "shared": "share of the question's words that the best passage holds",
}
_SHOWN = 12  # sentences; the others are counted
_WIDTH = 96  # characters of a text


def print_explanation(explanation: "Explanation") -> None:
    """Each stage: what was understood, found, read and weighed, and why the answer was given or withheld."""
    typer.echo("How this answer came about\n")
    for number, one in enumerate((explanation, *explanation.others), 1):
        if explanation.others:
            typer.echo(f"Part {number}\n")
        _print_part(one)


def _print_part(explanation: "Explanation") -> None:
    say = typer.echo
    words = ", ".join(explanation.keywords)
    say(f"Understood ({explanation.language}, asks for: {explanation.asks_for}): {printable(explanation.understood)}")
    say(f"  words that carry it: {printable(words)}\n")
    say(f"Searching ({_seconds(explanation, 'searching')}): {len(explanation.chunks)} passages, best first")
    say("  score is the cross-encoder's, with a bonus for the lexical rank\n")
    for hit in explanation.chunks:
        say(_passage(hit))
    read = explanation.sentences
    say(f"\nReading ({_seconds(explanation, 'reading')}): {len(read)} sentences, best first")
    say("  in place, passage: logits; answers: log-odds; worth: the probability that it is evidence\n")
    for number, one in enumerate(read[:_SHOWN], 1):
        say(_sentence(number, one))
    if len(read) > _SHOWN:
        say(f"  and {len(read) - _SHOWN} below these\n")
    _print_confidence(explanation)


def _print_confidence(explanation: "Explanation") -> None:
    sure = explanation.confidence >= explanation.threshold
    say = "at or above" if sure else "below"
    ends = "so it is given" if sure else "so the answer is withheld"
    typer.echo(
        f"Confidence {explanation.confidence:.2f}, {say} the threshold of {explanation.threshold:.2f}: {ends}.\n"
        "  What moved it, in logits from that of average evidence, and what was seen (0: nothing of the kind):\n"
    )
    for one in explanation.signals:
        typer.echo(f"  {one.pull:+6.2f}  {_SIGNALS.get(one.name, one.name)}: {one.value:.2f}")
    typer.echo("")


def _passage(hit: "Hit") -> str:
    ranks = ", ".join(f"{stage} {rank}" for stage, rank in hit.ranks.items())
    place = f"{printable(hit.chunk.document_id)} {hit.chunk.span}"
    return f"  {hit.score:6.2f}  {place}  ({ranks})\n          {_cut(hit.chunk.text)}"


def _sentence(number: int, one: "Weighed") -> str:
    worth = f"worth {one.worth:.2f}; " if one.worth is not None else ""
    time = f", time {one.timely:+.1f}" if one.timely else ""
    logits = f"in place {one.in_place:.1f}, passage {one.chunk:.1f}, answers {one.answers:.1f}{time}"
    place = f"{printable(one.citation.document.id)} {one.citation.span}"
    points = f"\n      points at “{_cut(one.points_at)}”" if one.points_at else ""
    return f"  {number:2}. {worth}{one.fate}\n      “{_cut(one.citation.text)}”\n      {place}; {logits}{points}\n"


def _seconds(explanation: "Explanation", stage: str) -> str:
    return f"{explanation.timings.get(stage, 0.0):.2f} s"


def _cut(text: str) -> str:
    line = printable(text)
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
