import pytest
from flask import Flask
from flask.testing import FlaskClient

from comments_service import create_app, demo
from comments_service.actions import administering, demonstrating
from tests.databases import let_go

pytestmark = pytest.mark.slow  # every test fills the demo

ORIGINS = ["http://localhost", "http://localhost:8000"]


@pytest.fixture
def settings(settings: dict[str, str]) -> dict[str, str]:
    return {**settings, "COMMENTS_DEMO": "1"}


@pytest.fixture
def shown(app: Flask, client: FlaskClient) -> FlaskClient:
    with app.app_context():
        demonstrating.make(ORIGINS)
    return client


def test_every_article_of_the_demo_holds_its_thread(shown: FlaskClient) -> None:
    for story in demo.stories():
        page = shown.get(f"/demo/{story.slug}").text

        assert f'<comment-thread site="{story.site}" article="{story.slug}">' in page
        assert story.headline.replace("'", "&#39;") in page


def test_the_demo_begins_with_an_article(shown: FlaskClient) -> None:
    assert demo.stories()[0].headline in shown.get("/demo").text


def test_related_articles_lead_to_each_other(shown: FlaskClient) -> None:
    page = shown.get("/demo").text

    for story in demo.stories()[1:]:
        assert f'href="http://localhost/demo/{story.slug}"' in page


def test_the_demo_is_a_page_under_a_strict_policy(shown: FlaskClient) -> None:
    policy = shown.get("/demo").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "trusted-types 'none'" in policy


def test_what_is_said_is_there_once_with_its_votes(app: Flask, shown: FlaskClient) -> None:
    with app.app_context():
        demonstrating.make(ORIGINS)

    page = shown.get("/api/v1/comments?site=demo&article=lighthouse&sort=oldest").get_json()

    story = demo.story("lighthouse")
    assert story is not None
    assert page["count"] == 4
    assert [one["author"]["name"] for one in page["comments"]] == [
        said.name for said in story.comments
    ]
    assert page["comments"][0]["votes"] == {"up": story.comments[0].up, "down": 0}


def test_the_careful_site_holds_what_is_new(shown: FlaskClient) -> None:
    response = shown.post(
        "/api/v1/comments", json={"site": "careful", "article": "school-meals", "text": "Onions"}
    )

    assert response.status_code == 202


def test_a_second_start_lets_its_own_address_in(app: Flask, shown: FlaskClient) -> None:
    with app.app_context():
        demonstrating.make(["http://localhost:9000"])

    response = shown.post(
        "/api/v1/comments",
        json={"site": "demo", "article": "bread", "text": "Hello"},
        headers={"Origin": "http://localhost:9000"},
    )

    assert response.status_code == 201


def test_there_is_no_demo_unless_it_is_asked_for(settings: dict[str, str]) -> None:
    app = create_app({**settings, "COMMENTS_DEMO": "0"})

    assert app.test_client().get("/demo").status_code == 404
    let_go(app)


def test_the_command_says_where_to_look(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)

    said = app.test_cli_runner().invoke(args=["comments", "demo"]).output

    assert "http://127.0.0.1:8000/demo\n" in said
    assert "/desk/sign-in?link=" in said
    assert "http://127.0.0.1:8000/docs\n" in said


def test_the_demo_is_also_served_below_a_path(settings: dict[str, str]) -> None:
    public = "https://example.org/comments"
    app = create_app({**settings, "COMMENTS_PUBLIC_URL": public})

    said = app.test_cli_runner().invoke(args=["comments", "demo"])
    with app.app_context():
        pages = {site.slug: site.origins for site in administering.every_site()}
    related = app.test_client().get("/demo").text
    let_go(app)

    assert said.exit_code == 0, said.output
    assert f"{public}/demo\n" in said.output
    assert pages == {"careful": ["https://example.org"], "demo": ["https://example.org"]}
    assert f'href="{public}/demo/{demo.stories()[1].slug}"' in related
