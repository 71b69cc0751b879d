"""How the page looks: fonts that are already on the machine, calm colours, light and dark."""

from importlib.resources import files

import gradio as gr

STYLE = files("ui.web").joinpath("style.css").read_text(encoding="utf-8")
_SANS = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"]
_MONO = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]


def build_theme() -> gr.themes.Base:
    """Gradio's base theme with system fonts: no font is fetched from anywhere."""
    return gr.themes.Base(primary_hue="teal", neutral_hue="stone", font=_SANS, font_mono=_MONO).set(
        body_background_fill="#f6f4ef",
        body_background_fill_dark="#171614",
        block_background_fill="#fffdf9",
        block_background_fill_dark="#1f1e1b",
    )
