"""The browser application: a chat whose every claim opens its source.

Importing it is cheap: Gradio is loaded by `build_app`, once the environment is quiet.
"""

from ui.web.answering import Answering
from ui.web.app import build_app, serve
from ui.web.feedback import FILE, Feedback

__all__ = ["FILE", "Answering", "Feedback", "build_app", "serve"]
