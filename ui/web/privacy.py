"""Keeps Gradio from reporting home and from keeping books. Must run before Gradio is imported."""

import os

_QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    # Gradio keeps its last 10,000 events and computes statistics over them, with pandas, after
    # each one: a cost that grows with use, for a monitoring page that is shut here.
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(10**12),
}


def quieten() -> None:
    """Sets what is not set yet: whoever runs the service may decide otherwise."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
