"""For whoever runs the service: is it alive, can it serve, what has it done.

Anyone may know whether it is well; what it is made of is told at the machine itself, or
to who sends COMMENTS_OPERATOR_TOKEN as a bearer token.
"""

import hmac
import sqlite3
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request

from comments_service import config
from comments_service.edge import limits, metrics, network
from comments_service.storage import probe, replicas

door = Blueprint("health", __name__)


@door.after_request
def never_kept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@door.get("/healthz")
def alive() -> Response:
    """Answer while the process lives; asks nobody else, so that nobody else can make it fail."""
    return jsonify(status="ok")


@door.get("/readyz")
def ready() -> tuple[Response, HTTPStatus]:
    """Say whether requests can be served: `ok`, `degraded` (they can) or `unavailable` (503)."""
    found = details()
    status = verdict(found)
    told = {"status": status, **(found if operator() else {})}
    unavailable = status == "unavailable"
    return jsonify(told), HTTPStatus.SERVICE_UNAVAILABLE if unavailable else HTTPStatus.OK


@door.get("/metrics")
def measured() -> Response:
    """Tell the figures as Prometheus reads them; to anybody only that there is an answer."""
    lines = ["# TYPE comments_up gauge", "comments_up 1"]
    if operator():
        lines += metrics.lines(gauges())
    return Response("\n".join([*lines, ""]), mimetype="text/plain; version=0.0.4")


def gauges() -> dict[str, float]:
    found = {"comments_limits_degraded": float(limits.degraded())}
    replica = replicas.current()
    return found if replica is None else {**found, "comments_replica_usable": replica.usable()}


def details() -> dict[str, Any]:
    settings = config.current()
    return {
        "database": database(),
        "counters": "degraded" if limits.degraded() else "ok",
        "sqlite": sqlite3.sqlite_version,
        "warnings": warnings(settings),
        **({"replica": replica.told()} if (replica := replicas.current()) else {}),
    }


def database() -> str:
    if not probe.answers():
        return "unavailable"
    return "ok" if probe.is_current() else "not migrated"


def warnings(settings: config.Config) -> list[str]:
    found = []
    if settings.embedded and probe.sqlite_is_risky(settings.workers):
        found.append(
            f"SQLite {sqlite3.sqlite_version} can damage its WAL when several processes write:"
            " use one newer than 3.51.2, or COMMENTS_WORKERS=1"
        )
    if network.hidden_proxy():
        found.append("requests come through a proxy: set COMMENTS_TRUSTED_PROXIES")
    return found


def verdict(found: dict[str, Any]) -> str:
    # With the replica alone, readers have their pages and nobody can write.
    alone = found["database"] == "unavailable" and found.get("replica") == "alone"
    if found["database"] != "ok" and not alone:
        return "unavailable"
    well = found["counters"] == "ok" and found.get("replica", "ok") in {"ok", "unknown"}
    return "ok" if well else "degraded"


def operator() -> bool:
    """Say whether who asks may see details."""
    token = config.current().operator_token
    sent = request.headers.get("Authorization", "")
    right = hmac.compare_digest(sent.encode(), f"Bearer {token}".encode())
    return network.is_loopback() or (bool(token) and right)
