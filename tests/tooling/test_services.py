import subprocess
from pathlib import Path

import psycopg
import pytest
import redis as redis_client
from playwright.sync_api import Browser

from tests.loud import Loud
from tests.services import api, nginx, node, ports, redis, waiting
from tests.services import postgresql as postgresql_service

pytestmark = pytest.mark.slow  # starts each server


def test_postgresql_is_real(postgresql: postgresql_service.Server) -> None:
    url = postgresql.create("spoken_to").replace("+psycopg", "")
    try:
        with psycopg.connect(url) as connection:
            said = connection.execute("SELECT version()").fetchone()
    finally:
        postgresql.drop("spoken_to")

    assert said is not None
    assert said[0].startswith(f"PostgreSQL {postgresql.version}")


def test_a_database_is_a_copy_of_its_template(postgresql: postgresql_service.Server) -> None:
    with psycopg.connect(postgresql.create("first").replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    try:
        copied = postgresql.create("second", template="first").replace("+psycopg", "")
        with psycopg.connect(copied) as connection:
            found = connection.execute("SELECT number FROM kept").fetchall()
    finally:
        postgresql.drop("second")
        postgresql.drop("first")

    assert found == [(7,)]


def test_redis_is_real(redis: redis.Server) -> None:
    with redis_client.from_url(redis.url) as client:
        assert client.incrby("counted", 3) == 3
        assert client.info()["redis_version"] == redis.version


def test_a_killed_redis_is_gone() -> None:
    with redis.server() as server, redis_client.from_url(server.url) as client:
        client.ping()

        server.kill()

        with pytest.raises(redis_client.ConnectionError):
            client.ping()


@pytest.mark.browser
def test_chromium_is_real(chromium: Browser) -> None:
    page = chromium.new_page()

    page.set_content("<p id=told></p><script>told.textContent = 6 * 7</script>")

    assert page.locator("#told").inner_text() == "42"
    page.close()


def test_node_is_new_enough_and_brings_npm() -> None:
    tools = node.folder()

    said = subprocess.run([tools / "node", "--version"], check=True, capture_output=True, text=True)

    assert int(said.stdout.lstrip("v").split(".")[0]) >= 20
    assert (tools / "npm").exists()


def test_a_replica_follows_and_can_be_read(postgresql: postgresql_service.Server) -> None:
    primary = postgresql.create("followed").replace("+psycopg", "")
    try:
        with postgresql_service.replica(postgresql) as replica:
            with psycopg.connect(primary) as connection:
                connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
            url = replica.url("followed").replace("+psycopg", "")
            with psycopg.connect(url, autocommit=True) as connection:
                asked = "SELECT pg_is_in_recovery(), to_regclass('kept') IS NOT NULL"
                waiting.until(
                    lambda: connection.execute(asked).fetchone() == (True, True),
                    "the replica has what the primary has",
                )
                with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                    connection.execute("DELETE FROM kept")
    finally:
        postgresql.drop("followed")


def test_nginx_is_real(loud: Loud, tmp_path: Path) -> None:
    with loud.started("nginx", nginx.server([ports.free()], tmp_path / "log")) as server:
        said = api.send(server.port, "GET", "/metrics")

    assert said.status == 404
    assert said.headers["Server"] == "nginx"
