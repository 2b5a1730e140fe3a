"""The settings as the service was started with them.

`load` names everything that is missing or wrong at once and refuses to start half-set.
"""

import logging
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from comments_service.config.kinds import POSTGRESQL, SECRET_BYTES, Network
from comments_service.config.settings import SETTINGS

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parents[2] / "migrations"


class Misconfigured(RuntimeError):
    """The settings cannot be started with; the message names each of them."""


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
    hook_networks: tuple[Network, ...]
    cleaning_interval: timedelta

    @property
    def embedded(self) -> bool:
        return self.database_url.startswith("sqlite")


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
