from tests.edge.moderator.world import World, problem


def test_an_undo_gives_back_the_status_before(careful: World) -> None:
    posted, _ = careful.post()
    careful.decide(posted, "approve")

    item = careful.undo(posted).get_json()

    assert item["comment"]["status"] == "held"
    assert item["decision"] is None
    assert careful.page()["count"] == 0


def test_an_undo_opens_the_reports_again(world: World) -> None:
    posted, _ = world.post()
    world.report(posted, "abuse")
    world.decide(posted, "approve")

    item = world.undo(posted).get_json()

    assert [report["reason"] for report in item["reports"]] == ["abuse"]
    assert world.ids("reported") == [posted]


def test_decisions_are_taken_back_one_by_one(world: World) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject")
    world.decide(posted, "spam")

    first, second = world.undo(posted).get_json(), world.undo(posted).get_json()

    assert (first["comment"]["status"], first["decision"]["action"]) == ("rejected", "reject")
    assert (second["comment"]["status"], second["decision"]) == ("published", None)
    assert problem(world.undo(posted)) == (409, "nothing_to_undo")


def test_there_is_nothing_to_undo_before_a_decision(world: World) -> None:
    posted, _ = world.post()
    world.call("PUT", f"/moderation/comments/{posted}/pin")

    assert problem(world.undo(posted)) == (409, "nothing_to_undo")


def test_what_its_author_deleted_is_not_brought_back(world: World) -> None:
    posted, token = world.post()
    world.decide(posted, "approve")
    world.delete(posted, token)

    assert problem(world.undo(posted)) == (410, "comment_gone")


def test_a_text_that_nobody_has_seen_is_not_published_by_an_undo(world: World) -> None:
    posted, token = world.post("Rude")
    world.decide(posted, "reject")
    world.edit(posted, token, "Ruder")

    item = world.undo(posted).get_json()

    assert item["comment"]["status"] == "held"
    assert world.page()["count"] == 0


def test_an_undone_decision_can_be_taken_again(world: World) -> None:
    posted, _ = world.post()
    first = world.decide(posted, "reject").get_json()["decision"]["id"]
    world.undo(posted)

    second = world.decide(posted, "reject").get_json()["decision"]["id"]

    assert second > first


def test_what_is_of_another_site_is_as_if_absent(world: World) -> None:
    posted, _ = world.post()
    world.decide(posted, "reject")

    answer = world.undo(posted, key=world.new_key("weekly"))

    assert problem(answer) == (404, "comment_unknown")
