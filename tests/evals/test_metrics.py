"""Each metric by hand-worked examples; what does not apply is nothing, never zero."""

import pytest

from corpus.models import Citation, Document, Metadata, Span
from evals import markdown_report, run
from evals.metrics import METRICS
from evals.models import Case, Gold, Outcome
from rag.models import Answer, Claim, Conflict, Question, Side, Status, Verdict, VerifiedCitation

TEXT = "Twelve ships waited outside. The harbour was closed. Nobody came."
DOCUMENT = Document("a.txt", TEXT, Metadata(), "/a.txt")


def cite(words: str) -> VerifiedCitation:
    start = TEXT.index(words)
    return VerifiedCitation(Citation(DOCUMENT, Span(start, start + len(words))), Verdict.EXACT)


def answer(*quotes: str, conflict: bool = False) -> Answer:
    claims = tuple(Claim(quote, (cite(quote),)) for quote in quotes)
    if conflict:
        sides = (Side("12", (cite("Twelve"),)), Side("13", (cite("ships"),)))
        return Answer(Question("q"), Status.CONFLICTING, claims, (Conflict("ships", sides),))
    return Answer(Question("q"), Status.ANSWERED if quotes else Status.NOT_IN_DOCUMENTS, claims)


def case(
    *gold: str, answers: tuple[tuple[str, ...], ...] = (), answerable: bool = True, conflict: bool = False
) -> Case:
    evidence = tuple(Gold("a.txt", cite(words).citation.span) for words in gold)
    return Case("1", "fact", Question("q"), answerable, answers, evidence, conflict)


@pytest.mark.parametrize(
    ("name", "asked", "given", "value"),
    [
        ("evidence cited", case("harbour was"), answer("The harbour was closed."), 1.0),
        ("evidence cited", case("harbour was"), answer("Nobody came."), 0.0),
        ("evidence cited", case("harbour was"), answer(), 0.0),
        ("evidence cited", case(), answer("Nobody came."), None),
        ("citation precision", case("harbour"), answer("The harbour was closed.", "Nobody came."), 0.5),
        ("citation precision", case("harbour"), answer(), None),
        ("citation recall", case("harbour", "Nobody"), answer("The harbour was closed."), 0.5),
        ("citation recall", case("harbour"), answer(), 0.0),
        ("answer in quotes", case(answers=(("TWELVE", "12"), ("ships",))), answer("Twelve ships waited outside."), 1.0),
        ("answer in quotes", case(answers=(("twelve",), ("nobody",))), answer("Twelve ships waited outside."), 0.0),
        ("answer in quotes", case(), answer("Nobody came."), None),
        ("right abstention", case(answerable=False), answer(), 1.0),
        ("right abstention", case(answerable=False), answer("Nobody came."), 0.0),
        ("right abstention", case(), answer(), None),
        ("wrong abstention", case(), answer(), 1.0),
        ("wrong abstention", case(), answer("Nobody came."), 0.0),
        ("wrong abstention", case(answerable=False), answer(), None),
        ("conflict found", case(conflict=True), answer("Nobody came.", conflict=True), 1.0),
        ("conflict found", case(conflict=True), answer("Nobody came."), 0.0),
        ("conflict found", case(), answer("Nobody came."), None),
        ("false conflict", case(), answer("Nobody came.", conflict=True), 1.0),
        ("false conflict", case(conflict=True), answer("Nobody came.", conflict=True), None),
        ("quote fidelity", case(), answer("Nobody came."), 1.0),
        ("quote fidelity", case(), answer(), None),
    ],
)
def test_metric(name: str, asked: Case, given: Answer, value: float | None) -> None:
    """The value worked out by hand."""
    assert METRICS[name](Outcome(asked, given)) == value


def test_fidelity_sees_a_changed_quote() -> None:
    """A claim whose words are not the cited characters is caught."""
    wrong = Answer(Question("q"), Status.ANSWERED, (Claim("Nobody came!", (cite("Nobody came."),)),))
    assert METRICS["quote fidelity"](Outcome(case(), wrong)) == 0.0


@pytest.mark.parametrize(
    ("name", "asked", "value"),
    [
        ("evidence cited", case("harbour"), 0.0),
        ("wrong abstention", case(), 1.0),
        ("right abstention", case(answerable=False), 0.0),
        ("conflict found", case(conflict=True), 0.0),
    ],
)
def test_a_failed_case_counts_against(name: str, asked: Case, value: float) -> None:
    """A case that raised is never a success."""
    assert METRICS[name](Outcome(asked, None, "Traceback")) == value


@pytest.mark.parametrize("name", ["false conflict", "citation precision", "quote fidelity"])
def test_a_failed_case_states_nothing_that_could_be_wrong(name: str) -> None:
    """What measures only what was stated leaves out a case that raised: it must not earn a good mark by failing."""
    assert METRICS[name](Outcome(case("harbour"), None, "Traceback")) is None


class Scripted:
    """Answers by a table; a question that is not in it raises."""

    def __init__(self, table: dict[str, Answer]) -> None:
        self.table = table

    def invoke(self, question: Question) -> Answer:
        return self.table[question.text]


def test_a_run_measures_and_loses_nothing() -> None:
    """Figures carry n and an interval, a case that raises is a failed case with its traceback, and the report says so."""
    timed = Answer(Question("q"), Status.ANSWERED, answer("Nobody came.").claims, timings={"total": 2.0})
    cases = [case("Nobody"), case("harbour"), Case("2", "fact", Question("boom"), True)]
    report = run(Scripted({"q": timed}), cases)  # type: ignore[arg-type]
    figures = {figure.name: figure for figure in report.figures}
    cited = figures["evidence cited"]
    assert (cited.value, cited.n, cited.low, cited.high) == (0.5, 2, 0.0, 1.0)
    assert (figures["right abstention"].value, figures["right abstention"].n) == (None, 0)
    assert report.seconds["p50"] == 2.0
    assert "KeyError" in report.outcomes[2].error
    page = markdown_report(report)
    assert "| evidence cited | 0.500 | 0.000 to 1.000 | 2 |" in page
    assert "no eligible case" in page
    assert "- 2 failed: KeyError: 'boom'" in page
