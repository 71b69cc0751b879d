"""Keeps every library from phoning home. Must run before any of them is imported."""

import os
from pathlib import Path

from corpus.settings import PACKAGED, Settings

_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",  # a forked child would warn into our output
    "TRANSFORMERS_VERBOSITY": "error",
}


def quiet_environment(settings: Settings) -> None:
    """Sets telemetry off where the user has not said otherwise.

    The model hub is switched off unless a setting names a model that is not on this machine:
    a hub name tried offline would retry for over a minute.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    named = {settings.embedder, settings.reranker, settings.support_model} - {PACKAGED}
    if all(Path(name).expanduser().exists() for name in named):
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
