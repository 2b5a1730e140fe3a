"""Do the work that waits in the table of jobs, one at a time."""

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from comments_service.actions import rehearsing
from comments_service.storage import jobs
from comments_service.storage.db import restarting, snapshot, transaction

# How far a job has come, of how much, and its result until then.
Progress = tuple[int, int, dict[str, Any]]
Run = Callable[[int, Mapping[str, Any]], Iterator[Progress]]
RUNS: Mapping[str, Run] = {rehearsing.KIND: rehearsing.run}

log = logging.getLogger(__name__)


def next_one() -> bool:
    """Do the oldest job that is not done; answers whether there was one. Only one does them."""
    with snapshot():
        job = jobs.next_one()
    if job is None:
        return False
    try:
        for _ in steps(job.id):
            pass
    except Exception:
        finish(job.id, "failed")
        log.exception("The job %d (%s) went wrong.", job.id, job.kind)
    return True


def steps(job_id: int) -> Iterator[int]:
    """Do a job, and yield how far it has come; whoever asks for it sees that too."""
    with snapshot():
        job = jobs.existing(job_id)
        kind, site_id, settings = job.kind, job.site_id, job.settings
    for done, of, result in RUNS[kind](site_id, settings):
        note(job_id, "running", done, of, result)
        yield done
    finish(job_id, "done")


@restarting
def note(job_id: int, state: str, done: int, of: int, result: dict[str, Any]) -> None:
    with transaction():
        job = jobs.existing(job_id)
        job.state, job.done, job.of, job.result = state, done, of, result


@restarting
def finish(job_id: int, state: str) -> None:
    with transaction():
        jobs.existing(job_id).state = state
