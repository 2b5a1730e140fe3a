"""Ask an outside classifier about one comment."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from comments_service.config.kinds import Network
from comments_service.domain import inquiry
from comments_service.domain.inquiry import Saying
from comments_service.notify import calling
from comments_service.notify.calling import Call, Unanswered

OK, ACCEPTED = 200, 202
# An answer, the promise of a later one (nothing), or what went wrong.
Outcome = Saying | Unanswered | None


def attempt(call: Call, *, now: datetime, trusted: Sequence[Network]) -> Outcome:
    try:
        return ask(call, now=now, trusted=trusted)
    except Unanswered as problem:
        return problem


def ask(call: Call, *, now: datetime, trusted: Sequence[Network]) -> Saying | None:
    """Return what is answered at once, or nothing when the answer comes later (202).

    Raise `Unanswered` for all else.
    """
    answer = calling.post(call, now=now, trusted=trusted)
    if answer.status == ACCEPTED:
        return None
    if answer.status != OK:
        raise Unanswered(f"answers with status {answer.status}")
    try:
        return inquiry.read(json.loads(answer.body))
    except ValueError as error:
        raise Unanswered(f"answers what cannot be read: {error}") from error


def call(
    number: int, rule_id: int, url: str, body: Mapping[str, Any], secrets: Sequence[bytes]
) -> Call:
    keys = [inquiry.signing_key(secret, rule_id) for secret in secrets]
    return Call(f"inquiry_{number}", url, body, keys)
