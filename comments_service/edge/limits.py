"""How often one may act: limits by name, counted per network, per author or per key.

Flask-Limiter holds the store, and we charge it: its decorators would charge before a
view knows whether the request can be granted at all, and one limit after the other
instead of all or none.

To add one: give it a line in `LIMITS`, and call `charge` with its name.
"""

from collections.abc import Sequence
from http import HTTPStatus
from math import ceil
from typing import Literal, NamedTuple, NoReturn, cast

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from limits import RateLimitItem, parse_many

from comments_service.actions.acting import Charge
from comments_service.config import Config
from comments_service.domain.errors import RateLimited
from comments_service.edge import metrics, network, ratelimit
from comments_service.edge.callers import Caller, Service
from comments_service.edge.ratelimit import Policy
from comments_service.storage import counters
from comments_service.storage.counters import Claim, RedisCounters, SQLiteCounters, Standing
from comments_service.storage.counters.guard import Guarded

Counted = Literal["network", "author", "key"]
POSTING = "COMMENTS_POSTING_LIMIT"
# Beyond this the stores cannot count, and nobody posts as often.
MOST = 2**53


class Limit(NamedTuple):
    """`attempts`: what is refused counts too, as where somebody may be guessing."""

    name: str
    rate: str
    per: tuple[Counted, ...] = ("network", "author")
    attempts: bool = False


LIMITS = (
    Limit("post", POSTING),
    Limit("edit", "20 per minute"),
    Limit("vote", "60 per minute"),
    Limit("report", "10 per hour"),
    Limit("notice", "10 per hour", ("network",)),
    Limit("appeal", "10 per hour"),
    Limit("guest", "10 per hour", ("network",)),
    Limit("article", "20 per hour", ("network",)),
    Limit("preview", "30 per minute", ("network",)),
    Limit("sign_in", "5 per minute", ("network",), attempts=True),
    Limit("service", "600 per minute", ("key",)),
    # Counted in items, of which one request carries up to 500.
    Limit("batch", "120000 per minute", ("key",)),
)


class Caught(NamedTuple):
    """A counter, the policy that it belongs to, and how far it has come."""

    policy: Policy
    claim: Claim
    standing: Standing


class Charged(NamedTuple):
    """What one request was charged under one name."""

    limit: Limit
    amount: int
    caught: Sequence[Caught]


class Limits:
    """The limits of one app, and the store that counts for them."""

    def __init__(self, settings: Config, store: Guarded) -> None:
        self.store = store
        self.known = {limit.name: limit for limit in LIMITS}
        self.items = {limit.name: items(limit, settings) for limit in LIMITS}

    def claims(self, name: str, callers: Sequence[tuple[Counted, str]]) -> dict[Claim, Policy]:
        return {
            Claim(
                item.key_for(name, kind, caller), min(item.amount, MOST), item.get_expiry()
            ): Policy(policy_name(name, item, self.items[name]), item.amount, item.get_expiry())
            for item in self.items[name]
            for kind, caller in callers
        }


def items(limit: Limit, settings: Config) -> list[RateLimitItem]:
    if limit.rate == POSTING:
        return parse_many(settings.posting_limit)
    found = parse_many(limit.rate)
    for item in found:
        item.amount *= settings.limits_factor
    return found


def policy_name(name: str, item: RateLimitItem, items: Sequence[RateLimitItem]) -> str:
    return name if len(items) == 1 else f"{name}-{item.get_expiry()}s"


def init_app(app: Flask) -> None:
    settings: Config = app.extensions["comments_config"]
    limiter = Limiter(
        network.digest,
        storage_uri=counters.uri(settings.home, settings.redis_url),
        strategy="fixed-window",
        headers_enabled=False,
    )
    # As if it were there already, so that it does not look at every request for its decorators.
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)
    store = Guarded(cast(SQLiteCounters | RedisCounters, limiter.storage))
    app.extensions["comments_limits"] = Limits(settings, store)
    app.after_request(settle)


def of_app() -> Limits:
    found: Limits = current_app.extensions["comments_limits"]
    return found


def charging(caller: Caller) -> Charge:
    """Return what an action calls, with the name of a limit, to charge this caller."""
    if isinstance(caller, Service):
        key_id = caller.key.id
        return lambda _name: charge("service", key_id=key_id)
    author_id = caller.author.id if caller.author else None
    return lambda name: charge(name, author_id=author_id)


def charge(
    name: str, *, author_id: int | None = None, key_id: int | None = None, amount: int = 1
) -> None:
    """Count one act of this request's network and, where given, of its author or key.

    Refuses (`RateLimited`) when any of them has had enough, and then charges none. A
    request is charged once under each name, also when the database breaks its transaction
    off and the action runs again; it gets everything back when it is refused in the end.
    """
    if any(before.limit.name == name for before in charged()):
        return
    limits = of_app()
    claims = limits.claims(name, counted(limits.known[name], author_id, key_id))
    taken = limits.store.take(list(claims), amount)
    caught = together(claims, taken.standings)
    if not taken.granted:
        refuse(name, caught, amount)
    metrics.count("comments_charged_total", limit=name)
    charged().append(Charged(limits.known[name], amount, caught))


def degraded() -> bool:
    """Say whether the store is away, so that each process counts by itself."""
    return of_app().store.degraded()


def counted(limit: Limit, author_id: int | None, key_id: int | None) -> list[tuple[Counted, str]]:
    """List whom a limit counts, of those who are known."""
    found: list[tuple[Counted, str]] = []
    if "network" in limit.per:
        found.append(("network", network.digest()))
    if "author" in limit.per and author_id is not None:
        found.append(("author", str(author_id)))
    if "key" in limit.per and key_id is not None:
        found.append(("key", str(key_id)))
    return found


def together(claims: dict[Claim, Policy], standings: Sequence[Standing]) -> list[Caught]:
    pairs = zip(claims.items(), standings, strict=True)
    return [Caught(policy, claim, standing) for (claim, policy), standing in pairs]


def refuse(name: str, caught: Sequence[Caught], amount: int) -> NoReturn:
    """Say when it is worth trying again, and not whose counter was full."""
    metrics.count("comments_limited_total", limit=name)
    request.environ["comments.refused"] = caught
    full = [one for one in caught if not counters.fits([one.claim], [one.standing], amount)]
    raise RateLimited(retry_after=max(1, ceil(max(one.standing.left for one in full))))


def settle(response: Response) -> Response:
    """Give back what a refused request was charged, and say where its caller stands."""
    kept = charged()
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        give_back([each for each in kept if not each.limit.attempts])
        kept = [each for each in kept if each.limit.attempts]
    caught = request.environ.get("comments.refused") or all_of(kept)
    ratelimit.tell(response, [(one.policy, one.standing) for one in caught])
    return response


def return_some(name: str, amount: int) -> None:
    """Give back a part of what this request was charged under a name."""
    if amount:
        charges = [each for each in charged() if each.limit.name == name]
        give_back([each._replace(amount=amount) for each in charges])


def give_back(charges: Sequence[Charged]) -> None:
    for each in charges:
        of_app().store.give_back([one.claim for one in each.caught], each.amount)


def all_of(charges: Sequence[Charged]) -> list[Caught]:
    return [one for each in charges for one in each.caught]


def charged() -> list[Charged]:
    # Kept with the request: what hangs on the app's context can outlive it in a test.
    found: list[Charged] = request.environ.setdefault("comments.charged", [])
    return found
