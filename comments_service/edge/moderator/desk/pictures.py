"""Pictures of figures as SVG: the shapes alone, which a template draws beside the same as a table.

They stretch to any width, so nothing is written inside them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

WIDTH, HEIGHT = 720, 160
STEPS = (1, 2, 5)
# A lone point is drawn as a line too short to be one, with a round end.
DOT = "h.01"


@dataclass(frozen=True)
class Picture:
    """A path for each kind, and what the upper edge stands for."""

    paths: Mapping[str, str]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def stacked(columns: Sequence[Mapping[str, int]]) -> Picture:
    """Draw a column for each, its kinds one on the other in their order."""
    most = ceiling(max((sum(column.values()) for column in columns), default=0))
    paths: dict[str, list[str]] = {}
    for at, column in enumerate(columns):
        below = 0
        for kind, value in column.items():
            if value:
                box = drawn(at / len(columns), 0.8 / len(columns), below / most, value / most)
                paths.setdefault(kind, []).append(box)
            below += value
    return Picture({kind: "".join(found) for kind, found in paths.items()}, most)


def drawn(left: float, width: float, below: float, height: float) -> str:
    """Draw a box, given in parts of the picture."""
    up, across = short(height * HEIGHT), short(width * WIDTH)
    return f"M{short(left * WIDTH)} {short((1 - below) * HEIGHT)}v-{up}h{across}v{up}z"


def lines(series: Mapping[str, Sequence[int | None]]) -> Picture:
    """Draw a line for each, broken where there is nothing."""
    known = [value for values in series.values() for value in values if value is not None]
    most = ceiling(max(known, default=0))
    return Picture({kind: line(values, most) for kind, values in series.items()}, most)


def line(values: Sequence[int | None], most: int) -> str:
    written, drawing = [], False
    for at, value in enumerate(values):
        if value is not None:
            x, y = (at + 0.4) / len(values) * WIDTH, (1 - value / most) * HEIGHT
            written.append(f"{'L' if drawing else 'M'}{short(x)} {short(y)}")
            written.extend([] if drawing else [DOT])
        drawing = value is not None
    return "".join(written)


def ceiling(value: int) -> int:
    """Return the next round number: 1, 2, 5, 10, 20, 50 and so on."""
    return next(number for number in round_numbers() if number >= value)


def round_numbers() -> Iterable[int]:
    return (step * 10**power for power in count() for step in STEPS)


def short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def spoken(seconds: int | None) -> str:
    """Say a span of time in the two largest units that it has."""
    if seconds is None:
        return "—"
    parts, left = [], seconds
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min"), (1, "s")):
        many, left = divmod(left, size)
        if many:
            parts.append(f"{many} {unit}")
    return " ".join(parts[:2]) or "0 s"


def percent(share: float | None) -> str:
    return "—" if share is None else f"{100 * share:.0f} %"
