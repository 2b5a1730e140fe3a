"""Who looks at what at the desk, while they say so: kept with the counters, not in rows.

A counter of each moderator holds the id of the comment that they look at. It is soft by nature:
while the counters are away, nobody is seen to look at anything.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, cast

from limits.storage import Storage

from comments_service.storage import apikeys, moderators
from comments_service.storage.authors import Subject
from comments_service.storage.counters.guard import Guarded

# A page says it again twice in that time; who closes it is gone after it at the latest.
SECONDS = 45


class Colleague(NamedTuple):
    issuer: str
    subject: str
    name: str


def look(counters: Guarded, who: Subject, comment_id: int) -> None:
    """Note what a moderator looks at now; 0 for nothing."""
    if counters.away:
        return
    with suppress(*counters.failures):
        store = cast(Storage, counters.shared)
        store.clear(key(who))
        if comment_id:
            store.incr(key(who), SECONDS, comment_id)


def looking(counters: Guarded, colleagues: list[Colleague]) -> Mapping[int, str]:
    """Name who looks at which comment; of two at the same, one."""
    if counters.away:
        return {}
    found: dict[int, str] = {}
    with suppress(*counters.failures):
        store = cast(Storage, counters.shared)
        found = {store.get(key(each)): each.name for each in colleagues}
    return {comment_id: name for comment_id, name in found.items() if comment_id}


def beside(site_id: int, who: Subject) -> list[Colleague]:
    """Return who else moderates a site, by hand or by a key."""
    me = (who.issuer, who.subject)
    return [one for one in all_of(site_id) if (one.issuer, one.subject) != me]


def all_of(site_id: int) -> Iterator[Colleague]:
    for moderator in moderators.of(site_id):
        yield Colleague(moderators.ISSUER, str(moderator.id), moderator.name)
    for found in apikeys.moderating(site_id):
        yield Colleague(apikeys.ISSUER, str(found.id), found.name)


def key(who: Subject | Colleague) -> str:
    return f"desk/looking/{who.issuer}/{who.subject}"
