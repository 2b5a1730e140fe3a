from pathlib import Path

import pytest

from comments_service import config
from comments_service.config import Misconfigured
from tests.conftest import settings_for

PRIMARY = "postgresql://comments@db.example.org/comments"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db.example.org/comments",
        "postgresql://one.example.org,two.example.org/comments",
        "postgresql://comments@/comments?host=/run/one,/run/two",
    ],
)
def test_a_replica_is_one_postgresql(tmp_path: Path, url: str) -> None:
    with pytest.raises(Misconfigured, match="COMMENTS_REPLICA_URL must be the address of one"):
        config.load(settings_for(PRIMARY, tmp_path) | {"COMMENTS_REPLICA_URL": url})


def test_sqlite_has_no_replica(tmp_path: Path) -> None:
    settings = settings_for("", tmp_path)
    with pytest.raises(Misconfigured, match="of no use without COMMENTS_DATABASE_URL"):
        config.load(settings | {"COMMENTS_REPLICA_URL": PRIMARY})


def test_both_addresses_name_the_driver(tmp_path: Path) -> None:
    replica = PRIMARY.replace("db", "copy")

    known = config.load(settings_for(PRIMARY, tmp_path) | {"COMMENTS_REPLICA_URL": replica})

    assert known.database_url == PRIMARY.replace("postgresql", "postgresql+psycopg")
    assert known.replica_url == replica.replace("postgresql", "postgresql+psycopg")
