"""Draw how cost grows, from the report of a run, as two PNGs beside it.

python tests/bench/plots.py REPORT.json; it runs in an environment of its own, with matplotlib.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib import pyplot as plt

TITLES = {
    "length": ("Time to answer one reader", "comments in the thread"),
    "database": ("Time to answer one reader", "comments in the database"),
}
COLOURS = {"hot": "#1a7f5a", "made new": "#2b5fb3", "Isso": "#b3402b"}
NAMES = {
    "hot": "this service, a kept page",
    "made new": "this service, a page made new",
    "Isso": "Isso 0.14",
}


def main() -> None:
    plt.switch_backend("Agg")
    report = Path(sys.argv[1])
    told = json.loads(report.read_text())
    for name, lines in told["growth"].items():
        draw(lines, *TITLES[name], report.with_name(f"{report.stem}-{name}.png"))


def draw(lines: Mapping[str, Any], title: str, along: str, place: Path) -> None:
    figure, axes = plt.subplots(figsize=(7, 4.2), dpi=140, layout="constrained")
    for name, points in lines.items():
        if points:
            across, up = zip(*points, strict=True)
            axes.plot(across, up, marker="o", label=NAMES[name], color=COLOURS[name])
    axes.set(xscale="log", yscale="log", xlabel=along, ylabel="milliseconds, median", title=title)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.grid(visible=True, which="major", alpha=0.3)
    figure.legend(loc="outside lower center", ncols=len(lines), frameon=False)
    # Without the time of drawing, so that the same figures are the same file.
    figure.savefig(place, metadata={"Software": None})


if __name__ == "__main__":
    main()
