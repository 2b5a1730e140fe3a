"""Every setting once, as data: name, kind, default, meaning.

The README's table is checked against `SETTINGS`. `load` names everything that is
missing or wrong at once and refuses to start half-set.
"""

import logging
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from limits import parse_many

from comments_service.domain import origins

SECRET_BYTES = 16
SECRETS_AT_ONCE = 2
log = logging.getLogger(__name__)

POSTGRESQL = ("postgres://", "postgresql://", "postgresql+psycopg://")
MIGRATIONS = Path(__file__).parent.parent / "migrations"


class Misconfigured(RuntimeError):
    """The settings cannot be started with; the message names each of them."""


@dataclass(frozen=True)
class Setting:
    name: str
    kind: Callable[[str], Any]
    default: str
    meaning: str

    @property
    def field(self) -> str:
        return self.name.removeprefix("COMMENTS_").lower()


@dataclass(frozen=True)
class Config:
    home: Path
    database_url: str
    replica_url: str
    redis_url: str
    secret: tuple[bytes, ...]
    trusted_proxies: int
    posting_limit: str
    limits_factor: int
    public_url: str
    workers: int
    threads: int
    edit_window: timedelta
    depth: int
    page_cache_bytes: int
    page_min_age: timedelta
    demo: bool
    operator_token: str
    background: bool
    cleaning_interval: timedelta

    @property
    def embedded(self) -> bool:
        return self.database_url.startswith("sqlite")


def count(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not re.fullmatch(r"\d{1,12}", value) or not least <= int(value) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(value)

    return parse


def switch(value: str) -> bool:
    if value not in {"0", "1"}:
        raise ValueError("0 or 1")
    return value == "1"


UNITS = {
    "ms": "milliseconds",
    "second": "seconds",
    "minute": "minutes",
    "hour": "hours",
    "day": "days",
}


def duration(value: str) -> timedelta:
    """Read `15 minutes`, `250 ms`, `0`: 0 switches off what it is for."""
    if value == "0":
        return timedelta(0)
    found = re.fullmatch(r"(\d{1,6}) ?(ms|second|minute|hour|day)s?", value)
    if found is None:
        raise ValueError("a duration such as `15 minutes`, `250 ms` or `0`")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def rate(value: str) -> str:
    try:
        items = parse_many(value)
    except ValueError as error:
        raise ValueError("a rate such as `10 per minute`, several separated by `;`") from error
    if not items or any(item.amount < 1 for item in items):
        raise ValueError(
            "a rate of at least 1; `flask comments posting closed` switches posting off"
        )
    return value


def web_address(value: str) -> str:
    """Read an address as browsers write it, since pages there are known by its origin."""
    if not value:
        return value
    try:
        origin, parts = origins.of(value), urlsplit(value)
    except origins.NoOrigin as error:
        raise ValueError("an http or https address") from error
    more = parts.query or parts.fragment or "@" in parts.netloc
    if more or not re.fullmatch(r"[\w./~%-]*", parts.path, re.ASCII):
        raise ValueError("an http or https address with a path and nothing behind it")
    return origin + parts.path.rstrip("/")


def redis_address(value: str) -> str:
    if value and not re.match(r"(rediss?|valkeys?|(redis|valkey)\+unix)://.", value):
        raise ValueError("an address such as `redis://127.0.0.1:6379/0` (rediss, valkey, valkeys)")
    return value


def secret_values(value: str) -> tuple[bytes, ...]:
    """One secret, or two separated by a comma during a rotation: the first signs, both verify."""
    found = tuple(part.strip().encode() for part in value.split(",") if part.strip())
    if len(found) > SECRETS_AT_ONCE or any(len(one) < SECRET_BYTES for one in found):
        least = f"of at least {SECRET_BYTES} characters"
        raise ValueError(f"one or two secrets, separated by a comma, {least}")
    return found


def one_server(value: str) -> str:
    """Read a PostgreSQL address: of several servers, nobody could say which has what."""
    hosts = urlsplit(value).netloc.rpartition("@")[2] + value.partition("?")[2]
    if value and (not value.startswith(POSTGRESQL) or "," in hosts):
        raise ValueError("the address of one server: postgresql://…")
    return value


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
        "COMMENTS_CLEANING_INTERVAL",
        duration,
        "1 hour",
        "How often what is over (old Idempotency-Keys, sign-in links, counters) is forgotten;"
        " `0` for never.",
    ),
)


def load(given: Mapping[str, str] | None = None) -> Config:
    """Read the settings from `given`, else the environment.

    Refuses (`Misconfigured`) by naming all that is wrong at once.
    """
    source = os.environ if given is None else given
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for setting in SETTINGS:
        try:
            values[setting.field] = setting.kind(source.get(setting.name, "") or setting.default)
        except ValueError as error:
            wrong.append(f"{setting.name} must be {error}")
    if values.get("database_url") and not values.get("secret"):
        wrong.append("COMMENTS_SECRET is needed with a database of its own")
    if values.get("replica_url") and not values.get("database_url", "").startswith(POSTGRESQL):
        wrong.append(
            "COMMENTS_REPLICA_URL is of no use without COMMENTS_DATABASE_URL: postgresql://…"
        )
    if wrong:
        raise Misconfigured("; ".join(wrong))
    for name in sorted(unknown(source)):
        log.warning("%s is not a setting and does nothing", name)
    return Config(**at_home(values))


def unknown(source: Mapping[str, str]) -> set[str]:
    return {name for name in source if name.startswith("COMMENTS_")} - {
        setting.name for setting in SETTINGS
    }


def at_home(values: dict[str, Any]) -> dict[str, Any]:
    """Fill in what the embedded default keeps in its own folder."""
    home = values["home"].resolve()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not values["database_url"]:
        values["database_url"] = f"sqlite:///{home / 'comments.db'}"
    for name in ("database_url", "replica_url"):
        if values[name].startswith(POSTGRESQL):
            values[name] = "postgresql+psycopg://" + values[name].split("://", 1)[1]
    return {**values, "home": home, "secret": values["secret"] or (kept_secret(home / "secret"),)}


def kept_secret(path: Path) -> bytes:
    # O_EXCL decides between two processes that start together; the loser reads what
    # the winner linked into place whole.
    if not path.exists():
        draft = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(2 * SECRET_BYTES))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes().strip()


def init_app(app: Flask, given: Mapping[str, str] | None) -> Config:
    config = load(given)
    app.extensions["comments_config"] = config
    return config


def current() -> Config:
    config: Config = current_app.extensions["comments_config"]
    return config
