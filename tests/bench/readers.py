"""Readers at full load: processes that ask for a thread, and note what they were shown.

A page's bytes are looked into once: what matters then is when they were shown the last time.
"""

import gzip
import hashlib
import json
import re
import time
from array import array
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from multiprocessing import get_context
from threading import Thread
from urllib.parse import urlencode

import brotli

PAGE_SIZE = 25
UNPACK: Mapping[str, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "": bytes,
}
CODINGS = ("br", "gzip", "identity")
PATHS = ("/api/v1/comments", "/embed/v1/thread")


@dataclass
class Shown:
    """One page's bytes: the comments on it, and when the last request for it began."""

    ids: tuple[int, ...]
    count: int | None
    began: float


@dataclass
class Seen:
    """What one process of readers has seen."""

    pages: dict[str, Shown] = field(default_factory=dict)
    # The hashes of all bytes that came under a tag.
    tags: dict[str, set[str]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    not_modified: int = 0
    seconds: "array[float]" = field(default_factory=lambda: array("d"))


def start(
    ports: Sequence[int], thread: Mapping[str, str], *, until: float, processes: int, threads: int
) -> tuple[ProcessPoolExecutor, list[Future[Seen]]]:
    """Begin to read in processes of their own, until this moment of the monotonic clock."""
    pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    asked = [pool.submit(read, list(ports), dict(thread), until, threads) for _ in range(processes)]
    return pool, asked


def read(ports: Sequence[int], thread: Mapping[str, str], until: float, threads: int) -> Seen:
    seen = Seen()
    readers = [Reader(ports[at % len(ports)], thread, seen, at) for at in range(threads)]
    running = [Thread(target=reader.run, args=(until,)) for reader in readers]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return seen


class Reader:
    """A kept-alive connection that asks for one form of the page after the other."""

    def __init__(self, port: int, thread: Mapping[str, str], seen: Seen, number: int) -> None:
        self.seen, self.query = seen, urlencode(thread)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.forms = [(path, coding) for path in PATHS for coding in CODINGS]
        self.known: dict[tuple[str, str], tuple[str, str]] = {}
        self.asked = number

    def run(self, until: float) -> None:
        while time.monotonic() < until:
            self.ask(*self.forms[self.asked % len(self.forms)])
            self.asked += 1
        self.connection.close()

    def ask(self, path: str, coding: str) -> None:
        headers = {"Accept-Encoding": coding}
        tag, page = self.known.get((path, coding), ("", ""))
        # Every other time as a browser does that has the page already.
        if tag and self.asked // len(self.forms) % 2:
            headers["If-None-Match"] = tag
        began = time.monotonic()
        try:
            self.connection.request("GET", f"{path}?{self.query}", headers=headers)
            response = self.connection.getresponse()
            body = response.read()
        except (OSError, HTTPException) as error:
            self.seen.errors.append(f"{path}: {error!r}")
            self.connection.close()
            return
        self.seen.seconds.append(time.monotonic() - began)
        if response.status == 304 and "If-None-Match" in headers:
            self.seen.not_modified += 1
            self.show_again(page, began)
        elif response.status == 200:
            self.known[path, coding] = (response.headers["ETag"], self.note(response, body, began))
        else:
            self.seen.errors.append(f"{path}: {response.status} {body[:200]!r}")

    def note(self, response: HTTPResponse, body: bytes, began: float) -> str:
        digest = hashlib.sha256(body).hexdigest()
        self.seen.tags.setdefault(response.headers["ETag"], set()).add(digest)
        if digest in self.seen.pages:
            self.show_again(digest, began)
        else:
            plain = UNPACK[response.headers.get("Content-Encoding", "")](body)
            self.seen.pages[digest] = look(plain, response.headers["Content-Type"], began)
        return digest

    def show_again(self, page: str, began: float) -> None:
        shown = self.seen.pages[page]
        shown.began = max(shown.began, began)


def look(plain: bytes, kind: str, began: float) -> Shown:
    if kind.startswith("application/json"):
        page = json.loads(plain)
        return Shown(tuple(one["id"] for one in page["comments"]), page["count"], began)
    found = re.findall(r' id="c-(\d+)"', plain.decode())
    return Shown(tuple(map(int, found)), None, began)
