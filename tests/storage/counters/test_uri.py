from pathlib import Path

import pytest
from limits.storage import storage_from_string

from comments_service import config
from comments_service.storage import counters
from comments_service.storage.counters import RedisCounters


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("redis://valkey.example.org:6379/1", "redis://valkey.example.org:6379/1"),
        ("valkey://valkey.example.org:6379/1", "redis://valkey.example.org:6379/1"),
        ("rediss://:word@cache.example.org/0", "rediss://:word@cache.example.org/0"),
        ("valkeys://cache.example.org/0", "rediss://cache.example.org/0"),
        ("redis+unix:///run/redis.sock", "redis+unix:///run/redis.sock"),
        ("valkey+unix:///run/valkey.sock", "redis+unix:///run/valkey.sock"),
    ],
)
def test_redis_and_valkey_are_spoken_to_alike(tmp_path: Path, given: str, used: str) -> None:
    settings = config.load({"COMMENTS_HOME": str(tmp_path), "COMMENTS_REDIS_URL": given})

    found = counters.uri(settings.home, settings.redis_url)

    assert found == f"commentscounters+{used}"
    assert isinstance(storage_from_string(found), RedisCounters)


@pytest.mark.parametrize(
    "given", ["http://127.0.0.1", "127.0.0.1:6379", "redis://", "memcached://x"]
)
def test_an_address_of_something_else_is_refused_at_the_start(tmp_path: Path, given: str) -> None:
    with pytest.raises(config.Misconfigured, match="COMMENTS_REDIS_URL"):
        config.load({"COMMENTS_HOME": str(tmp_path), "COMMENTS_REDIS_URL": given})
