"""The settings of a rule as the inputs of a form, by its kind, and back again.

What is typed is not looked at here: `rule_settings` says what is wrong with it, by its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comments_service.domain import grounds
from comments_service.domain.rules import DUPLICATES, HOOK, LEARNED

MARKED = "yes"


@dataclass(frozen=True)
class Input:
    """One setting, typed as one text."""

    name: str
    label: str
    how: str = "number"
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields of the form that make up the setting."""
        return (self.name,)

    def typed(self, value: Any) -> dict[str, str]:
        return {self.name: "" if value is None else str(value)}

    def taken(self, form: Mapping[str, str]) -> Any:
        typed = form[self.name].strip()
        return int(typed) if typed.isdecimal() and typed.isascii() else typed or None


class Lines(Input):
    def typed(self, value: Any) -> dict[str, str]:
        return {self.name: "\n".join(value)}

    def taken(self, form: Mapping[str, str]) -> Any:
        return [line for line in form[self.name].splitlines() if line.strip()]


class Mark(Input):
    def typed(self, value: Any) -> dict[str, str]:
        return {self.name: MARKED if value else ""}

    def taken(self, form: Mapping[str, str]) -> Any:
        return form[self.name] == MARKED


class Marks(Input):
    """A list of which each part has a box of its own."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(f"{self.name}_{each}" for each in self.choices)

    def typed(self, value: Any) -> dict[str, str]:
        return {f"{self.name}_{each}": MARKED if each in value else "" for each in self.choices}

    def taken(self, form: Mapping[str, str]) -> Any:
        return [each for each in self.choices if form[f"{self.name}_{each}"] == MARKED]


INPUTS: Mapping[str, tuple[Input, ...]] = {
    "words": (
        Lines(
            "phrases",
            "Words and phrases, one on each line; a star behind a word stands for any ending",
            "lines",
        ),
    ),
    "links": (
        Lines("hosts", "Hosts, one on each line, as in news.example.org", "lines"),
        Input(
            "which",
            "Hold what leads to",
            "choice",
            {"listed": "one of these hosts", "others": "any other host"},
        ),
        Mark("subdomains", "What stands below these hosts is meant too", "mark"),
        Input("most", "Hold more links than this; empty for any number"),
    ),
    "personal_data": (Marks("kinds", "Look for", "marks", grounds.KINDS),),
    DUPLICATES: (
        Input("most", "Hold what was said this many times before"),
        Input("days", "Within so many days"),
    ),
    LEARNED: (Input("threshold", "Hold what reads like spam by at least this many percent"),),
    HOOK: (Input("url", "Address of the classifier that is asked about every text", "text"),),
}
NAMES = sorted({name for inputs in INPUTS.values() for each in inputs for name in each.names})


def typed(kind: str, settings: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: value
        for each in INPUTS[kind]
        for name, value in each.typed(settings[each.name]).items()
    }


def taken(kind: str, form: Mapping[str, str]) -> dict[str, Any]:
    return {each.name: each.taken(form) for each in INPUTS[kind]}
