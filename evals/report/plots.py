"""Plots as inline SVG in the page's own colours, each with a sentence on how to read it and one on what it shows."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup, escape

from evals.runs.decisions import BINS, Decision
from evals.statistics import Interval
from evals.visible import visible_text

# Drawn with colours that nothing else uses, which then become the page's own: dark and light follow the reader.
_INK, _ACCENT, _BAD, _LINE = "#010101", "#020202", "#030303", "#040404"
_PAGE = {_INK: "currentColor", _ACCENT: "var(--accent)", _BAD: "var(--bad)", _LINE: "var(--line)"}
_LONGEST = 24  # characters of a name that has to fit beside a plot
_WIDTH, _HEIGHT = 5.2, 3.7  # inches


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot: `meaning` says how to read it, `words` what it shows."""

    title: str
    meaning: str
    words: str
    svg: Markup


def reliability(decisions: Sequence[Decision]) -> Plot:
    """Stated confidence against what came true, in ten bins."""
    bins: list[tuple[float, float, int]] = []
    for one in range(BINS):
        inside = [d for d in decisions if min(int(d.confidence * BINS), BINS - 1) == one]
        if inside:
            held = sum(d.answerable for d in inside)
            bins.append((sum(d.confidence for d in inside) / len(inside), held / len(inside), len(inside)))
    axes = _axes("confidence that the documents hold an answer", "share for which they do")
    axes.plot([0, 1], [0, 1], color=_LINE, linewidth=1.2, linestyle="--")
    for confidence, share, n in bins:
        axes.plot([confidence, confidence], _wilson(share, n), color=_ACCENT, linewidth=1.2, alpha=0.6)
    axes.scatter([b[0] for b in bins], [b[1] for b in bins], s=[18 + 6 * b[2] for b in bins], color=_ACCENT, zorder=3)
    axes.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.03))
    told = "; ".join(f"at {confidence:.2f} it held for {share:.0%} of {n}" for confidence, share, n in bins)
    words = f"Stated confidence against the share that the documents answer: {told}."
    return Plot(
        "Is the confidence honest?",
        "Each dot is a group of questions with like confidence, bigger for more of them; the nearer the dots lie to "
        "the dashed line, the more literally the confidence can be taken. Lines are 95 % intervals.",
        words,
        _svg(axes, "reliability", words),
    )


def risk_coverage(decisions: Sequence[Decision]) -> Plot:
    """How many wrongly answered there would be, the more questions were answered."""
    ordered = sorted(decisions, key=lambda one: -one.confidence)
    held = np.array([one.answerable for one in ordered])
    coverage = np.arange(1, len(held) + 1) / len(held)
    risk = np.cumsum(~held) / np.arange(1, len(held) + 1)
    given = [one for one in decisions if not one.refused]
    now = (len(given) / len(decisions), sum(not one.answerable for one in given) / len(given)) if given else (0.0, 0.0)
    axes = _axes("coverage: share of the questions that get an answer", "risk: answered, but not held")
    axes.step(coverage, risk, where="post", color=_ACCENT, linewidth=1.8)
    axes.scatter([now[0]], [now[1]], s=52, color=_BAD, zorder=3)
    axes.annotate("as decided", now, xytext=(-6, 9), textcoords="offset points", color=_BAD, fontsize=9, ha="right")
    axes.set(xlim=(0, 1.03), ylim=(-0.02, max(0.1, float(risk.max()) * 1.15)))
    words = (
        f"As decided, {now[0]:.0%} of the questions are answered, of which {now[1]:.0%} cannot be; "
        f"answering all would make it {risk[-1]:.0%}."
    )
    return Plot(
        "What does answering more cost?",
        "If only the surest questions were answered (left) and then more and more (right): the share of answers that "
        "the documents do not hold. Lower is better; the dot is where the threshold in force puts it.",
        words,
        _svg(axes, "risk", words),
    )


