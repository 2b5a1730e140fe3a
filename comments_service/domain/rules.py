"""Rules that look for something in a text, and hold it when they find that.

A rule is tried before it holds anything: `off`, then `rehearsal` against what was written,
then `shadow`, where it is counted and does nothing, then `on`.

To add a kind: a function here that takes its settings and returns a `Look`, a line in `KINDS`
and in `rule_settings`, and its words in `grounds`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from comments_service.domain import inquiry, personal, sameness
from comments_service.domain.learning import Filter
from comments_service.domain.phrases import Phrases
from comments_service.domain.reading import Reading
from comments_service.domain.verdict import Reason

STATES = ("off", "rehearsal", "shadow", "on")
ACTIVE = frozenset({"shadow", "on"})

Settings = Mapping[str, Any]
Found = tuple[str, Mapping[str, Any]]
Look = Callable[[Reading], Found | None]


@dataclass(frozen=True)
class Rule:
    id: int
    kind: str
    name: str
    settings: Settings
    state: str = "on"

    def reason(self, code: str, facts: Mapping[str, Any]) -> Reason:
        return Reason(code, {**facts, "rule": self.name}, self.id, acts=self.state == "on")


def words(settings: Settings) -> Look:
    phrases = Phrases(settings["phrases"])

    def look(reading: Reading) -> Found | None:
        phrase = phrases.find(reading)
        return ("words", {"phrase": phrase}) if phrase else None

    return look


def links(settings: Settings) -> Look:
    """Look for links to listed hosts, to others than those, or for more than so many links."""
    hosts, most = frozenset(settings["hosts"]), settings["most"]
    below = tuple(f".{host}" for host in hosts) if settings["subdomains"] else ()
    wanted = settings["which"] == "listed"

    def look(reading: Reading) -> Found | None:
        for host in reading.hosts:
            if (host in hosts or host.endswith(below)) == wanted:
                return "links", {"host": host}
        if most is not None and len(reading.hosts) > most:
            return "many_links", {"links": len(reading.hosts), "most": most}
        return None

    return look


def personal_data(settings: Settings) -> Look:
    kinds = frozenset(settings["kinds"])

    def look(reading: Reading) -> Found | None:
        kind = personal.find(reading.shown, kinds)
        return ("personal_data", {"kind": kind}) if kind else None

    return look


KINDS: Mapping[str, Callable[[Settings], Look]] = {
    "words": words,
    "links": links,
    "personal_data": personal_data,
}
# Judged where the other texts are, and by what was learned from others.
DUPLICATES, LEARNED = "duplicates", "learned"
# Judged by somebody else's server, after the comment is kept.
HOOK = inquiry.ASKED


def is_over(settings: Settings, score: int | None) -> bool:
    return score is not None and score >= settings["threshold"]


def telling(learned: Filter, reading: Reading) -> str:
    """Name what spoke most for spam."""
    return ", ".join(one.shown for one in learned.telling(reading) if one.weight > 0)


class Rulebook:
    """The rules that hold on a site, ready to look; `version` says which state of them."""

    def __init__(self, version: int, rules: Iterable[Rule]) -> None:
        self.version = version
        active = [rule for rule in rules if rule.state in ACTIVE]
        self.looks = [
            (rule, KINDS[rule.kind](rule.settings)) for rule in active if rule.kind in KINDS
        ]
        self.duplicates = [rule for rule in active if rule.kind == DUPLICATES]
        self.hooks = [rule for rule in active if rule.kind == HOOK]
        self.learned = [rule for rule in active if rule.kind == LEARNED]

    def look(self, reading: Reading) -> list[Reason]:
        """Return what the rules find, also those that only count."""
        found = ((rule, look(reading)) for rule, look in self.looks)
        return [rule.reason(*each) for rule, each in found if each]

    def asked(self) -> list[Reason]:
        """Return a reason for each outside classifier: its answer is waited for."""
        return [Reason(HOOK, {}, rule.id, acts=rule.state == "on") for rule in self.hooks]

    def suspect(self, reading: Reading, learned: Filter, score: int | None) -> list[Reason]:
        """Return what the rules say that go by a learned score."""
        over = [rule for rule in self.learned if is_over(rule.settings, score)]
        facts = {"score": score, "telling": telling(learned, reading)} if over else {}
        return [rule.reason(LEARNED, facts) for rule in over]

    def digest(self, reading: Reading) -> int | None:
        """Return by what a text is known again, where a rule asks for it."""
        return sameness.digest(reading) if self.duplicates else None
