"""The page: what stands where, and which function answers which press. The only place that wires Gradio.

Every value that an event brings comes raw from the browser (`preprocess=False`): Gradio's own
reading would build components and open files that a forged conversation names.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import gradio as gr

from corpus import Index
from ui.web.answering import Answering
from ui.web.converse import converse
from ui.web.feedback import Feedback, cast_vote
from ui.web.filters import Facets, Form
from ui.web.panel import WELCOME, source_panel
from ui.web.wording import document_count

_AT_ONCE = 8  # questions answered at the same time; the others wait
_WAITING = 64
# Gradio keeps each visitor's last values, the conversation among them, for 10,000 visitors.
_SESSIONS = 16
_ANY = ("Any", "")
_BRIDGE = files("ui.web").joinpath("bridge.js").read_text(encoding="utf-8")
_SHOWN = "watch('value', () => document.dispatchEvent(new Event('citewell:shown')));"
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "preprocess": False, "show_progress": "hidden"}


class _Fields(NamedTuple):
    """What a person fills in, in the order of `Form`."""

    text: gr.Textbox
    publisher: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    document: gr.Dropdown
    language: gr.Dropdown
    type: gr.Dropdown


def build_page(
    assistant: Answering, index: Index, *, examples: Sequence[str], feedback: Feedback | None = None
) -> gr.Blocks:
    """The Gradio blocks of the page; with `feedback`, each quote can be voted on."""
    page = gr.Blocks(title="Citewell", analytics_enabled=False, fill_height=True, fill_width=True)
    with page:
        header = gr.HTML(_header(index), elem_id="header", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk", equal_height=True):
            with gr.Column(scale=3, min_width=320, elem_id="conversation"):
                chat = _chat(examples)
                text, send, clear = _question()
                fields = _Fields(text, *_filters())
            with gr.Column(scale=2, min_width=320, elem_id="reading"):
                panel = gr.HTML(WELCOME, elem_id="source", js_on_load=_SHOWN, apply_default_css=False)
                told = gr.HTML("", elem_id="voted", js_on_load=None, apply_default_css=False)
        bridge = gr.HTML("", elem_id="bridge", js_on_load=_BRIDGE)
        asking = _wire_asking(assistant, chat, fields, send, feedback)
        # Emptied once more: a frame of the answer that is called off may come after the first time.
        empty: Any = dict(fn=lambda: ([], "", WELCOME, ""), inputs=None, outputs=[chat, text, panel, told], **_PRIVATE)
        clear.click(**empty, cancels=asking).then(**empty)
        _wire_sources(index, bridge, panel, told, feedback)
        _wire_facets(page, index, header, fields)
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    page.state_session_capacity = _SESSIONS
    return page


def _header(index: Index) -> str:
    count = document_count(index.manifest.documents)
    return (
        "<header><h1>Citewell</h1><p>Answers in quotes. Press a number to read it in its source.</p>"
        f'<p class="cw-count">{count}</p></header>'
    )


def _chat(examples: Sequence[str]) -> gr.Chatbot:
    return gr.Chatbot(
        label="Conversation",
        show_label=False,
        elem_id="chat",
        height="100%",
        placeholder="## Ask the documents\nEvery statement comes with its quote, checked against the source.",
        examples=[{"text": example} for example in examples],
        buttons=[],
        autoscroll=False,
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        sanitize_html=True,
        layout="bubble",
        group_consecutive_messages=False,
    )


def _question() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    with gr.Row(elem_id="ask", equal_height=True):
        text = gr.Textbox(
            label="Your question",
            placeholder="Ask a question",
            show_label=False,
            lines=1,
            max_lines=6,
            scale=8,
            autofocus=True,
            container=False,
            elem_id="question",
            html_attributes=gr.InputHTMLAttributes(autocomplete="off"),
        )
        send = gr.Button("Send", variant="primary", scale=1, min_width=84, elem_id="send")
        clear = gr.Button("Clear", scale=1, min_width=84, elem_id="clear")
    return text, send, clear


def _filters() -> tuple[gr.Dropdown, gr.Textbox, gr.Textbox, gr.Dropdown, gr.Dropdown, gr.Dropdown]:
    with gr.Accordion("Search only some documents", open=False, elem_id="filters"), gr.Row():
        publisher = gr.Dropdown([_ANY], label="Publisher", value="", min_width=150)
        document = gr.Dropdown([_ANY], label="Document", value="", min_width=150)
        language = gr.Dropdown([_ANY], label="Language", value="", min_width=110)
        kind = gr.Dropdown([_ANY], label="Type", value="", min_width=110)
        since = gr.Textbox(label="Published since", placeholder="2021 or 2021-10-02", max_lines=1, min_width=130)
        until = gr.Textbox(label="Published until", placeholder="2024 or 2024-06", max_lines=1, min_width=130)
    return publisher, since, until, document, language, kind


def _wire_asking(
    assistant: Answering, chat: gr.Chatbot, fields: _Fields, send: gr.Button, feedback: Feedback | None
) -> list[Any]:
    """Enter, the button and an example ask; gives what `Clear` must stop."""
    remember = feedback.remember if feedback else lambda answer: ""

    def ask(sent: object, *values: object) -> Iterator[tuple[object, object]]:
        first = True
        for frame in converse(assistant, Form(*values), sent, remember):
            yield frame.messages, "" if first and frame.accepted else gr.skip()
            first = False

    def ask_example(event: gr.EventData, sent: object, *values: object) -> Iterator[tuple[object, object]]:
        chosen = _told(event, "value")
        yield from ask(sent, chosen.get("text") if isinstance(chosen, dict) else None, *values[1:])

    inputs, outputs = [chat, *fields], [chat, fields.text]
    wiring: dict[str, Any] = {"concurrency_limit": _AT_ONCE, "concurrency_id": "ask", **_PRIVATE}
    return [
        gr.on([fields.text.submit, send.click], ask, inputs, outputs, **wiring),
        chat.example_select(ask_example, inputs, outputs, **wiring),
    ]


def _wire_sources(index: Index, bridge: gr.HTML, panel: gr.HTML, told: gr.HTML, feedback: Feedback | None) -> None:
    def cite(event: gr.EventData) -> tuple[str, str]:
        return source_panel(index, _told(event, "ref"), _told(event, "width"), votes=feedback is not None), ""

    def vote(event: gr.EventData) -> str:
        return cast_vote(feedback, index, [_told(event, name) for name in ("named", "ref", "vote")])

    bridge.cite(cite, None, [panel, told], trigger_mode="always_last", concurrency_limit=_AT_ONCE, **_PRIVATE)
    bridge.vote(vote, None, told, trigger_mode="multiple", concurrency_limit=_AT_ONCE, **_PRIVATE)


def _wire_facets(page: gr.Blocks, index: Index, header: gr.HTML, fields: _Fields) -> None:
    """Fills the header and the filters anew on each visit: the index may have moved on."""

    @lru_cache(maxsize=1)
    def facets(generation: int) -> Facets:
        return Facets.of(index)

    def refresh() -> tuple[object, ...]:
        known = facets(index.manifest.generation)
        choices = (known.publishers, known.documents, known.languages, known.types)
        return _header(index), *(gr.update(choices=[_ANY, *one]) for one in choices)

    chosen = [fields.publisher, fields.document, fields.language, fields.type]
    page.load(refresh, None, [header, *chosen], **_PRIVATE)


def _told(event: gr.EventData, name: str) -> object:
    """What a browser says of an event, if it says it in the right form."""
    return event._data.get(name) if isinstance(event._data, dict) else None
