from pathlib import Path

import pytest

from tests.storage.counters.stores import Store, in_memory, in_redis, in_sqlite


@pytest.fixture(params=["sqlite", "redis", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "redis":
        return in_redis(request.getfixturevalue("redis").patient_url)
    return in_sqlite(tmp_path) if request.param == "sqlite" else in_memory()
