"""Goals, figures, and whether the one was reached by the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    MET = "met"
    NOT_MET = "NOT MET"
    NOT_MEASURED = "not measured"
    # A figure that was asked for without a goal.
    TOLD = ""


@dataclass(frozen=True)
class Figure:
    """One line of the table. `said` is for people: the figure with its unit and what is behind."""

    what: str
    goal: str
    said: str
    verdict: Verdict
    value: float | None = None


def at_least(what: str, value: float, goal: float, unit: str = "", behind: str = "") -> Figure:
    return Figure(
        what,
        f"≥ {number(goal)}{unit}",
        told(value, unit, behind),
        Verdict.MET if value >= goal else Verdict.NOT_MET,
        value,
    )


def at_most(what: str, value: float, goal: float, unit: str = "", behind: str = "") -> Figure:
    return Figure(
        what,
        f"≤ {number(goal)}{unit}",
        told(value, unit, behind),
        Verdict.MET if value <= goal else Verdict.NOT_MET,
        value,
    )


def kept(what: str, wrong: Sequence[str], behind: str = "") -> Figure:
    """A promise: `wrong` names what broke it."""
    if wrong:
        return Figure(what, "nothing wrong", "; ".join(wrong), Verdict.NOT_MET)
    return Figure(what, "nothing wrong", behind or "nothing wrong", Verdict.MET)


def figure(what: str, value: float, unit: str = "", behind: str = "") -> Figure:
    return Figure(what, "", told(value, unit, behind), Verdict.TOLD, value)


def missing(what: str, why: str) -> Figure:
    return Figure(what, "", why, Verdict.NOT_MEASURED)


def told(value: float, unit: str, behind: str) -> str:
    return f"{number(value)}{unit}" + (f" ({behind})" if behind else "")


def number(value: float) -> str:
    """Write it as people read it: 0.807, 4.91, 21.4, 12,300."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3f}".rstrip("0").rstrip(".") if abs(value) < 10 else f"{value:.1f}"
