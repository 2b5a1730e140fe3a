"""Runs of pytest inside pytest, with the project's own plugin."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from tests.loud import Loud
from tests.services.errors import Unavailable

def pytest_configure(config):
    config.pluginmanager.register(Loud(config), "loud")

@contextmanager
def there():
    yield SimpleNamespace(version="9.9")

@contextmanager
def missing():
    raise Unavailable("not on this machine")
    yield

@pytest.fixture(params=[there, missing])
def redis(request):
    plugin = request.config.pluginmanager.get_plugin("loud")
    with plugin.started("Redis", request.param()) as server:
        yield server
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("COMMENTS_TEST_STRICT", raising=False)
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile("def test_it(redis): pass")
    return pytester


def test_the_last_line_names_what_was_real_and_counts_what_was_skipped(
    project: pytest.Pytester,
) -> None:
    ran = project.runpytest_inprocess("-p", "no:cacheprovider")

    ran.assert_outcomes(passed=1, skipped=1)
    told = (
        "PostgreSQL not used, Redis 9.9 real, nginx not used, "
        "Chromium not used, Firefox not used, WebKit not used"
    )
    assert ran.outlines[-1] == f"services: {told}; skipped: 1"


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("COMMENTS_TEST_STRICT", "1")])
def test_where_nothing_may_be_skipped_a_skip_fails(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    ran = project.runpytest_inprocess("-p", "no:cacheprovider")

    ran.assert_outcomes(passed=1, errors=1)
    ran.stdout.fnmatch_lines(["*skipped, where nothing may be: *no Redis: not on this machine*"])


def test_a_whole_file_that_skips_itself_fails_there_too(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    project.makepyfile(test_absent="import pytest; pytest.importorskip('no_such_package')")

    ran = project.runpytest_inprocess("-p", "no:cacheprovider", "test_absent.py")

    ran.assert_outcomes(errors=1)


@pytest.mark.slow
def test_workers_hand_over_what_was_real(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    # Three processes would load all the others, for seconds.
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    ran = project.runpytest_subprocess("-p", "no:cacheprovider", "-p", "xdist", "-n", "2")

    assert "Redis 9.9 real" in ran.outlines[-1]
