"""The writer port: a language model that is given a prompt and gives back text. Knows nothing of answers."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
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
class Limits:
    """What one reply may take: `seconds` from request to last word, and `tokens`, those that it thinks in too."""

    seconds: float = 60.0
    tokens: int = 4000


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's text, meant to be JSON of the prompt's schema, and its tokens; `counted`: its server told them.

    `cut` says in a few plain words that the server ended it before the model did; empty where it did not.
    """

    text: str
    input_tokens: int = 0
    output_tokens: int = 0
    counted: bool = True
    cut: str = ""


class Writer(ABC):
    """Asks one model. `name` is `provider:name`, as people set it."""

    name: str

    @abstractmethod
    def write(self, prompt: Prompt) -> Reply:
        """The model's reply, in bounded time and size. Raises WriterFailed for whatever goes wrong on the way."""

    def stream(self, prompt: Prompt) -> Iterator[str | Reply]:
        """The reply's text as it grows, then the whole reply, which decides; one that comes whole is but the latter.

        Raises as `write` does, also in the middle.
        """
        yield self.write(prompt)
