"""What compose.yaml starts is what the service, its container and its proxy are made for."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from comments_service import config
from tests.services.nginx import ROOT, SHIPPED

COMPOSE = ROOT / "deploy/compose.yaml"
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
OURS = {name: one for name, one in SERVICES.items() if "build" in one}
NODES = ("node1", "node2")


def test_everything_is_there_once() -> None:
    names = {"database", "counters", "migration", "node1", "node2", "worker", "proxy"}
    assert set(SERVICES) == names
    assert set(OURS) == {"migration", "node1", "node2", "worker"}


def test_other_peoples_images_are_pinned() -> None:
    for name in set(SERVICES) - set(OURS):
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?", SERVICES[name]["image"]), name


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["proxy"]


@pytest.mark.parametrize("name", OURS)
def test_each_of_ours_starts_with_its_settings(tmp_path: Path, name: str) -> None:
    values = {
        "POSTGRES_PASSWORD": "password",
        "COMMENTS_SECRET": "at least 16 characters",
        "COMMENTS_PUBLIC_URL": "https://comments.example.org",
    }
    given = {
        setting: re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: values[found[1]], written)
        for setting, written in OURS[name]["environment"].items()
    }
    assert config.unknown(given) == set()

    known = config.load({**given, "COMMENTS_HOME": str(tmp_path)})

    assert known.database_url == "postgresql+psycopg://comments:password@database/comments"
    assert known.redis_url == "redis://counters/0"
    assert (known.trusted_proxies, known.background) == (1, False)


def test_the_commands_are_the_services_own(app: Flask) -> None:
    known = app.cli.commands["comments"]
    for name in ("migration", "worker"):
        *before, command = OURS[name]["command"]
        assert before == ["flask", "--app", "wsgi", "comments"]
        assert command in known.commands  # type: ignore[attr-defined]  # a group of commands


def test_the_schema_is_changed_before_anybody_needs_it() -> None:
    for name in (*NODES, "worker"):
        awaited = OURS[name]["depends_on"]["migration"]
        assert awaited == {"condition": "service_completed_successfully"}
    assert OURS["migration"]["restart"] == "no"


def test_the_proxy_names_the_nodes_and_their_port() -> None:
    port = re.search(r"\bPORT=(\d+)", (ROOT / "Dockerfile").read_text())
    assert port is not None
    servers = re.findall(r"^\s*server (\S+) ", SHIPPED.read_text(), re.MULTILINE)

    assert servers == [f"{node}:{port[1]}" for node in NODES] * 2
    assert set(SERVICES["proxy"]["depends_on"]) == set(NODES)


def test_the_proxy_reads_the_shipped_file_where_it_may_write() -> None:
    proxy = SERVICES["proxy"]
    (mounted,) = proxy["volumes"]
    source, target, mode = mounted.split(":")

    assert (COMPOSE.parent / source).resolve() == SHIPPED
    assert mode == "ro"
    assert proxy["command"][1:5] == ["-p", *proxy["tmpfs"], "-c", target]


def test_whoever_stays_is_started_again_and_says_whether_it_is_well() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    for name, one in SERVICES.items():
        if name != "migration":
            assert one["restart"] == "unless-stopped"
        healthy = one.get("healthcheck") or ("HEALTHCHECK" in dockerfile and name in NODES)
        assert healthy, name
