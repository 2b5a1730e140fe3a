"""Tables as CSV (RFC 4180) whose cells do nothing when a spreadsheet opens them.

A spreadsheet takes a cell that begins with certain signs for a formula, which may ask the world
for things; an apostrophe in front makes it words.
"""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime
from io import StringIO

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float | date | None


def line(cells: Iterable[Cell]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([inert(cell) for cell in cells])
    return written.getvalue()


def inert(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if not isinstance(cell, str):
        return str(cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
