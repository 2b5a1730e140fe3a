"""What rules find in a text, however it is written, and what they leave alone."""

from typing import Any

import pytest

from comments_service.domain import rule_settings, text
from comments_service.domain.errors import Invalid
from comments_service.domain.reading import Reading
from comments_service.domain.rules import KINDS, Rule, Rulebook


def found(kind: str, settings: dict[str, Any], raw: str) -> Any:
    look = KINDS[kind](rule_settings.check(kind, settings))
    return look(Reading(text.render(raw).html))


def says(phrases: list[str], raw: str) -> str | None:
    hit = found("words", {"phrases": phrases}, raw)
    return hit[1]["phrase"] if hit else None


@pytest.mark.parametrize(
    "raw",
    [
        "Visit our casino today",
        "CASINO!",
        "ca*sin*o",
        "ca\u200bsi\u00adno",
        "c\u0430s\u0456n\u043e",
        "\u0441\u0430\u0455\u0456\u043f\u043e",
        "cas1no and c@sin0",
        "ｃａｓｉｎｏ 𝓬𝓪𝓼𝓲𝓷𝓸",
        "c.a.s.i.n.o",
        "c a s i n o",
        "cásinò",
        "[see](https://example.org/) **casino**",
    ],
)
def test_a_word_is_found_however_it_is_written(raw: str) -> None:
    assert says(["casino"], raw) == "casino"


@pytest.mark.parametrize(
    ("phrase", "raw"),
    [
        ("ass", "A class of glasses"),
        ("all", "What ails you"),
        ("ail", "It is all the same"),
        ("bum", "Let it burn"),
        ("casino", "The casinos of the coast"),
        ("cheap watches", "Cheap, he says; watches it all the same"),
        ("мама", "mama mia"),
        ("casino", "[here](https://casino.example.org/casino)"),
    ],
)
def test_a_word_is_not_found_in_another(phrase: str, raw: str) -> None:
    assert (
        says(
            [phrase],
            raw.replace("https://casino.example.org/casino", "[x](https://a.example.org/casino)"),
        )
        is None
    )


@pytest.mark.parametrize(
    ("phrase", "raw"),
    [
        ("casino*", "The casinos of the coast"),
        ("cheap watches", "So CHEAP   watches here"),
        ("cheap watches", "cheap\nwatches"),
        ("赌场", "欢迎来到赌场网站"),
        ("мама", "Моя МАМА"),
        ("straße", "Auf der STRASSE"),
        ("2026", "In 2026"),
        ("don't", "I don't know"),
    ],
)
def test_phrases_and_endings_and_scripts_without_spaces(phrase: str, raw: str) -> None:
    assert says([phrase], raw) == phrase


def test_thousands_of_phrases_are_found_in_one_walk() -> None:
    phrases = [f"word{number} of many" for number in range(2000)]

    assert says(phrases, "There is word1999 of many, and more") == "word1999 of many"


