"""Teach filters what their moderators have decided since, and take back what no longer stands.

It follows the record of decisions, so that nothing has to be told to it, and a decision need not
wait for it. Only one process teaches at a time.
"""

from collections.abc import Mapping

from comments_service.domain.learning import Filter
from comments_service.domain.reading import Reading
from comments_service.storage import learned, lessons
from comments_service.storage.db import restarting, snapshot, transaction
from comments_service.storage.lessons import Lesson, Version

AT_ONCE = 200


def next_ones() -> bool:
    """Teach each site's filter its next decisions; answers whether there are more of them."""
    with snapshot():
        behind = lessons.behind()
    return max([teach(site_id) for site_id in behind], default=False)


def teach(site_id: int) -> bool:
    with snapshot():
        turn = lessons.next_turn(site_id, AT_ONCE)
        found = learned.filter_of(site_id)
        texts = lessons.texts([each.place for each in (*turn.gone, *turn.new)])
    for lesson in turn.gone:
        found.learn(Reading(texts.get(lesson.place, "")), spam=lesson.spam, by=-1)
    new = [taught(found, lesson, texts) for lesson in turn.new]
    keep(site_id, found, turn.gone, new, learned_to=turn.last)
    return turn.decisions == AT_ONCE


def taught(found: Filter, lesson: Lesson, texts: Mapping[Version, str]) -> Lesson:
    """Let a filter judge a text that it has not seen, then learn from it."""
    reading = Reading(texts.get(lesson.place, ""))
    score = found.score(reading)
    found.learn(reading, spam=lesson.spam)
    return lesson._replace(score=score)


@restarting
def keep(
    site_id: int, found: Filter, gone: list[Lesson], new: list[Lesson], *, learned_to: int
) -> None:
    with transaction():
        learned.keep(site_id, found, learned_to=learned_to)
        lessons.replace(site_id, gone, new)
