"""Every setting, its default and its meaning. Loaded once, in an entry point, and passed down."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PACKAGED = "packaged"
NO_MODEL = "none"
PROVIDERS_OWN = "provider"
NO_PRICES = "none"


class Settings(BaseSettings):
    """Values come from arguments, then from `CITEWELL_...` variables, then from here.

    No `.env` file is read: a foreign one in the working directory must not change anything.
    """

    model_config = SettingsConfigDict(env_prefix="CITEWELL_", env_file=None, frozen=True, extra="forbid")

    home: Path = Field(Path(".citewell"), description="Folder of the index.")
    embedder: str = Field(
        PACKAGED,
        description="'packaged' (all-MiniLM-L6-v2: English first, no network) or a sentence-transformers name or path.",
    )
    embedder_device: str = Field("cpu", description="torch device of the embedder, e.g. cpu, cuda, mps.")
    embedder_dtype: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="auto: bfloat16 where the processor has matrix units for it (AMX)."
    )
    reranker: str = Field(
        PACKAGED,
        description="'packaged' (ms-marco-MiniLM-L-12-v2, int8, no network) or any cross-encoder name or path.",
    )
    keep_generations: int = Field(3, ge=1, description="How many generations of the index are kept for `rollback`.")
    read_seconds: float = Field(30.0, gt=0, description="Longest that reading one file may take.")
    read_megabytes: int = Field(
        1024, ge=64, description="Most mebibytes of memory that reading one file may take (PDF, DOCX, EPUB, HTML, zip)."
    )
    chunk_tokens: int = Field(180, ge=20, le=2000, description="Most cl100k tokens of a chunk.")
    candidates: int = Field(12, ge=1, le=200, description="Chunks that the cross-encoder reads.")
    max_claims: int = Field(6, ge=1, le=50, description="Most quotes of an answer.")
    doubt: float = Field(
        0.05,
        ge=0,
        le=1,
        description="Chance of showing no right quote above which more are shown, up to four. 1: only what helps.",
    )
    abstain_below: float | None = Field(
        None, ge=0, le=1, description="Confidence under which the answer is 'not in these documents'."
    )
    model: str = Field(
        NO_MODEL,
        description="'none' (answers are quotes) or provider:name of a chat model that writes them, e.g. ollama:qwen3.",
    )
    model_url: str = Field(PROVIDERS_OWN, description="Address of the model's server, e.g. http://127.0.0.1:8080/v1.")
    model_key: SecretStr = Field(
        SecretStr(""), description="Key for the server at the model's address, if it asks for one."
    )
    model_seconds: float = Field(60.0, gt=0, le=3600, description="Longest that one reply of the model may take.")
    model_output: Literal["auto", "schema", "tools", "text"] = Field(
        "auto", description="How the model is asked for JSON; auto goes on to the next where a server refuses."
    )
    model_tokens: int = Field(3000, ge=200, le=200_000, description="Most cl100k tokens of sentences it is shown.")
    model_reply_tokens: int = Field(
        4000, ge=200, le=200_000, description="Most tokens of one reply of the model, with those that it thinks in."
    )
    model_prices: str = Field(
        NO_PRICES,
        description="Price of a million tokens read and written, e.g. '0.15/0.60 USD': answers then tell their cost.",
    )
    rewrite: Literal["model", "rules"] = Field(
        "model",
        description="Who puts a follow-up so that it stands alone: the model, where one is set, or rules alone.",
    )
    support_model: str = Field(
        PACKAGED, description="'packaged', or an NLI cross-encoder's name or path, which tells if a claim follows."
    )

    @field_validator("model_prices")
    @classmethod
    def _two_prices(cls, given: str) -> str:
        if given not in ("", NO_PRICES) and not re.fullmatch(
            r"[0-9]{1,9}(\.[0-9]{1,9})?/[0-9]{1,9}(\.[0-9]{1,9})?( [A-Z]{3}| ?[$€£¥₽₹])?", given
        ):
            raise ValueError("two prices with a slash between, and a currency if you like: 0.15/0.60 USD")
        return given
