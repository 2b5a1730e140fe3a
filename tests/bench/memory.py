"""What processes hold and use, as the kernel tells it."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


def resident(pids: Iterable[int]) -> int:
    """Return bytes, those that processes share counted for each; who has ended holds none."""
    held = 0
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            held += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    return held


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return what they have used since they began, in the kernel and outside of it."""
    used = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])
    return used / TICKS
