"""Every setting once, as data: name, kind, default, meaning. The README is checked by it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comments_service.config.kinds import (
    count,
    duration,
    networks,
    one_server,
    rate,
    redis_address,
    secret_values,
    switch,
    web_address,
)


@dataclass(frozen=True)
class Setting:
    name: str
    kind: Callable[[str], Any]
    default: str
    meaning: str

    @property
    def field(self) -> str:
        return self.name.removeprefix("COMMENTS_").lower()


SETTINGS = (
    Setting(
        "COMMENTS_HOME",
        Path,
        "./var",
        "Folder of the embedded default: database, counters, secret, lock.",
    ),
    Setting(
        "COMMENTS_DATABASE_URL",
        str,
        "",
        "Database; SQLite in `COMMENTS_HOME` when empty, else PostgreSQL: `postgresql://…`.",
    ),
    Setting(
        "COMMENTS_REPLICA_URL",
        one_server,
        "",
        "A streaming replica of the PostgreSQL for readers without a credential; one server, not a"
        " list. Read only while it is less than a second behind.",
    ),
    Setting(
        "COMMENTS_REDIS_URL",
        redis_address,
        "",
        "Redis or Valkey for the limits' counters; SQLite in `COMMENTS_HOME` when empty.",
    ),
    Setting(
        "COMMENTS_SECRET",
        secret_values,
        "",
        "Signs what is handed out; made on the first start of the embedded default, demanded with"
        " any other database. Two, separated by a comma, during a rotation.",
    ),
    Setting(
        "COMMENTS_TRUSTED_PROXIES",
        count(0, 10),
        "0",
        "How many proxies in front of the service set X-Forwarded-For.",
    ),
    Setting(
        "COMMENTS_POSTING_LIMIT",
        rate,
        "10 per minute",
        "How often one author, and one network, may post; several separated by `;`.",
    ),
    Setting(
        "COMMENTS_LIMITS_FACTOR",
        count(1, 10**6),
        "1",
        "Multiplies every other limit; for readers who share an address by the hundred.",
    ),
    Setting(
        "COMMENTS_PUBLIC_URL",
        web_address,
        "",
        "Where readers reach the service; may have a path. From the request when empty.",
    ),
    Setting("COMMENTS_WORKERS", count(1, 64), "2", "Worker processes of gunicorn."),
    Setting("COMMENTS_THREADS", count(1, 64), "4", "Threads in each worker."),
    Setting(
        "COMMENTS_EDIT_WINDOW",
        duration,
        "15 minutes",
        "How long authors may edit and delete what they wrote; `0` for never.",
    ),
    Setting(
        "COMMENTS_DEPTH",
        count(1, 8),
        "8",
        "How deep replies are shown nested; deeper ones stand under the deepest allowed ancestor.",
    ),
    Setting(
        "COMMENTS_PAGE_CACHE_BYTES",
        count(0, 2**40),
        str(64 * 2**20),
        "Bytes of finished pages that each worker may keep.",
    ),
    Setting(
        "COMMENTS_PAGE_MIN_AGE",
        duration,
        "250 ms",
        "A finished page younger than this is answered without asking the database.",
    ),
    Setting("COMMENTS_DEMO", switch, "0", "1 serves the demo articles at `/demo`."),
    Setting(
        "COMMENTS_OPERATOR_TOKEN",
        str,
        "",
        "Shows the details of `/readyz` and `/metrics` to whoever sends it as a bearer token.",
    ),
    Setting(
        "COMMENTS_BACKGROUND",
        switch,
        "1",
        "1 runs the background work in a thread of each worker;"
        " 0 leaves it to `flask comments work`.",
    ),
    Setting(
        "COMMENTS_HOOK_NETWORKS",
        networks,
        "",
        "Networks of your own where hooks may stand, as CIDR, separated by commas; there also with"
        " plain http. All others must be on the public internet.",
    ),
    Setting(
        "COMMENTS_CLEANING_INTERVAL",
        duration,
        "1 hour",
        "How often what is over (old Idempotency-Keys, sign-in links, counters) is forgotten;"
        " `0` for never.",
    ),
)
