"""Why a comment is in a queue, in words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from comments_service.domain import grounds
from comments_service.domain.priority import UNKNOWN
from comments_service.domain.review import Record
from comments_service.domain.rules import LEARNED
from comments_service.edge.moderator.wording import word
from comments_service.storage.decisions import Entry
from comments_service.storage.queues import Item
from comments_service.storage.reports import Filed

# Below it the filter has no opinion that is worth a line.
LIKELY = 75
# A report that weighs so much more, or less, than that of somebody unknown says so.
OFTEN_RIGHT, OFTEN_WRONG = 1.4 * UNKNOWN, 0.6 * UNKNOWN


def words(item: Item) -> list[str]:
    found = [*held(item), *reported(item.reports), *known(item), *decided(item.decision)]
    return found or ["Published at once: nothing spoke against it"]


def held(item: Item) -> list[str]:
    """Say what a comment waits for, with what was found in it."""
    if item.comment.status != "held":
        return []
    told = {one.code for one in item.findings}
    codes = [word(code, "why") for code in item.comment.reasons if code not in told]
    return [*codes, *(grounds.say(one.code, one.facts) for one in item.findings)]


def known(item: Item) -> list[str]:
    """Say what is known of its author, and of who has reported it."""
    return [*trusted(item.reports), *record(item.record), *read(item)]


def read(item: Item) -> Iterator[str]:
    """Say what the filter thought, unless the comment is held for that already."""
    score = item.comment.spamness
    said = item.comment.status == "held" and LEARNED in {one.code for one in item.findings}
    if score is not None and score >= LIKELY and not said:
        yield f"It reads like spam, by {score} %"


def reported(filed: Sequence[Filed]) -> Iterator[str]:
    if filed:
        reasons = Counter(one.report.reason for one in filed)
        said = ", ".join(f"{word(reason)} {many}" for reason, many in reasons.most_common())
        yield f"Reported {'once' if len(filed) == 1 else f'{len(filed)} times'}: {said}"


def trusted(filed: Sequence[Filed]) -> Iterator[str]:
    weights = [one.report.weight for one in filed]
    if any(weight >= OFTEN_RIGHT for weight in weights):
        yield "Reported by somebody whose reports are mostly right"
    elif weights and max(weights) <= OFTEN_WRONG:
        yield "Reported only by those whose reports are mostly wrong"


def record(found: Record) -> Iterator[str]:
    if found.bad:
        yield f"{found.bad} of the last {found.of} by this author were rejected or spam"


def decided(entry: Entry | None) -> Iterator[str]:
    if entry is not None:
        said = f"{word(entry.decision.action)} by {entry.moderator.name}"
        yield f"{said}: {entry.reason}" if entry.reason else said
