import pytest

from comments_service import create_app
from comments_service.actions import administering
from comments_service.storage import moderators
from comments_service.storage.db import transaction
from tests.edge.moderator.desk.browser import OURS, Desk
from tests.edge.moderator.world import World

pytestmark = pytest.mark.slow

PAGES = [
    *("/desk", "/desk/log", "/desk/site", "/desk/comments/1", "/desk?queue=search&words=secret"),
    *("/desk/bulk?queue=approved", "/desk/batches/1", "/desk/thread?article=a"),
]
FORMS = [
    ("/desk/comments/1/decision", {"action": "reject", "version": "1", "seen": "0"}),
    ("/desk/comments/1/undo", {"seen": "0"}),
    ("/desk/comments/1/text", {"text": "Less", "version": "1"}),
    ("/desk/comments/1/replies", {"text": "Hello"}),
    ("/desk/comments/1/pin", {"pinned": "yes"}),
    ("/desk/articles/lock", {"site": "daily", "article": "a", "locked": "yes"}),
    ("/desk/batches", {"site": "daily", "action": "spam", "queue": "approved"}),
    ("/desk/articles/removal", {"site": "daily", "article": "budget-2026", "rule": "other"}),
    ("/desk/looking", {"site": "daily", "queue": "held", "since": "0", "comment": "1"}),
    ("/desk/batches/1/undo", {}),
    ("/desk/sites/daily/policies", {"moderation": "pre"}),
    ("/desk/sign-out", {}),
]


def state(world: World) -> object:
    return world.page(), world.queue()["counts"], world.call("GET", "/moderation/sites").get_json()


@pytest.mark.parametrize("origin", ["https://evil.example.org", "null", None, f"{OURS}.evil"])
def test_a_form_of_another_page_does_nothing(world: World, desk: Desk, origin: str | None) -> None:
    world.post()
    before, token = state(world), desk.token()

    answers = [desk.send(path, origin=origin, token=token, **sent) for path, sent in FORMS]

    assert [answer.status_code for answer in answers] == [403] * len(FORMS)
    assert state(world) == before
    assert "Sign out" in desk.get()


@pytest.mark.parametrize("token", ["", "AAAA", "not base64!", "x" * 100])
def test_a_form_without_the_sessions_token_does_nothing(
    world: World, desk: Desk, token: str
) -> None:
    world.post()
    before = state(world)

    answers = [desk.send(path, token=token, **sent) for path, sent in FORMS]

    assert [answer.status_code for answer in answers] == [403] * len(FORMS)
    assert state(world) == before
    assert "Sign out" in desk.get()


def test_a_token_of_another_session_is_refused(desk: Desk, admin: Desk) -> None:
    fields = {"site": "daily", "article": "a", "locked": "yes"}

    answer = desk.send("/desk/articles/lock", token=admin.token(), **fields)

    assert answer.status_code == 403


def test_who_is_not_signed_in_does_nothing(world: World, desk: Desk) -> None:
    world.post()
    before, token = state(world), desk.token()
    stranger = Desk(world.app.test_client())

    answers = [stranger.send(path, token=token, **sent) for path, sent in FORMS]

    assert {answer.status_code for answer in answers} == {403}
    assert all("not signed in" in answer.text for answer in answers)
    assert state(world) == before


def test_who_is_not_signed_in_sees_nothing(world: World) -> None:
    world.post("A secret")

    answers = [world.client.get(page) for page in PAGES]

    assert {answer.status_code for answer in answers} == {403}
    assert [answer for answer in answers if "A secret" in answer.text] == []


def test_every_page_says_what_it_may_do(world: World, desk: Desk) -> None:
    world.post()
    for page in (*PAGES, "/desk/sign-in", "/desk/comments/4711"):
        headers = desk.client.get(page).headers

        assert headers["Content-Security-Policy"] == (
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
            "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "page",
    [
        *("/desk?site=weekly", "/desk/log?site=weekly", "/desk/site?site=weekly"),
        *("/desk/comments/1", "/desk/thread?site=weekly&article=a", "/desk/bulk?site=weekly"),
        "/desk?site=weekly&queue=search&words=elsewhere",
    ],
)
def test_a_moderator_of_one_site_sees_no_other(world: World, desk: Desk, page: str) -> None:
    body = {"site": "weekly", "article": "a", "text": "Elsewhere"}
    world.client.post("/api/v1/comments", json=body)

    answer = desk.client.get(page)

    assert answer.status_code == 404
    assert "Elsewhere" not in answer.text


def test_a_moderator_of_one_site_does_nothing_at_another(world: World, desk: Desk) -> None:
    body = {"site": "weekly", "article": "a", "text": "Elsewhere"}
    world.client.post("/api/v1/comments", json=body)

    codes = [
        desk.send(path, **{**fields, **({"site": "weekly"} if "site" in fields else {})})
        for path, fields in FORMS[:10]
    ]

    assert {answer.status_code for answer in codes} == {404}


def test_a_revoked_moderator_is_out_at_once(world: World, desk: Desk) -> None:
    with world.app.app_context(), transaction():
        found = moderators.by_name("Dana")
        assert found is not None
        found.revoked_at = found.created_at

    assert desk.client.get("/desk").status_code == 403


def test_a_page_elsewhere_is_never_led_to(world: World, desk: Desk) -> None:
    posted, _ = world.post()
    for back in ("https://evil.example.org/", "//evil.example.org", "/desk@evil", "/\\evil"):
        fields = {"pinned": "yes", "back": back}

        answer = desk.send(f"/desk/comments/{posted}/pin", **fields)

        assert answer.headers["Location"] == f"/desk?said=pinned&about={posted}"


@pytest.mark.parametrize("back", ["https://evil.example.org/", "//evil", "javascript:alert(1)"])
def test_a_refusal_leads_nowhere_else_either(world: World, desk: Desk, back: str) -> None:
    answer = desk.send("/desk/comments/4711/pin", pinned="yes", back=back)

    assert answer.status_code == 404
    assert back not in answer.text


def test_the_desk_knows_its_own_path_below_a_public_address(
    world: World, settings: dict[str, str]
) -> None:
    from tests.databases import let_go  # noqa: PLC0415

    public = "https://example.org/comments"
    app = create_app({**settings, "COMMENTS_PUBLIC_URL": public})
    with world.app.app_context():
        administering.invite("Noor", None, "admin")
        link = administering.sign_in_token("Noor")

    page = app.test_client().get("/desk/sign-in", query_string={"link": link}).text
    sent = {"Origin": "https://example.org"}
    answer = app.test_client().post("/desk/sign-in", data={"link": link}, headers=sent)
    let_go(app)

    assert 'action="/comments/desk/sign-in"' in page
    assert answer.headers["Location"] == "/comments/desk"
