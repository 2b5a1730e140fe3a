"""The fields RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-11).

Both are lists of quoted policy names with parameters: what a policy allows (`q`) in how
many seconds (`w`), what is left of it (`r`) and the seconds until it is whole again (`t`).
"""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from flask import Response

from comments_service.storage.counters import Standing


class Policy(NamedTuple):
    name: str
    quota: int
    seconds: int


def tell(response: Response, found: Sequence[tuple[Policy, Standing]]) -> None:
    """Add the fields to an answer that has to do with limits; without any it stays as it is."""
    if not found:
        return
    policies = dict.fromkeys(policy for policy, _ in found)
    response.headers["RateLimit-Policy"] = ", ".join(map(written, policies))
    response.headers["RateLimit"] = ", ".join(
        left_of(policy, [standing for of, standing in found if of == policy]) for policy in policies
    )


def written(policy: Policy) -> str:
    return f'"{policy.name}";q={policy.quota};w={policy.seconds}'


def left_of(policy: Policy, standings: Sequence[Standing]) -> str:
    """Tell the tightest of a policy's counters, and not whose it is."""
    tightest = max(standings, key=lambda standing: (standing.used, standing.left))
    remaining = max(0, policy.quota - tightest.used)
    return f'"{policy.name}";r={remaining};t={ceil(tightest.left)}'
