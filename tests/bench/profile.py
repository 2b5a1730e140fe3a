"""Where the time of a post goes, by stage and by package (s7): what stands between it and its goal.

python -m tests.bench.profile [--posts 4000]

Samples the stack by the wall clock, so that waiting for the disk counts too. A call into C
delivers its signal when it is over: each sample weighs what has passed since the one before,
by the wall clock and by the processor's.
"""

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

import comments_service
from comments_service import create_app
from tests.bench import posting
from tests.bench.posts import UNLIMITED
from tests.corpus import place
from tests.databases import let_go
from tests.services.api import PREFIX

SERVICE = Path(comments_service.__file__).parent
EVERY = 0.001  # seconds
# The innermost of these on the stack is where a sample belongs.
STAGES: Mapping[tuple[str, str], str] = {
    ("edge/calls.py", "taken"): "read and check the body",
    ("edge/callers.py", "at"): "who asks",
    ("edge/cors.py", "admit"): "the origin",
    ("storage/sites.py", "read"): "the site",
    ("domain/text.py", "render"): "render and clean the text",
    ("edge/limits.py", "charge"): "charge the limits",
    ("actions/posting.py", "write"): "statements of the post",
    ("storage/db.py", "commit"): "commit",
    ("storage/db.py", "session_in"): "begin and end snapshot and transaction",
    ("storage/db.py", "turnstile"): "begin and end snapshot and transaction",
    ("edge/calls.py", "show"): "show what was posted",
}
ELSEWHERE = "Flask and the rest"
CLOCKS: Mapping[str, Callable[[], float]] = {
    "wall": time.perf_counter,
    "processor": time.thread_time,
}


def now() -> Mapping[str, float]:
    return {clock: read() for clock, read in CLOCKS.items()}


def seconds() -> defaultdict[tuple[str, str], float]:
    return defaultdict(float)


@dataclass
class Profile:
    """Seconds by stage and by package, of what the service is asked; not of who asks.

    Each under (name, clock).
    """

    stages: defaultdict[tuple[str, str], float] = field(default_factory=seconds)
    packages: defaultdict[tuple[str, str], float] = field(default_factory=seconds)
    last: Mapping[str, float] = field(default_factory=now)

    def sample(self, _number: int, frame: FrameType | None) -> None:
        before, self.last = self.last, now()
        if not any(within(code.co_filename) for code in codes(frame)):
            return
        for clock, time_now in self.last.items():
            self.stages[stage(frame), clock] += time_now - before[clock]
            self.packages[package(frame), clock] += time_now - before[clock]

    @contextmanager
    def sampling(self) -> Iterator[None]:
        before = signal.signal(signal.SIGALRM, self.sample)
        self.last = now()
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def stage(frame: FrameType | None) -> str:
    for code in codes(frame):
        if found := STAGES.get((within(code.co_filename), code.co_name)):
            return found
    return ELSEWHERE


def package(frame: FrameType | None) -> str:
    """Name whose code runs; what is written in C counts for its caller."""
    name = frame.f_code.co_filename if frame else ""
    if within(name):
        return SERVICE.name
    _, installed, rest = name.partition("/site-packages/")
    return rest.partition("/")[0].removesuffix(".py") if installed else "Python's own library"


def codes(frame: FrameType | None) -> Iterator[CodeType]:
    while frame is not None:
        yield frame.f_code
        frame = frame.f_back


def within(filename: str) -> str:
    _, here, name = filename.partition(f"{SERVICE}/")
    return name if here else ""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.profile", description=__doc__)
    parser.add_argument("--posts", type=int, default=4_000)
    times = parser.parse_args().posts
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        settings = {"COMMENTS_HOME": folder, "COMMENTS_BACKGROUND": "0", **UNLIMITED}
        place.prepare(settings)
        app = create_app(settings)
        profile = profiled(app, times)
        let_go(app)
    sys.stdout.write("\n".join(lines(profile, times)) + "\n")


def profiled(app: Flask, times: int) -> Profile:
    """Post from the one thread that a signal reaches, past gunicorn."""
    token = ask(app, "guests", {"site": place.SLUG})["token"]
    texts = [posting.words(random.Random(posting.SEED + number), "") for number in range(times)]
    profile = Profile()
    parent = None
    with profile.sampling():
        for number, text in enumerate(texts):
            named = {"site": place.SLUG, "article": "an-article", "text": text}
            made = ask(app, "comments", {**named, "parent_id": parent}, token)
            parent = made["comment"]["id"] if number % 2 else None
    return profile


def ask(app: Flask, path: str, body: Mapping[str, Any], token: str | None = None) -> Any:
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    environ = create_environ(f"{PREFIX}/{path}", method="POST", json=dict(body), headers=sent)
    environ["REMOTE_ADDR"] = "192.0.2.1"
    answer, status, _ = run_wsgi_app(app, environ)
    if not status.startswith("201"):
        raise RuntimeError(f"{path} was answered {status}")
    return json.loads(b"".join(answer))


def lines(profile: Profile, times: int) -> Iterator[str]:
    """Write two tables in Markdown: milliseconds of one post, the most first."""
    for title, counted in (("stage", profile.stages), ("package", profile.packages)):
        yield from ("", f"| {title} | {' | '.join(f'{clock}, ms' for clock in CLOCKS)} |")
        yield "| --- | --- | --- |"
        names = {name for name, _ in counted}
        for name in sorted(names, key=lambda name: -counted[name, "processor"]):
            spent = (f"{1_000 * counted[name, clock] / times:.2f}" for clock in CLOCKS)
            yield f"| {name} | {' | '.join(spent)} |"


if __name__ == "__main__":
    main()
