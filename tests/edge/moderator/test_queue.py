import pytest

from tests.edge.moderator.world import ARTICLE, World, problem
from tests.queries import queries


def test_what_is_held_waits_oldest_first(careful: World) -> None:
    first, _ = careful.post("One")
    second, _ = careful.post("Two")

    assert careful.ids() == careful.ids("held") == [first, second]


def test_an_item_shows_the_whole_comment_and_why_it_waits(careful: World) -> None:
    posted, _ = careful.post("Is *this* so?", title="The budget", author={"name": "Ines"})

    item = careful.queue()["items"][0]

    comment = item["comment"]
    assert (comment["id"], comment["status"], comment["text"]) == (posted, "held", "Is *this* so?")
    assert comment["html"] == "<p>Is <em>this</em> so?</p>"
    assert comment["author"]["name"] == "Ines"
    assert comment["reasons"] == ["pre_moderation"]
    assert item["article"] == {
        "key": ARTICLE,
        "title": None,
        "url": None,
        "hinted_title": "The budget",
        "hinted_url": None,
        "locked": False,
    }
    assert (item["parent"], item["reports"], item["decision"]) == (None, [], None)


def test_a_reply_shows_what_it_answers(world: World) -> None:
    parent, _ = world.post("A **bold** claim", author={"name": "Ines"})
    reply, _ = world.post("Nonsense", parent=parent)
    world.report(reply)

    item = world.queue()["items"][0]

    assert item["parent"] == {
        "id": parent,
        "author": "Ines",
        "status": "published",
        "excerpt": "A bold claim",
    }


def test_reports_say_their_reasons(world: World) -> None:
    posted, _ = world.post()
    world.report(posted, "abuse", "It insults my neighbour")
    world.report(posted, "spam")

    item = world.queue("reported")["items"][0]

    assert item["comment"]["report_count"] == 2
    said = [(report["reason"], report["detail"]) for report in item["reports"]]
    assert said == [("abuse", "It insults my neighbour"), ("spam", None)]
    assert {report["reporter"]["kind"] for report in item["reports"]} == {"guest"}


def test_what_is_reported_most_comes_first(world: World) -> None:
    once, _ = world.post("One")
    twice, _ = world.post("Two")
    world.report(once)
    world.report(twice)
    world.report(twice)

    assert world.ids("reported") == world.ids("needs_review") == [twice, once]


def test_what_is_held_and_reported_stands_once(world: World) -> None:
    posted, _ = world.post()
    world.report(posted)
    world.decide(posted, "hold")
    world.undo(posted)
    world.decide(posted, "hold")

    assert world.ids() == [posted]


def test_what_was_decided_is_listed_newest_first(world: World) -> None:
    ids = [world.post(f"Text {number}")[0] for number in range(4)]
    world.decide(ids[0], "reject")
    world.decide(ids[1], "reject")
    world.decide(ids[2], "spam")

    assert world.ids("rejected") == [ids[1], ids[0]]
    assert world.ids("spam") == [ids[2]]
    assert world.ids("approved") == [ids[3]]


