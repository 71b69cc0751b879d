"""The writer port: a language model that is given a prompt and gives back text. Knows nothing of answers."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class WriterFailed(Exception):
    """The model gave no usable text; the message says why in a few plain words ("it did not answer in 60 s")."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told: the rules, the task with its data, and the JSON schema of the answer."""

    rules: str
    task: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's text, meant to be JSON of the prompt's schema, and what it cost."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0


class Writer(ABC):
    """Asks one model. `name` is `provider:name`, as people set it."""

    name: str

    @abstractmethod
    def write(self, prompt: Prompt) -> Reply:
        """The model's reply, in bounded time and size. Raises WriterFailed for whatever goes wrong on the way."""
