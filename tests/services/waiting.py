"""Wait for a condition, and say what did not happen when it never comes."""

import time
from collections.abc import Callable

# Long enough for a loaded machine; a test that passes never waits for it.
PATIENCE = 30.0
PAUSE = 0.01


def until(met: Callable[[], bool], what: str, *, seconds: float = PATIENCE) -> None:
    """Return as soon as `met()`; raise TimeoutError with `what` after `seconds`."""
    end = time.monotonic() + seconds
    while not met():
        if time.monotonic() > end:
            raise TimeoutError(f"after {seconds:g} s still not: {what}")
        time.sleep(PAUSE)


def lasted(so: Callable[[], bool], what: str) -> float:
    """Wait until it is no longer so; return how many seconds from now a last yes was asked for.

    Whoever asks later than that is told no, however long the machine takes over an answer.
    """
    begun = last = time.monotonic()

    def over() -> bool:
        nonlocal last
        asked = time.monotonic()
        if so():
            last = asked
            return False
        return True

    until(over, f"no longer so: {what}")
    return last - begun
