"""A filter learns from its counts alone, gives them back exactly, and says what weighed."""

from copy import deepcopy

from comments_service.domain import traits
from comments_service.domain.learning import LEAST_LESSONS, Counts, Filter
from comments_service.domain.reading import Reading

OFFER = "Cheap watches, visit my channel"
TALK = "The council has mended the old bridge"
OFTEN = 2 * LEAST_LESSONS


def reading(words: str) -> Reading:
    return Reading(f"<p>{words}</p>")


def taught(own: int = OFTEN, elsewhere: int = 0) -> Filter:
    """Return a filter that has met an offer as spam and talk as honest, so often."""
    found = Filter(Counts.none(), Counts.none())
    for number in range(own + elsewhere):
        learner = found if number < own else Filter(Counts.none(), found.everywhere)
        learner.learn(reading(f"{OFFER} {number}"), spam=True)
        learner.learn(reading(f"{TALK} {number}"), spam=False)
    return found


def score(found: Filter, words: str) -> int:
    told = found.score(reading(words))
    assert told is not None
    return told


def test_it_tells_what_it_has_learned_apart() -> None:
    found = taught()

    assert score(found, "Visit my channel") > 85
    assert score(found, "They mended the bridge") < 15
    assert 40 < score(found, "Zwölf Boxkämpfer") < 60


def test_a_disguise_is_seen_through() -> None:
    assert score(taught(), "V1s1t my ch\u0430nnel") > 85


def test_a_host_is_learned() -> None:
    found = taught()
    for number in range(OFTEN):
        shop = '<p><a href="https://shop.example.org/">here</a></p>'
        paper = f'<p><a href="https://paper.example.org/{number}">here</a></p>'
        found.learn(Reading(shop), spam=True)
        found.learn(Reading(paper), spam=False)

    told = {
        host: found.score(Reading(f'<p><a href="https://{host}.example.org/new">here</a></p>'))
        for host in ("shop", "paper")
    }

    assert (told["shop"] or 0) > 60
    assert (told["paper"] or 100) < 40


def test_before_it_has_met_enough_of_both_kinds_it_gives_no_score() -> None:
    found = taught(LEAST_LESSONS - 1)
    found.learn(reading(OFFER), spam=True)

    assert found.score(reading(OFFER)) is None
    found.learn(reading(TALK), spam=False)
    assert found.score(reading(OFFER)) is not None


def test_what_is_taken_back_leaves_no_trace() -> None:
    found = taught()
    before = deepcopy(found)
    mistake = reading("An honest word about watches")

    found.learn(mistake, spam=True)
    assert found != before
    found.learn(mistake, spam=True, by=-1)

    assert found == before


def test_a_site_leans_on_all_others_until_it_knows_better() -> None:
    found = taught(0, OFTEN)
    assert score(found, OFFER) > 85

    for number in range(2 * OFTEN):
        found.learn(reading(f"{OFFER} {number}"), spam=False)

    assert score(found, OFFER) < 50


def test_what_weighed_most_is_named_as_it_was_written() -> None:
    told = taught().telling(reading("Please VISIT the old bridge"))

    weights = {one.shown: one.weight for one in told}
    assert weights["visit"] > 0 > weights["bridge"]
    assert [abs(one.weight) for one in told] == sorted(map(abs, weights.values()), reverse=True)


def test_a_trait_has_the_same_place_in_every_process() -> None:
    assert traits.place("visit") == 59705
    assert max(traits.places(reading(OFFER * 100))) < traits.PLACES


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    short, long = ("word%d " * traits.MOST_WORDS, "word%d " * 30 * traits.MOST_WORDS)
    numbered = [said.replace("%d", "") for said in (short, long)]

    assert traits.places(reading(numbered[0])) == traits.places(reading(numbered[1]))
