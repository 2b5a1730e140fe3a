"""Work that is spread over the machine's cores, in the order in which it came."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")

# Pieces that are ready or wait: enough that nobody waits for work, few enough to be held.
AHEAD = 4


def in_order(work: Callable[[S], T], pieces: Iterable[S], *, processes: int) -> Iterator[T]:
    """Do the work in as many processes; with none of them, in this one.

    `work` and what it takes and returns are pickled. Only as many pieces are taken as are
    worked on or ready, so that it does not matter how many there will be.
    """
    if not processes:
        yield from map(work, pieces)
        return
    # Not by a plain fork: a copy would share this process's connections to the database.
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(processes, context, initializer=follow)
    try:
        yield from ahead(pool, work, pieces, most=processes + AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def ahead(
    pool: ProcessPoolExecutor, work: Callable[[S], T], pieces: Iterable[S], *, most: int
) -> Iterator[T]:
    begun: deque[Future[T]] = deque()
    for piece in pieces:
        begun.append(pool.submit(work, piece))
        if len(begun) >= most:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def follow() -> None:
    """Leave an interrupt to the process that gave the work, and end when that one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A process that waits for work would not notice that the other was killed.
    threading.Thread(target=end_with, args=[parent_process()], daemon=True).start()


def end_with(parent: BaseProcess | None) -> None:
    if parent:
        parent.join()
        os._exit(1)
