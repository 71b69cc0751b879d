"""`citewell ask` and `citewell search`."""

import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import CitewellError, UsageError
from corpus.settings import NO_MODEL
from ui.advice import asked_in_another
from ui.explain import print_explanation
from ui.options import HomeOption, JsonOption, ModelOption, ModelUrlOption, load_settings
from ui.terminal import note, print_answer, print_json, printable

if TYPE_CHECKING:
    from corpus import Settings
    from rag import Assistant
    from rag.models import Answer, Explanation, Question
    from ui.batch import Row

QuestionArgument = Annotated[str | None, typer.Argument(help="The question.", show_default=False)]
BatchOption = Annotated[
    Path | None,
    typer.Option("--batch", help="A .jsonl file of questions ('-' for standard input).", show_default=False),
]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        help="publisher=NAME, language=CODE or type=NAME: only documents of that kind; repeatable.",
        show_default=False,
    ),
]
SinceOption = Annotated[
    str,
    typer.Option("--since", help="Published on or after this day, month or year, e.g. 2023-06.", show_default=False),
]
UntilOption = Annotated[
    str,
    typer.Option("--until", help="Published on or before this day, month or year, e.g. 2023-06.", show_default=False),
]
DocOption = Annotated[str, typer.Option("--doc", help="Only the document with this id.", show_default=False)]
HistoryOption = Annotated[
    list[str] | None,
    typer.Option(
        "--history", help="An earlier question of the conversation, oldest first; repeatable.", show_default=False
    ),
]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Also tell what was found, how it was weighed and why it was kept or not.")
]
_CONDITIONS = ("language", "type", "publisher")


def ask(
    question: QuestionArgument = None,
    home: HomeOption = None,
    json: JsonOption = False,
    batch: BatchOption = None,
    where: WhereOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    doc: DocOption = "",
    history: HistoryOption = None,
    explain: ExplainOption = False,
    save: Annotated[
        str,
        typer.Option("--save", help="Keep the answer under a name; `index` tells when it broke.", show_default=False),
    ] = "",
    model: ModelOption = None,
    model_url: ModelUrlOption = None,
) -> None:
    """Ask the documents a question; the answer is quotes, each with its place, or is written over them by a model.

    Ends with 0 when the documents hold an answer, 1 when they do not, 2 when the call is off.

    Examples:
      citewell ask "Who met Qin Gang in Beijing?"

      citewell ask "How many people died in it?" --history "What happened at Dasu?"

      citewell ask "What was promised?" --where publisher="EurAsian Times" --since 2024

      citewell ask "О чём пишут авторы?" --where language=ru --where type=html

      citewell ask "Which ship sank?" --explain

      citewell ask "Who met Qin Gang in Beijing?" --save "Beijing meeting"

      citewell ask "Who met Qin Gang?" --model openai:any --model-url http://127.0.0.1:8080/v1

      citewell ask --batch questions.jsonl --json > answers.jsonl
    """
    settings = load_settings(home, model=model, model_url=model_url)
    if batch is not None:
        _only_batch(question, json, where=where, since=since, until=until, doc=doc, history=history, save=save)
    from rag import build_assistant, build_filter, check_question, check_text
    from rag.models import Question, Status

    if batch is not None:
        rows = _rows(batch)
        assistant = build_assistant(settings)
        _run_batch(rows, lambda row: _row(*_asked(assistant, row.question, explain), row.id))
        return
    text = check_question(_given(question))
    earlier = tuple(check_text(one, "history") for one in history or ())
    condition = build_filter(since, until, doc=doc, **_conditions(where))
    assistant = build_assistant(settings)
    asked = Question(text, earlier, condition)
    if explain or settings.model == NO_MODEL:
        answer, explanation = _asked(assistant, asked, explain)
    else:
        from ui.live import shown_live

        answer, explanation = shown_live(assistant.events(asked)), None
    if save:
        from ui.saved import save_answer

        save_answer(settings.home, save, answer, assistant.index.manifest.generation)
    if json:
        print_json(_row(answer, explanation))
    else:
        print_answer(answer)
        if explanation:
            print_explanation(explanation)
    if answer.status is Status.NOT_IN_DOCUMENTS:
        if not json:
            _advise(settings, text)
        raise typer.Exit(1)


def _advise(settings: "Settings", question: str) -> None:
    """What may help whoever got no answer."""
    from corpus import Home, detect_language, open_catalogue

    with closing(open_catalogue(Home(settings.home))) as catalogue:
        if advice := asked_in_another(settings, detect_language(question), catalogue.languages()):
            note(advice)


def _asked(assistant: "Assistant", question: "Question", explain: bool) -> "tuple[Answer, Explanation | None]":
    return assistant.explained(question) if explain else (assistant.invoke(question), None)


