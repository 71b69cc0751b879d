"""The page: what stands where, and which function answers which press. The only place that wires Gradio.

Every value that an event brings comes raw from the browser (`preprocess=False`): Gradio's own
reading would build components and open files that a forged conversation names.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Any

import gradio as gr

from corpus import Index
from ui.web.answering import Answering
from ui.web.converse import converse
from ui.web.filters import Facets, Form
from ui.web.panel import WELCOME, source_panel
from ui.web.wording import document_count

_AT_ONCE = 8  # questions answered at the same time; the others wait
_WAITING = 64
_ANY = ("Any", "")
_BRIDGE = files("ui.web").joinpath("bridge.js").read_text(encoding="utf-8")
_SHOWN = "watch('value', () => document.dispatchEvent(new Event('citewell:shown')));"
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "preprocess": False, "show_progress": "hidden"}


def build_page(assistant: Answering, index: Index, *, examples: Sequence[str]) -> gr.Blocks:
    """The Gradio blocks of the page."""
    with gr.Blocks(title="Citewell", analytics_enabled=False, fill_height=True, fill_width=True) as page:
        header = gr.HTML(_header(index), elem_id="header", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk", equal_height=True):
            with gr.Column(scale=3, min_width=320, elem_id="conversation"):
                chat, box, send, clear = _conversation(examples)
                fields = _filters()
            with gr.Column(scale=2, min_width=320, elem_id="reading"):
                panel = gr.HTML(WELCOME, elem_id="source", js_on_load=_SHOWN, apply_default_css=False)
        bridge = gr.HTML("", elem_id="bridge", js_on_load=_BRIDGE)
        asking = _wire_asking(assistant, chat, [box, *fields], send)
        clear.click(lambda: ([], "", WELCOME), None, [chat, box, panel], cancels=asking, **_PRIVATE)
        _wire_sources(index, bridge, panel)
        _wire_facets(page, index, header, fields)
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    return page


def _header(index: Index) -> str:
    count = escape(document_count(index.manifest.documents))
    return (
        "<header><h1>Citewell</h1><p>Answers in quotes. Press a number to read it in its source.</p>"
        f'<p class="cw-count">{count}</p></header>'
    )


def _conversation(examples: Sequence[str]) -> tuple[gr.Chatbot, gr.Textbox, gr.Button, gr.Button]:
    chat = gr.Chatbot(
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
    with gr.Row(elem_id="ask", equal_height=True):
        box = gr.Textbox(
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
    return chat, box, send, clear


def _filters() -> list[gr.components.Component]:
    with gr.Accordion("Search only some documents", open=False, elem_id="filters"), gr.Row():
        publisher = gr.Dropdown([_ANY], label="Publisher", value="", min_width=150)
        document = gr.Dropdown([_ANY], label="Document", value="", min_width=150)
        since = gr.Textbox(label="Published since", placeholder="2021 or 2021-10-02", max_lines=1, min_width=130)
        until = gr.Textbox(label="Published until", placeholder="2024 or 2024-06", max_lines=1, min_width=130)
    return [publisher, since, until, document]


def _wire_asking(
    assistant: Answering, chat: gr.Chatbot, fields: list[gr.components.Component], send: gr.Button
) -> list[Any]:
    box = fields[0]

    def ask(sent: object, *values: object) -> Iterator[tuple[object, object]]:
        first = True
        for frame in converse(assistant, Form(*values), sent):
            yield frame.messages, "" if first and frame.accepted else gr.skip()
            first = False

    def ask_example(event: gr.EventData, sent: object, *values: object) -> Iterator[tuple[object, object]]:
        chosen = _told(event, "value")
        yield from ask(sent, chosen.get("text") if isinstance(chosen, dict) else None, *values[1:])

    wiring: dict[str, Any] = {"concurrency_limit": _AT_ONCE, "concurrency_id": "ask", **_PRIVATE}
    inputs, outputs = [chat, *fields], [chat, box]
    return [
        gr.on([box.submit, send.click], ask, inputs, outputs, **wiring),
        chat.example_select(ask_example, inputs, outputs, **wiring),
    ]


def _told(event: gr.EventData, name: str) -> object:
    """What a browser says of an event, if it says it in the right form."""
    return event._data.get(name) if isinstance(event._data, dict) else None


def _wire_sources(index: Index, bridge: gr.HTML, panel: gr.HTML) -> None:
    def cite(event: gr.EventData) -> str:
        return source_panel(index, _told(event, "ref"), _told(event, "width"))

    bridge.cite(cite, None, panel, trigger_mode="always_last", concurrency_limit=_AT_ONCE, **_PRIVATE)


def _wire_facets(page: gr.Blocks, index: Index, header: gr.HTML, fields: list[gr.components.Component]) -> None:
    """Fills the header and the filters anew on each visit: the index may have moved on."""

    @lru_cache(maxsize=1)
    def facets(generation: int) -> Facets:
        return Facets.of(index)

    def refresh() -> tuple[object, ...]:
        known = facets(index.manifest.generation)
        return _header(index), gr.update(choices=[_ANY, *known.publishers]), gr.update(choices=[_ANY, *known.documents])

    publisher, _, _, document = fields
    page.load(refresh, None, [header, publisher, document], **_PRIVATE)
