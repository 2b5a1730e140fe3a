"""Make rules, change them and take them away; what follows from it holds for the next text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from comments_service.actions import clock
from comments_service.domain import names, rule_settings, rules
from comments_service.storage import rulebooks
from comments_service.storage.db import restarting, transaction
from comments_service.storage.models import Rule


@dataclass(frozen=True)
class Draft:
    kind: str
    name: str
    settings: Mapping[str, Any]
    state: str = "off"


@restarting
def make(site_id: int | None, draft: Draft) -> Rule:
    """Make a rule of a site, or of all of them; refuses (`Invalid`) what its kind does not take."""
    settings = rule_settings.check(draft.kind, draft.settings)
    rule = rules.Rule(0, draft.kind, names.clean(draft.name), settings, draft.state)
    with transaction():
        return rulebooks.add(site_id, rule, clock.now())


@restarting
def change(rule_id: int, given: Mapping[str, Any]) -> Rule:
    """Change a rule's `name`, `settings` or `state`; settings that are not named stay."""
    with transaction():
        rule = rulebooks.existing(rule_id)
        asked = {**rule.settings, **given.get("settings", {})}
        rule.settings = rule_settings.check(rule.kind, asked)
        rule.name = names.clean(given.get("name", rule.name))
        rule.state = given.get("state", rule.state)
        rulebooks.changed(rule.site_id)
        return rule


@restarting
def remove(rule_id: int) -> None:
    """Take a rule away; what it held stays held, and says why."""
    with transaction():
        rule = rulebooks.existing(rule_id)
        rulebooks.changed(rule.site_id)
        rulebooks.remove(rule)
