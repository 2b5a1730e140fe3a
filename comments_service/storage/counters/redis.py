"""Counters in Redis or Valkey, shared by every node."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from limits.storage import RedisStorage

from comments_service.storage.counters.claims import Claim, Standing, Taken

if TYPE_CHECKING:
    from redis.commands.core import Script

# Together below the 50 ms that a missing store may cost a reader. A store that takes
# longer to answer is treated as one that does not.
CONNECT_SECONDS = 0.01
ANSWER_SECONDS = 0.035

# All keys are looked at before any is changed; the script runs alone. A key without an end
# (somebody has put it there by hand) gets one, or it would refuse for ever.
TAKE = """
local amount = tonumber(ARGV[1])
local granted = 1
for i, key in ipairs(KEYS) do
  local count = tonumber(redis.call('GET', key) or '0')
  if count + amount > tonumber(ARGV[2 * i]) then granted = 0 end
end
local answer = {granted}
for i, key in ipairs(KEYS) do
  local count
  if granted == 1 then
    count = redis.call('INCRBY', key, amount)
    if redis.call('PTTL', key) < 0 then
      redis.call('PEXPIRE', key, 1000 * ARGV[2 * i + 1])
    end
  else
    count = tonumber(redis.call('GET', key) or '0')
  end
  table.insert(answer, count)
  table.insert(answer, redis.call('PTTL', key))
end
return answer
"""

# Redis may have forgotten a key since: counting down from nothing would let it grow later.
GIVE_BACK = """
for i, key in ipairs(KEYS) do
  local count = tonumber(redis.call('GET', key) or '0')
  if count > 0 then redis.call('DECRBY', key, math.min(count, tonumber(ARGV[1]))) end
end
"""


class RedisCounters(RedisStorage):
    """The storage behind `commentscounters+redis://host:port/0` (and `+rediss`, `+unix`)."""

    STORAGE_SCHEME = [  # noqa: RUF012  # limits declares it without ClassVar
        "commentscounters+redis",
        "commentscounters+rediss",
        "commentscounters+redis+unix",
    ]

    def __init__(self, uri: str, **options: Any) -> None:
        super().__init__(
            uri.removeprefix("commentscounters+"),
            key_prefix="comments",
            socket_connect_timeout=CONNECT_SECONDS,
            socket_timeout=ANSWER_SECONDS,
            retry=one_more_time(),
            **options,
        )
        self.taking: Script = self.storage.register_script(TAKE)
        self.giving_back: Script = self.storage.register_script(GIVE_BACK)
        self.totals_key = self.prefixed_key("totals")

    def take(self, claims: Sequence[Claim], amount: int) -> Taken:
        wanted = [value for claim in claims for value in (claim.most, claim.seconds)]
        granted, *found = self.taking(self.keys(claims), [amount, *wanted])
        standings = [as_standing(*pair) for pair in zip(found[::2], found[1::2], strict=True)]
        return Taken(granted=bool(granted), standings=standings)

    def give_back(self, claims: Sequence[Claim], amount: int) -> None:
        self.giving_back(self.keys(claims), [amount])

    def keys(self, claims: Sequence[Claim]) -> list[str]:
        return [self.prefixed_key(claim.key) for claim in claims]

    def standings(self, claims: Sequence[Claim]) -> list[Standing]:
        with self.storage.pipeline(transaction=False) as pipe:
            for key in self.keys(claims):
                pipe.get(key)
                pipe.pttl(key)
            found = pipe.execute()
        return [as_standing(*pair) for pair in zip(found[::2], found[1::2], strict=True)]

    def purge(self) -> int:
        """Do nothing: Redis forgets by itself."""
        return 0

    def add(self, totals: Mapping[str, int]) -> None:
        with self.storage.pipeline(transaction=False) as pipe:
            for name, value in totals.items():
                pipe.hincrby(self.totals_key, name, value)
            pipe.execute()

    def totals(self) -> dict[str, int]:
        found = self.storage.hgetall(self.totals_key)
        return {name.decode(): int(value) for name, value in found.items()}


def one_more_time() -> Any:
    """Try again at once when a connection turns out to be closed, but never after a wait.

    The client's own default waits and tries three times, for seconds.
    """
    # Loading the client takes 100 ms that the embedded default need not spend.
    from redis.backoff import NoBackoff  # noqa: PLC0415
    from redis.exceptions import ConnectionError as Closed  # noqa: PLC0415
    from redis.retry import Retry  # noqa: PLC0415

    return Retry(NoBackoff(), 1, supported_errors=(Closed,))


def as_standing(count: bytes | int | None, milliseconds: int) -> Standing:
    return Standing(int(count or 0), max(milliseconds, 0) / 1000)