def _row(answer: "Answer", explanation: "Explanation | None", identity: Any = "") -> dict[str, Any]:
    from rag import answer_to_dict, explanation_to_dict

    told = {"explanation": explanation_to_dict(explanation)} if explanation else {}
    return {**answer_to_dict(answer, identity), **told}


def search(
    query: QuestionArgument = None,
    home: HomeOption = None,
    json: JsonOption = False,
    batch: BatchOption = None,
    where: WhereOption = None,
    since: SinceOption = "",
    until: UntilOption = "",
    doc: DocOption = "",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many passages.")] = 10,
) -> None:
    """Find the passages nearest to a query, ranked; no answer is composed.

    Examples:
      citewell search "Gwadar port" -k 5

      citewell search "Gwadar port" --where type=pdf --since 2024

      citewell search --batch queries.jsonl --json > hits.jsonl
    """
    settings = load_settings(home)
    if batch is not None:
        _only_batch(query, json, where=where, since=since, until=until, doc=doc)
    from corpus import SentenceTransformersEmbedder, open_index
    from rag import build_filter, build_search, check_question, hits_to_dict, parse_query, stand_alone
    from rag.models import Question

    text = "" if batch is not None else check_question(_given(query))
    condition = build_filter(since, until, doc=doc, **_conditions(where))
    batch_rows = [] if batch is None else _rows(batch)
    index = open_index(settings, SentenceTransformersEmbedder(settings))
    searcher = build_search(index, settings)

    def found_for(question: Question, identity: Any = "") -> dict[str, Any]:
        understood = stand_alone(question.text, question.history)
        hits = searcher.search(parse_query(understood), question.where, k)
        return hits_to_dict(index, question.text, hits, identity)

    if batch is not None:
        _run_batch(batch_rows, lambda row: found_for(row.question, row.id))
        return
    found = found_for(Question(text, where=condition))
    if json:
        print_json(found)
    else:
        for number, hit in enumerate(found["hits"], 1):
            typer.echo(f"{number}. {printable(hit['doc'])} {hit['start']}:{hit['end']}  ({hit['score']:.2f})")
            typer.echo(f"   {printable(hit['text'])}\n")
    if not found["hits"]:
        raise typer.Exit(1)


def _rows(path: Path) -> "list[Row]":
    """All rows of a batch, read before a model is loaded: a file that is off is told at once."""
    from ui.batch import read_batch

    rows = list(read_batch(path))
    if not rows:
        raise UsageError(f'{path} holds no rows: a row is {{"id": ..., "question": ...}}')
    return rows


def _run_batch(rows: "list[Row]", answer: Callable[[Any], dict[str, Any]]) -> None:
    """One JSON row out for each row in, in order; a row that fails carries `error`, and the rest goes on."""
    from rich.console import Console
    from rich.progress import track

    # Not Console.is_terminal: FORCE_COLOR makes that true in a pipe.
    hidden = not sys.stderr.isatty()
    shown: Iterable[Row] = track(rows, "answering", console=Console(stderr=True), disable=hidden)
    failed = 0
    for row in shown:
        error = row.error
        if not error:
            try:
                print_json(answer(row))
                continue
            except CitewellError as failure:
                error = str(failure)
        failed += 1
        print_json({"id": row.id, "question": row.text, "error": error})
    if failed:
        note(f"{failed} of {len(rows)} rows failed: see their `error`")
        raise typer.Exit(1)


def _only_batch(question: str | None, json: bool, **options: object) -> None:
    if question is not None:
        raise UsageError("give a question or --batch, not both")
    if not json:
        raise UsageError("--batch writes JSON lines: add --json")
    if given := ", ".join(f"--{name}" for name, value in options.items() if value):
        raise UsageError(
            f"{given} cannot be given with --batch: put them in each row's `filter` or `history`, "
            'e.g. {"question": "...", "filter": {"since": "2024"}, "history": ["..."]}'
        )


def _given(question: str | None) -> str:
    if question is None or not question.strip():
        raise UsageError('the question is empty: type one, e.g. citewell ask "Who met in Beijing?"')
    return question


def _conditions(where: list[str] | None) -> dict[str, str]:
    """The words of a filter, by name. Raises UsageError for another name, and for one that is given twice."""
    found: dict[str, str] = {}
    for condition in where or ():
        name, _, value = (part.strip() for part in condition.partition("="))
        if name not in _CONDITIONS or not value:
            raise UsageError(f"--where {condition!r}: only {', '.join(_CONDITIONS)}=NAME are known")
        if name in found:
            raise UsageError(f"--where {condition!r}: `{name}` is given twice, and a document has to meet both")
        found[name] = value
    return found
