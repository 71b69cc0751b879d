"""Reads the conversation that a browser sends back. Trusts none of it.

The conversation lives in the page; what comes back is a claim of the browser's about what was
said, used only to understand a follow-up question.
"""

from typing import Literal, TypedDict

from ui.web.escape import unescape_markdown

_MOST_EARLIER = 6  # questions
_LONGEST_EARLIER = 2_000  # characters
_MOST_SHOWN = 200_000  # characters: well below the largest request, which carries them all


class Message(TypedDict):
    """One message as the chat shows it; `content` is Markdown."""

    role: Literal["user", "assistant"]
    content: str


def read_messages(sent: object) -> list[Message]:
    """The text messages in what a browser sent, the latest ones that fit; all else is ignored."""
    kept: list[Message] = []
    size = 0
    for raw in reversed(sent if isinstance(sent, list) else []):
        message = _read(raw)
        if message is None:
            continue
        size += len(message["content"])
        if size > _MOST_SHOWN:
            break
        kept.append(message)
    return kept[::-1]


def earlier_questions(messages: list[Message]) -> tuple[str, ...]:
    """What was asked before, oldest first."""
    asked = [unescape_markdown(one["content"]) for one in messages if one["role"] == "user"]
    return tuple(text[:_LONGEST_EARLIER] for text in asked[-_MOST_EARLIER:])


def _read(raw: object) -> Message | None:
    if not isinstance(raw, dict):
        return None
    text = _text(raw.get("content"))
    if not text:
        return None
    return Message(role="user" if raw.get("role") == "user" else "assistant", content=text)


def _text(content: object) -> str:
    """A message's text; Gradio sends it as a list of parts, of which some may be files."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = (part.get("text") for part in parts if isinstance(part, dict))
    return "\n\n".join(text for text in texts if isinstance(text, str))
