"""Skipping is loud: the last line of a run says which servers were real and what was skipped.

Where nothing may be skipped (CI, or COMMENTS_TEST_STRICT=1), a skip is a failure.
"""

import os
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Protocol, TypeVar

import pytest

from tests.services.errors import Unavailable

SERVICES = ("PostgreSQL", "Redis", "nginx", "Chromium", "Firefox", "WebKit")


class Versioned(Protocol):
    @property
    def version(self) -> str: ...


S = TypeVar("S", bound=Versioned)


class Loud:
    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.real: dict[str, str] = {}

    @contextmanager
    def started(self, name: str, server: AbstractContextManager[S]) -> Iterator[S]:
        """Start a server and remember that it was real; skip where it cannot be had."""
        with ExitStack() as stack:
            try:
                running = stack.enter_context(server)
            except Unavailable as error:
                pytest.skip(f"no {name}: {error}")
            self.real[name] = running.version
            yield running

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        refuse_a_skip(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(
        self,
    ) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        report = yield
        refuse_a_skip(report)
        return report

    def pytest_sessionfinish(self) -> None:
        # A worker of pytest-xdist hands over what it knows; elsewhere there is no such thing.
        handed: dict[str, Any] = getattr(self.config, "workeroutput", {})
        handed["real"] = self.real

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self.real.update(getattr(node, "workeroutput", {}).get("real", {}))

    def pytest_unconfigure(self) -> None:
        reporter = self.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None and not hasattr(self.config, "workerinput"):
            reporter.write_line(self.closing_line(len(reporter.stats.get("skipped", ()))))

    def closing_line(self, skipped: int) -> str:
        told = (
            f"{name} {self.real[name]} real" if name in self.real else f"{name} not used"
            for name in SERVICES
        )
        return f"services: {', '.join(told)}; skipped: {skipped}"


def refuse_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and strict() and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {report.longrepr}"


def strict() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("COMMENTS_TEST_STRICT") == "1"