def precision_recall(points: Mapping[str, tuple[Interval, Interval]]) -> Plot:
    """Citation precision and recall of each group of cases, with intervals both ways."""
    axes = _axes("recall: right passages that were cited", "precision: quotes on a right passage")
    for f1 in (0.2, 0.4, 0.6, 0.8):
        along = np.linspace(f1 / (2 - f1) + 1e-9, 1, 60)
        axes.plot(along, f1 * along / (2 * along - f1), color=_LINE, linewidth=0.9)
        axes.annotate(f"F1 {f1}", (1, f1 / (2 - f1)), xytext=(-3, 2), textcoords="offset points", color=_LINE,
                      fontsize=7.5, ha="right")  # fmt: skip
    named = {visible_text(name)[:_LONGEST]: pair for name, pair in points.items()}
    for place, (name, (precision, recall)) in enumerate(named.items()):
        colour = _BAD if place == 0 else _ACCENT
        if recall.low is not None:
            axes.plot([recall.low, recall.high], [precision.value] * 2, color=colour, linewidth=1, alpha=0.55)
        if precision.low is not None:
            axes.plot([recall.value] * 2, [precision.low, precision.high], color=colour, linewidth=1, alpha=0.55)
        axes.scatter([recall.value], [precision.value], s=34, color=colour, zorder=3)
        above = (-6, 6) if place % 2 == 0 else (-6, -13)  # neighbours do not write over each other
        axes.annotate(name, (recall.value, precision.value), xytext=above, textcoords="offset points", color=colour,
                      fontsize=8.5, ha="right")  # fmt: skip
    axes.set(xlim=(-0.03, 1.06), ylim=(-0.03, 1.06))
    words = "; ".join(f"{name}: precision {p.value:.2f}, recall {r.value:.2f}" for name, (p, r) in named.items())
    return Plot(
        "Are the right passages cited, and only those?",
        "Further right: fewer right passages are missed. Further up: fewer quotes are beside the point. Lines are 95 % "
        "intervals, the curves join places that are equally good.",
        f"{words}.",
        _svg(axes, "precision", words),
    )


def latency(stages: Mapping[str, Sequence[float]]) -> Plot:
    """Seconds by stage: the middle half as a box, the median in it, 5 to 95 in 100 as a line."""
    axes = _axes("seconds", "")
    told = []
    named = {visible_text(stage)[:_LONGEST]: seconds for stage, seconds in stages.items()}
    for place, (stage, seconds) in enumerate(reversed(list(named.items()))):
        low, first, middle, third, high = np.quantile(seconds, (0.05, 0.25, 0.5, 0.75, 0.95))
        axes.plot([low, high], [place, place], color=_INK, linewidth=1)
        axes.barh(place, third - first, left=first, height=0.5, color=_ACCENT, alpha=0.75)
        axes.plot([middle, middle], [place - 0.25, place + 0.25], color=_INK, linewidth=2)
        axes.annotate(f"{middle:.2f} s, p95 {high:.2f} s", (high, place), xytext=(6, -3), textcoords="offset points",
                      color=_INK, fontsize=8.5)  # fmt: skip
        told.append(f"{stage}: {middle:.2f} s in the middle, {high:.2f} s at most in 95 of 100")
    axes.set_yticks(range(len(named)), list(named)[::-1])
    words = "; ".join(reversed(told))
    most = max((float(np.quantile(seconds, 0.95)) for seconds in stages.values()), default=1.0)
    axes.set(xlim=(0, most * 1.6 or 1), ylim=(-0.6, len(stages) - 0.4))
    return Plot(
        "Where does the time go?",
        "Seconds a question by stage on the machine of the run; the box holds the middle half of the questions, the "
        "line 5 to 95 of 100. Compare stages with each other, and machines only with themselves.",
        f"{words}.",
        _svg(axes, "latency", words),
    )


def _wilson(share: float, n: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share (1927), which holds for few cases too."""
    z = 1.96
    centre, spread = share + z * z / (2 * n), z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return (centre - spread) / (1 + z * z / n), (centre + spread) / (1 + z * z / n)


def _axes(x: str, y: str) -> Any:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # `none`: letters stay letters, so the page's fonts are used and the words can be searched. A document's
    # "$" must not start a formula.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "citewell", "text.parse_math": False})
    figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    axes = figure.add_subplot()
    axes.set_xlabel(x, color=_INK, fontsize=9.5)
    axes.set_ylabel(y, color=_INK, fontsize=9.5)
    axes.tick_params(colors=_INK, labelsize=8.5)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_LINE)
    axes.set_facecolor("none")
    return axes


def _svg(axes: Any, name: str, words: str) -> Markup:
    """The drawing alone: its ids its own on a page with others, its colours and letters the page's."""
    written = io.StringIO()
    axes.figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    _, _, svg = written.getvalue().partition("<svg ")
    svg = svg[svg.index(">") + 1 :]
    for dropped in (r"<metadata>.*?</metadata>", r"<style .*?</style>", r"font-family: [^;]*; "):
        svg = re.sub(dropped, "", svg, flags=re.S)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    for drawn, shown in _PAGE.items():
        svg = svg.replace(drawn, shown)
    box = f'viewBox="0 0 {_WIDTH * 72:g} {_HEIGHT * 72:g}" role="img" aria-label="{escape(words)}"'
    # Matplotlib has escaped every text that it drew.
    return Markup(f'<svg {box} xmlns:xlink="http://www.w3.org/1999/xlink">{svg}')  # noqa: S704
