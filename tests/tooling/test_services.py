import subprocess

import psycopg
import pytest
import redis as redis_client
from playwright.sync_api import Browser

from tests.services import node, postgresql, redis

pytestmark = pytest.mark.slow  # starts each server


def test_postgresql_is_real(postgresql: postgresql.Server) -> None:
    url = postgresql.create("spoken_to").replace("+psycopg", "")
    try:
        with psycopg.connect(url) as connection:
            said = connection.execute("SELECT version()").fetchone()
    finally:
        postgresql.drop("spoken_to")

    assert said is not None
    assert said[0].startswith(f"PostgreSQL {postgresql.version}")


def test_a_database_is_a_copy_of_its_template(postgresql: postgresql.Server) -> None:
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
