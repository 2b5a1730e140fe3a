"""What the settings of a rule may be, by its kind."""

from collections.abc import Callable, Mapping
from typing import Any

from comments_service.domain import hosts, personal, urls
from comments_service.domain.errors import Invalid
from comments_service.domain.learning import WHOLE
from comments_service.domain.phrases import is_phrase
from comments_service.domain.rules import DUPLICATES, HOOK, KINDS, LEARNED

MOST_LISTED = 2_000
LONGEST_LISTED = 200
MOST_LINKS = 100
MOST_DAYS = 30
MOST_TIMES = 1_000
# Below it, a text is as likely to be honest.
LEAST_THRESHOLD = 50

Take = Callable[[Any], Any]
# What can be tried on what was written before, and what is somebody else's to say.
REHEARSED = (*KINDS, DUPLICATES, LEARNED)
NAMES = (*REHEARSED, HOOK)
LONGEST_URL = 2_000


def check(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings as they are kept; refuses (`Invalid`) by the names of those that are wrong.

    What is not given is as it is here.
    """
    known = CHECKS[kind]
    wrong = {f"settings.{name}": ["is no setting of this kind"] for name in given.keys() - known}
    kept = {}
    for name, (usual, take) in known.items():
        try:
            kept[name] = take(given.get(name, usual))
        except ValueError as error:
            wrong[f"settings.{name}"] = [str(error)]
    if wrong:
        raise Invalid(errors=wrong)
    return kept


def usual(kind: str) -> dict[str, Any]:
    """Return the settings of a rule about which nothing was said yet."""
    return {name: value for name, (value, _) in CHECKS[kind].items()}


def listed(take: Callable[[str], str], *, least: int = 1) -> Take:
    def takes(given: Any) -> list[str]:
        if not isinstance(given, list) or not least <= len(given) <= MOST_LISTED:
            raise ValueError(f"must be a list of {least} to {MOST_LISTED}")
        if not all(isinstance(one, str) and len(one) <= LONGEST_LISTED for one in given):
            raise ValueError(f"must hold strings of at most {LONGEST_LISTED} characters")
        return list(dict.fromkeys(take(one.strip()) for one in given))

    return takes


def phrase(given: str) -> str:
    if not is_phrase(given):
        raise ValueError(f"holds what is no word and no phrase: {given}")
    return given


def host(given: str) -> str:
    """Return a host in the letters in which links name it."""
    try:
        return hosts.exact(given)
    except ValueError as error:
        raise ValueError(f"holds what is no host: {given}") from error


def hook_url(given: Any) -> str:
    """Return where a hook is asked; whether we may dial there is known when we do."""
    right = isinstance(given, str) and len(given) <= LONGEST_URL and urls.safe(given)
    if not right or not given.startswith(("https://", "http://")):
        raise ValueError("must be an https address")
    return str(given)


def one_of(*values: str) -> Callable[[Any], str]:
    def takes(given: Any) -> str:
        if given not in values:
            raise ValueError(f"must be one of: {', '.join(values)}")
        return str(given)

    return takes


def switch(given: Any) -> bool:
    if not isinstance(given, bool):
        raise ValueError("must be true or false")  # noqa: TRY004  # told as any wrong value is
    return given


def whole(least: int, most: int, *, none: bool = False) -> Take:
    def takes(given: Any) -> int | None:
        if none and given is None:
            return None
        if type(given) is not int or not least <= given <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return given

    return takes


CHECKS: Mapping[str, Mapping[str, tuple[Any, Take]]] = {
    "words": {"phrases": ([], listed(phrase))},
    "links": {
        "hosts": ([], listed(host, least=0)),
        "subdomains": (True, switch),
        "which": ("listed", one_of("listed", "others")),
        "most": (None, whole(0, MOST_LINKS, none=True)),
    },
    "personal_data": {"kinds": ([*personal.KINDS], listed(one_of(*personal.KINDS)))},
    HOOK: {"url": (None, hook_url)},
    DUPLICATES: {"days": (7, whole(1, MOST_DAYS)), "most": (2, whole(1, MOST_TIMES))},
    LEARNED: {"threshold": (90, whole(LEAST_THRESHOLD, WHOLE))},
}
