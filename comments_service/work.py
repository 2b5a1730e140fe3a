"""The background loop: what is done without anybody asking.

It runs in a thread of every worker, or in a process of its own (`flask comments work`),
in as many as there are: a lock decides who does a task, and the others pass.

To add one: write what it does as a function in its room, and give it a line in `tasks`.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask

from comments_service.actions import deciding_many, inquiring, teaching, working
from comments_service.notify import judges
from comments_service.notify.calling import Unanswered
from comments_service.notify.judges import Outcome
from comments_service.storage import lead, retention

# However wrong an interval or a clock may be, this much time is between two looks.
LEAST_PAUSE = timedelta(seconds=1)
# Somebody waits for what a job finds, or a batch does.
JOBS = timedelta(seconds=1)
# Behind a comment that waits for an outside classifier stands a reader.
HOOKS = timedelta(seconds=1)
# What was decided is learned together, since all that a filter knows is written at once.
TEACHING = timedelta(seconds=5)
STOP_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """Something to do again and again; an interval of nothing switches it off.

    `run` answers whether there is more to do at once.
    """

    name: str
    every: timedelta
    run: Callable[[], bool]


def tasks(app: Flask) -> list[Task]:
    every: timedelta = app.extensions["comments_config"].cleaning_interval
    counters = app.extensions["comments_limits"].store

    def purge() -> bool:
        counters.purge()
        return False

    def ask() -> bool:
        return inquire(app.extensions["comments_config"])

    return [
        Task("cleaning", every, clean),
        Task("counters", every, purge),
        Task("jobs", JOBS, working.next_one),
        Task("hooks", HOOKS, ask),
        Task("batches", JOBS, deciding_many.work),
        Task("teaching", TEACHING, teaching.next_ones),
    ]


def clean() -> bool:
    """Take one step of forgetting; answers whether any of it has more to forget."""
    now = datetime.now(UTC)
    removed = [
        retention.forget_idempotency(now),
        retention.forget_sign_ins(now),
        retention.forget_desk_sessions(now),
        retention.forget_network_keys(now),
        retention.forget_notifiers(now),
        retention.forget_jobs(now),
    ]
    return max(removed) >= retention.AT_ONCE


def inquire(config: Any) -> bool:
    """Ask outside classifiers what is due, all at once: a slow one keeps no other waiting.

    Then the other tasks have their turn, however many comments still wait for a dead one.
    """
    questions = inquiring.due()

    def ask(one: inquiring.Question) -> Outcome:
        call = judges.call(one.id, one.rule_id, one.url, one.body, config.secret)
        return judges.attempt(call, now=datetime.now(UTC), trusted=config.hook_networks)

    with ThreadPoolExecutor(inquiring.AT_ONCE) as pool:
        for one, said in zip(questions, pool.map(ask, questions), strict=True):
            record(one.id, said)
    return False


def record(inquiry_id: int, said: Outcome) -> None:
    if said is None:
        inquiring.sent(inquiry_id)
    elif isinstance(said, Unanswered):
        inquiring.postpone(inquiry_id, str(said))
    else:
        inquiring.settle(inquiry_id, said)


class Rota:
    """When which task is due, in the seconds of a clock that is handed in."""

    def __init__(self, tasks: Iterable[Task], now: float) -> None:
        self.due = {task: now for task in tasks if task.every > timedelta(0)}

    def take(self, now: float) -> list[Task]:
        """Name what is due, which is then due again an interval from now."""
        taken = [task for task, due in self.due.items() if due <= now]
        for task in taken:
            self.due[task] = now + task.every.total_seconds()
        return taken

    def pause(self, now: float) -> float:
        """Say how many seconds to wait for the next task."""
        return max(LEAST_PAUSE.total_seconds(), min(self.due.values()) - now)


class Background:
    """The loop, in a thread that ends with its process at the latest."""

    def __init__(self, app: Flask, todo: Iterable[Task]) -> None:
        self.app = app
        self.rota = Rota(todo, time.monotonic())
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.loop, name="comments-work", daemon=True)

    def loop(self) -> None:
        while self.rota.due and not self.stopping.is_set():
            for task in self.rota.take(time.monotonic()):
                self.attempt(task)
            self.stopping.wait(self.rota.pause(time.monotonic()))

    def attempt(self, task: Task) -> None:
        """Do a task to its end unless somebody else is at it; what goes wrong is tried again."""
        try:
            with self.app.app_context(), lead.alone(f"work-{task.name}") as mine:
                while mine and not self.stopping.is_set() and task.run():
                    pass
        except Exception:
            log.exception("The background task %r went wrong and will be tried again.", task.name)

    def stop(self) -> None:
        self.stopping.set()
        if self.thread.is_alive():
            self.thread.join(STOP_SECONDS)


def start(app: Flask) -> Background | None:
    """Begin in a thread of this process; call it after the fork, threads do not survive one."""
    if not app.extensions["comments_config"].background:
        return None
    background = Background(app, tasks(app))
    background.thread.start()
    return background


def forever(app: Flask, stopping: threading.Event) -> None:
    """Work in this thread until `stopping` is set."""
    background = Background(app, tasks(app))
    background.stopping = stopping
    background.loop()
    # Nothing to do is no reason to end: whoever watches this process would start it again.
    stopping.wait()