@pytest.mark.parametrize(
    ("hosts", "subdomains", "raw", "host"),
    [
        (["spam.example"], True, "https://spam.example/x", "spam.example"),
        (["spam.example"], True, "https://www.spam.example/x", "www.spam.example"),
        (["spam.example"], False, "https://www.spam.example/x", None),
        (["spam.example"], True, "https://nospam.example/x", None),
        (["spam.example"], True, "https://spam.example.org/x", None),
        (["SPAM.example."], True, "https://Spam.Example./", "spam.example"),
        (["bücher.example"], True, "https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
    ],
)
def test_hosts_are_compared_exactly(
    hosts: list[str], *, subdomains: bool, raw: str, host: str | None
) -> None:
    hit = found("links", {"hosts": hosts, "subdomains": subdomains}, raw)

    assert (hit[1]["host"] if hit else None) == host


def test_any_host_but_those_that_are_listed() -> None:
    settings = {"hosts": ["paper.example"], "which": "others"}

    assert found("links", settings, "https://paper.example/a https://www.paper.example/") is None
    assert found("links", settings, "https://other.example/")[1] == {"host": "other.example"}
    assert found("links", settings, "No link at all") is None


def test_so_many_links_and_no_more() -> None:
    two = "https://a.example/ https://b.example/"

    assert found("links", {"most": 2}, two) is None
    assert found("links", {"most": 1}, two) == ("many_links", {"links": 2, "most": 1})


@pytest.mark.parametrize(
    ("raw", "holds"),
    [
        ("Call me: +44 20 7946 0958", "phone"),
        ("0170/1234567", "phone"),
        ("(555) 010-4477 ext", "phone"),
        ("jana@mail.example", "email"),
        ("jana (at) mail.example", "email"),
        ("DE89 3704 0044 0532 0130 00", "account"),
        ("pay to de89370400440532013000 TODAY", "account"),
        ("GB82 WEST 1234 5698 7654 32 NOW", "account"),
        ("my card 4111 1111 1111 1111, take it", "card"),
        ("4111-1111-1111-1111", "card"),
        ("She lives at 10 Example Street", "address"),
        ("Musterstraße 12, dritter Stock", "address"),
        ("Er wohnt Lange Straße 5", "address"),
        ("12 rue de la Paix", "address"),
        ("Via Roma 12", "address"),
        ("Kossuth utca 4", "address"),
    ],
)
def test_personal_data_is_found(raw: str, holds: str) -> None:
    assert found("personal_data", {}, raw) == ("personal_data", {"kind": holds})


@pytest.mark.parametrize(
    "raw",
    [
        "On 2026-11-25 at 10:36:05",
        "25.11.2026 10:36",
        "It cost 1 250 000 000 and then 12.500.000",
        "3:2, 4:1, 12-10",
        "In 2008 Wall Street was another place",
        "A 10 minute drive, and 3 points close",
        "@jana you are right",
        "Version 3.11.7 of 2024",
        "12345678",
        "Article 16 of 2022/2065",
        "Part 4111 1111 1111 1112 is out of stock",
        "GB83WEST12345698765432",
    ],
)
def test_figures_are_no_personal_data(raw: str) -> None:
    assert found("personal_data", {}, raw) is None


def test_only_what_is_asked_for_is_looked_for() -> None:
    assert found("personal_data", {"kinds": ["email"]}, "+44 20 7946 0958") is None


@pytest.mark.parametrize(
    ("of", "settings", "field"),
    [
        ("words", {}, "phrases"),
        ("words", {"phrases": []}, "phrases"),
        ("words", {"phrases": ["!!"]}, "phrases"),
        ("words", {"phrases": ["a* b"]}, "phrases"),
        ("words", {"phrases": "casino"}, "phrases"),
        ("words", {"phrases": [None]}, "phrases"),
        ("words", {"phrases": ["x" * 201]}, "phrases"),
        ("words", {"phrases": ["x"], "colour": 1}, "colour"),
        ("links", {"hosts": ["https://a.example/"]}, "hosts"),
        ("links", {"hosts": ["localhost"]}, "hosts"),
        ("links", {"most": True}, "most"),
        ("links", {"which": ["listed"]}, "which"),
        ("links", {"subdomains": 1}, "subdomains"),
        ("personal_data", {"kinds": ["shoes"]}, "kinds"),
        ("duplicates", {"days": 31}, "days"),
        ("duplicates", {"most": 0}, "most"),
        ("learned", {"threshold": 49}, "threshold"),
        ("learned", {"threshold": None}, "threshold"),
    ],
)
def test_wrong_settings_are_named(of: str, settings: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        rule_settings.check(of, settings)

    assert list(refused.value.errors) == [f"settings.{field}"]


def rule(state: str, number: int = 1) -> Rule:
    return Rule(number, "words", f"Rule {number}", {"phrases": ["casino"]}, state)


def test_a_rule_that_is_off_or_only_rehearsed_looks_at_nothing() -> None:
    book = Rulebook(1, [rule("off"), rule("rehearsal")])

    assert book.look(Reading("<p>casino</p>")) == []


def test_a_rule_in_shadow_finds_and_does_not_act() -> None:
    shadow, acting = Rulebook(1, [rule("shadow", 1), rule("on", 2)]).look(Reading("<p>casino</p>"))

    assert (shadow.rule_id, shadow.acts) == (1, False)
    assert (acting.rule_id, acting.acts) == (2, True)
    assert acting.facts == {"phrase": "casino", "rule": "Rule 2"}


def test_a_text_is_known_again_only_where_a_rule_asks_for_it() -> None:
    reading = Reading("<p>one two three four five six seven</p>")

    assert Rulebook(1, [rule("on")]).digest(reading) is None
    twice = Rule(1, "duplicates", "Twice", {"days": 7, "most": 2})
    assert Rulebook(1, [twice]).digest(reading) is not None
