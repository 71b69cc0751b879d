"""One turn of the chat: from a filled-in form to the messages to show, again and again as they grow.

Knows no web framework. Nothing that goes wrong here leaves it as an exception.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus import CitewellError, UsageError
from rag.models import Answer, Claim, Question, StageBegan, TakenBack
from ui.web.answering import Answering
from ui.web.compose import compose_answer, compose_notice, compose_progress
from ui.web.escape import escape_markdown
from ui.web.filters import Form
from ui.web.history import Message, earlier_questions, read_messages

_LOG = logging.getLogger(__name__)
_WRONG = "Something went wrong. Please ask again; if it happens again, tell whoever runs this service."


@dataclass(frozen=True, slots=True)
class Frame:
    """What the chat shows now; `accepted` says that the question was taken and its field may be emptied."""

    messages: list[Message]
    accepted: bool


Remember = Callable[[Answer], str]


def converse(assistant: Answering, form: Form, sent: object, remember: Remember = lambda answer: "") -> Iterator[Frame]:
    """Frames of one turn; the last one holds the answer, or says why there is none.

    `remember` gives an answer the name by which a vote calls it.
    """
    before = read_messages(sent)
    try:
        question = form.question(earlier_questions(before))
    except UsageError as error:
        notice = _say(compose_notice(str(error)))
        yield Frame(before if before[-1:] == [notice] else [*before, notice], accepted=False)
        return
    before.append(Message(role="user", content=escape_markdown(question.text)))
    for markdown in _answer(assistant, question, remember):
        yield Frame([*before, _say(markdown)], accepted=True)


def _answer(assistant: Answering, question: Question, remember: Remember) -> Iterator[str]:
    stage = "searching"
    claims: list[Claim] = []
    yield compose_progress(stage, claims)
    try:
        for event in assistant.events(question):
            match event:
                case StageBegan():
                    stage = event.stage
                case Claim():
                    claims.append(event)
                case TakenBack():
                    claims = event.left_of(claims)
                case Answer():
                    yield compose_answer(event, remember(event))
                    return
            yield compose_progress(stage, claims)
        yield compose_notice("The answer broke off. Please ask again.", claims)
    except CitewellError as error:
        yield compose_notice(str(error), claims)
    except Exception:  # noqa: BLE001 - the web's entry point: a traceback is for the log, never for the page
        _LOG.exception("a question could not be answered")
        yield compose_notice(_WRONG, claims)


def _say(markdown: str) -> Message:
    return Message(role="assistant", content=markdown)
