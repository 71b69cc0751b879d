"""Any chat model that LangChain's `init_chat_model` reaches, asked from memory. Knows no index and no document."""

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from corpus import UsageError
from evals.kinds.closed_book import Knows, Said
from rag.models import Question

UNKNOWN = "UNKNOWN"
_TASK = (
    "Answer the last question from what you know, in one or two sentences. Earlier ones only tell what it is about. "
    f"If you do not know the answer, write the one word {UNKNOWN} and nothing else."
)


class ChatModelKnows(Knows):
    """A chat model; the token that stands for not knowing is agreed in the task, not read off its wording."""

    def __init__(self, model: BaseChatModel, name: str) -> None:
        self.name = name
        self._model = model

    def say(self, question: Question) -> Said:
        asked: list[BaseMessage] = [HumanMessage(text) for text in (*question.history, question.text)]
        text = str(self._model.invoke([SystemMessage(_TASK), *asked]).text).strip()
        return Said(text, declined=text.strip(" .\"'*`").upper() == UNKNOWN)


def open_model(named: str) -> ChatModelKnows:
    """The model of `provider:name`. Raises UsageError where no provider is named or its package is missing."""
    from langchain.chat_models import init_chat_model

    try:
        return ChatModelKnows(init_chat_model(named), named)
    except ImportError as error:
        raise UsageError(f"{named} needs a package that is not installed: {error}") from error
    except ValueError as error:
        raise UsageError(f"{named!r} is no model that can be opened, as in openai:gpt-4.1-mini: {error}") from error
