"""What the gate found, in words and as plain JSON values."""

from typing import Any

from evals.gate.judge import Ground, Judgement, Ruling

_SAID = {
    Ruling.PASSED: "PASSED: no rule is broken and no figure fell by more than it may.",
    Ruling.REFUSED: "REFUSED: this build must not be released.",
    Ruling.UNMEASURED: "NOT MEASURED, which is no pass.",
}
_TITLES = {
    Ground.BROKEN: "Broken, whatever the figures say",
    Ground.LIMIT: "Beyond a limit",
    Ground.LOSS: "Lost",
    Ground.UNMEASURED: "Not measured",
    Ground.NOTE: "To know",
}
_MOST_CASES = 12


def judgement_words(found: Judgement) -> str:
    """The ruling, then every reason under its kind, with the cases to open."""
    lines = [_SAID[found.ruling]]
    for ground, title in _TITLES.items():
        reasons = found.on(ground)
        if reasons:
            lines += ["", f"{title}:"]
        for reason in reasons:
            named = ", ".join(" ".join(key[2].split()) for key in reason.cases[:_MOST_CASES])
            more = ", ..." if len(reason.cases) > _MOST_CASES else ""
            lines.append(f"- {reason.text}" + (f" [{named}{more}]" if named else ""))
    return "\n".join(lines)


def judgement_to_dict(found: Judgement) -> dict[str, Any]:
    """The same for machines."""
    return {
        "ruling": str(found.ruling),
        "exit_code": found.ruling.exit_code,
        "reasons": [
            {"ground": str(one.ground), "text": one.text, "cases": [list(key) for key in one.cases]}
            for one in found.reasons
        ],
        "figures": [
            {"set": one.set, "metric": one.metric, "n": one.n, "baseline": one.before, "run": one.after, "p": one.p}
            for one in found.figures
        ],
    }