@pytest.mark.parametrize("name", ["needs_review", "reported", "approved", "rejected", "mine"])
def test_a_walk_meets_each_item_once(world: World, name: str) -> None:
    ids = [world.post(f"Text {number}")[0] for number in range(5)]
    for one in [*ids, ids[3]]:
        world.report(one)
    for one in ids if name in {"rejected", "mine"} else []:
        world.decide(one, "reject")

    met: list[int] = []
    cursor: dict[str, str] = {}
    while True:
        page = world.queue(name, limit=2, **cursor)
        met += [item["comment"]["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert sorted(met) == ids


def test_a_cursor_of_another_queue_is_refused(world: World) -> None:
    for number in range(2):
        world.report(world.post(f"Text {number}")[0])
    cursor = world.queue("reported", limit=1)["next_cursor"]
    query = {"site": "daily", "filter": "approved", "cursor": cursor}

    answer = world.call("GET", "/moderation/queue", query_string=query)

    assert problem(answer) == (400, "cursor_invalid")


def test_each_queue_is_counted(world: World) -> None:
    ids = [world.post(f"Text {number}")[0] for number in range(4)]
    world.report(ids[0])
    world.decide(ids[1], "hold")
    world.decide(ids[2], "spam")

    assert world.queue()["counts"] == {
        "needs_review": 2,
        "held": 1,
        "reported": 1,
        "approved": 2,
        "rejected": 0,
        "spam": 1,
        "mine": 2,
    }


def test_what_its_author_deleted_waits_no_more(world: World) -> None:
    posted, token = world.post()
    world.report(posted)

    world.delete(posted, token)

    assert world.ids() == []
    assert world.queue()["counts"]["needs_review"] == 0


@pytest.mark.parametrize("items", [1, 20])
def test_a_page_costs_the_same_however_much_is_on_it(world: World, items: int) -> None:
    parent, _ = world.post("The beginning")
    for number in range(items):
        posted, _ = world.post(f"Text {number}", parent=parent)
        world.report(posted)
        if number % 2:
            world.decide(posted, "hold")
            world.undo(posted)
    with queries() as sent:
        found = world.queue()

    assert len(found["items"]) == items
    assert len(sent) == 11


def test_a_key_of_another_site_finds_no_site(world: World) -> None:
    key = world.new_key("weekly")

    answer = world.call("GET", "/moderation/queue", key=key, query_string={"site": "daily"})

    assert problem(answer) == (404, "site_unknown")


def test_a_key_of_all_sites_sees_each(world: World) -> None:
    key = world.new_key(None)

    for site in ("daily", "weekly"):
        answer = world.call("GET", "/moderation/queue", key=key, query_string={"site": site})

        assert answer.status_code == 200


def test_a_queue_is_for_moderators(world: World) -> None:
    query = {"site": "daily"}
    reader = world.post()[1]
    poster = world.new_key("daily", "read", "post")

    assert problem(world.client.get("/api/v1/moderation/queue", query_string=query)) == (
        401,
        "token_missing",
    )
    for key, refusal in ((reader, (401, "token_invalid")), (poster, (403, "scope_missing"))):
        answer = world.call("GET", "/moderation/queue", key=key, query_string=query)

        assert problem(answer) == refusal


def test_a_queue_is_kept_by_nobody(world: World) -> None:
    answer = world.call("GET", "/moderation/queue", query_string={"site": "daily"})

    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({}, "site"),
        ({"site": "daily", "filter": "theirs"}, "filter"),
        ({"site": "daily", "limit": "0"}, "limit"),
        ({"site": "daily", "sort": "top"}, "sort"),
    ],
)
def test_a_wrong_question_is_told_its_field(
    world: World, query: dict[str, str], field: str
) -> None:
    answer = world.call("GET", "/moderation/queue", query_string=query)

    assert problem(answer) == (400, "invalid")
    assert list(answer.get_json()["errors"]) == [field]


def test_what_one_has_decided_last_is_mine(world: World) -> None:
    ids = [world.post(f"Text {number}")[0] for number in range(4)]
    colleague = world.new_key("daily", name="Ben")
    for one in ids[:3]:
        world.decide(one, "reject")
    world.decide(ids[0], "approve", key=colleague)
    world.undo(ids[1])

    assert world.ids("mine") == [ids[2]]
    assert world.ids("mine", key=colleague) == [ids[0]]


def test_a_report_by_somebody_who_is_mostly_right_weighs_more(world: World) -> None:
    right, wrong = (world.post(f"I am {number}")[1] for number in range(2))
    for _ in range(4):
        good, bad = world.post("Fine")[0], world.post("Rude")[0]
        world.report(good, token=wrong)
        world.report(bad, token=right)
        world.decide(good, "approve")
        world.decide(bad, "reject")
    first, second = world.post("One")[0], world.post("Two")[0]

    world.report(first, token=wrong)
    world.report(second, token=right)

    items = world.queue("reported")["items"]
    assert [item["comment"]["id"] for item in items] == [second, first]
    assert "Reported by somebody whose reports are mostly right" in items[0]["why"]
    assert "Reported only by those whose reports are mostly wrong" in items[1]["why"]


def test_what_an_author_with_a_bad_record_writes_is_looked_at_first(careful: World) -> None:
    first, token = careful.post("Buy now")
    careful.decide(first, "spam")
    calm, _ = careful.post("Good morning")
    risky, _ = careful.post("Buy now, again", token=token)

    items = careful.queue()["items"]

    assert [item["comment"]["id"] for item in items] == [risky, calm]
    assert items[0]["why"] == [
        "This site looks at every comment first",
        "1 of the last 2 by this author were rejected or spam",
    ]
    assert items[1]["why"] == ["This site looks at every comment first"]


def test_every_item_says_in_words_why_it_is_there(world: World) -> None:
    plain, _ = world.post("One")
    reported, _ = world.post("Two")
    world.report(reported, "abuse")
    world.report(reported, "abuse")
    decided, _ = world.post("Three")
    world.decide(decided, "approve", reason="Fair")

    why = {item["comment"]["id"]: item["why"] for item in world.queue("approved")["items"]}

    assert why == {
        plain: ["Published at once: nothing spoke against it"],
        reported: ["Reported 2 times: Abuse 2"],
        decided: ["Approved by Newsroom: Fair"],
    }
