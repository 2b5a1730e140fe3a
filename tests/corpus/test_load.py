"""A sample of the corpus through the real service, on both databases."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from comments_service.actions import clock
from comments_service.storage import comments
from comments_service.storage.db import transaction
from tests import corpora
from tests.corpus import load, logs, place
from tests.corpus.logs import Log
from tests.corpus.place import Place
from tests.corpus.progress import Progress
from tests.services import gunicorn

# The deepest one, two with a message without text, and one whose clock was set back.
SAMPLE = {"2006-06-08.train-c", "2005-06-27_12", "2015-11-26.train-b", "2013-02-24.train-a"}


@pytest.fixture
def sample() -> list[Log]:
    found = logs.read(corpora.path("threads/irc_disentangled.jsonl"))
    return [log for log in found if log[0].log in SAMPLE]


@pytest.fixture
def where(app: Flask, settings: dict[str, str], tmp_path: Path) -> Iterator[Place]:
    key = place.welcome(app)
    with gunicorn.service(settings, tmp_path / "log") as service:
        yield Place(service.url, place.SLUG, key)


@pytest.mark.corpus
@pytest.mark.slow
def test_a_sample_is_there_once_and_whole_however_often_it_is_loaded(
    app: Flask, where: Place, sample: list[Log]
) -> None:
    first = load.load(where, sample)
    again = load.load(where, sample)

    expected = "1011 read, 1009 posted, 2 refused (blank), 1009 found, 0 differ"
    assert (first.line(), again.line()) == (expected, expected)
    assert [thread.ids for thread in first.threads] == [thread.ids for thread in again.threads]
    assert first.good

    with app.app_context(), transaction():
        lost = comments.lock(min(first.threads[0].ids.values()))
        comments.move(lost.article, lost.comment, "rejected", now=clock.now())
    damaged = load.load(where, sample[:1])

    assert not damaged.good
    assert any(words.startswith("/counts is ") for words in damaged.differing)
    unsigned = f" author is None, not {logs.handle(sample[0][0].nick)}"
    assert any(words.endswith(unsigned) for words in damaged.differing)


@pytest.mark.corpus
def test_the_clock_of_a_log_never_goes_back(sample: list[Log]) -> None:
    for log in sample:
        times = [message.created_at for message in log]
        assert times == sorted(times)
        assert {f"{moment:%Y-%m-%d}" for moment in times} == {log[0].log[:10]}


@pytest.mark.corpus
def test_nobodys_own_name_is_shown(sample: list[Log]) -> None:
    nicks = {message.nick for log in sample for message in log}

    assert not nicks & {logs.handle(nick) for nick in nicks}
    assert len({logs.subject(nick) for nick in nicks}) == len(nicks)


def test_a_missing_corpus_is_said_loudly(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    status = load.main(["--file", str(tmp_path / "nowhere.jsonl")])

    assert status == 2
    assert "NOTHING LOADED" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_is_one_line_drawn_again_and_again() -> None:
    terminal = Terminal()
    progress = Progress("posting", 40, to=terminal)

    progress.add(10)
    progress.add(30)

    assert terminal.getvalue().count("\n") == 1
    assert terminal.getvalue().count("\r") == 2
    assert "[##############################] 40/40" in terminal.getvalue()


def test_the_bar_is_silent_where_nobody_looks() -> None:
    file = io.StringIO()

    Progress("posting", 1, to=file).add(1)

    assert file.getvalue() == ""
