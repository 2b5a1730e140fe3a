"""The statement of reasons for the author of a comment that readers do not see, or saw again."""

from collections.abc import Iterable, Mapping

from comments_service.actions import clock
from comments_service.domain import appeals, grounds
from comments_service.domain.thread import Node
from comments_service.edge.widget import signed
from comments_service.edge.widget.scene import Told
from comments_service.storage import statements
from comments_service.storage.decisions import Entry
from comments_service.storage.statements import Statement

PURPOSE = "appeal"
# As long again as one may appeal, so that what became of it can still be read.
TICKET_LIFETIME = 2 * appeals.WITHIN


def of(nodes: Iterable[Node]) -> Mapping[int, Told]:
    """Return what is told of each, by its id; inside a snapshot."""
    found = statements.of([node.id for node in nodes])
    return {number: told(number, statement) for number, statement in found.items()}


def told(comment_id: int, statement: Statement) -> Told:
    return Told(
        statement,
        grounds.keys(statement.reasons if statement.decision is None else ()),
        issued(comment_id, statement.decision) if statement.decision else "",
        statement.open_until(clock.now()),
    )


def issued(comment_id: int, standing: Entry) -> str:
    until = standing.decision.created_at + TICKET_LIFETIME
    return signed.write(PURPOSE, comment_id, standing.decision.id, int(until.timestamp()))


def ticket(text: str) -> tuple[int, int] | None:
    """Return the comment and the decision that a ticket is about, if it is one that holds."""
    match signed.read(PURPOSE, text):
        case [int(comment_id), int(decision_id), int(until)] if clock.now().timestamp() <= until:
            return comment_id, decision_id
    return None
