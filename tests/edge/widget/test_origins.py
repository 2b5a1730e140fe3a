"""From where the forms of this door are taken (t05): by Origin, and by nothing ambient."""

import pytest
from flask.testing import FlaskClient

from tests.edge.widget.conftest import ORIGIN, OTHER, Make, Outline

DOORS = ("comments", "act", "me", "preview")
FIELDS = {"site": "paper", "article": "a/1", "text": "Hello"}
SAME = {"Sec-Fetch-Site": "same-origin"}
FOREIGN = [
    {"Origin": "https://evil.example.net"},
    {"Origin": "null"},
    {},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": f"{ORIGIN}.evil.example.net"},
    {"Origin": f"{ORIGIN}:8443"},
    {"Origin": ORIGIN.replace("https", "http")},
    {"Origin": f"{ORIGIN}."},
    {"Origin": "https://evil.example.net", **SAME},
]


@pytest.mark.parametrize("path", [*(f"/embed/v1/{door}" for door in DOORS), "/mine"])
def test_a_foreign_page_may_not_write(client: FlaskClient, site: Make, path: str) -> None:
    for headers in FOREIGN:
        response = client.post(path, data=FIELDS, headers=headers)

        assert response.status_code == 403, headers
        assert 'data-code="origin_refused"' in response.text


def test_a_page_can_read_that_it_was_refused(client: FlaskClient, site: Make) -> None:
    response = client.post("/embed/v1/comments", data=FIELDS, headers=FOREIGN[0])

    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_another_sites_page_may_not_write_here(client: FlaskClient, site: Make) -> None:
    response = client.post("/embed/v1/comments", data=FIELDS, headers={"Origin": OTHER})

    assert response.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": ORIGIN}, {"Origin": "http://localhost"}, {"Origin": "null", **SAME}, SAME],
    ids=str,
)
def test_c114_the_sites_pages_and_ours_may_also_without_a_referer(
    client: FlaskClient, site: Make, headers: dict[str, str]
) -> None:
    response = client.post("/embed/v1/comments", data=FIELDS, headers=headers)

    assert response.status_code == 201


@pytest.mark.parametrize("media", ["application/json", "text/plain", "multipart/form-data", None])
def test_only_plain_forms_are_taken(client: FlaskClient, site: Make, media: str | None) -> None:
    for door in DOORS:
        response = client.post(
            f"/embed/v1/{door}", data=b"{}", content_type=media, headers={"Origin": ORIGIN}
        )

        assert response.status_code == 415, door


@pytest.mark.parametrize(("door", "most"), [("comments", 256), ("act", 256), ("me", 64)])
def test_a_large_body_is_not_read(client: FlaskClient, site: Make, door: str, most: int) -> None:
    data = {**FIELDS, "text": "x" * (most * 1024 + 1)}

    response = client.post(f"/embed/v1/{door}", data=data, headers={"Origin": ORIGIN})

    assert response.status_code == 413
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("back", ["/t", "/embed/v1/frame", "/mine"])
@pytest.mark.parametrize(
    ("door", "more"),
    [("comments", {"text": "Hello"}), ("act", {"act": "report", "id": "1", "reason": "spam"})],
)
def test_a_form_without_a_script_is_taken_from_our_pages_alone(
    client: FlaskClient, site: Make, door: str, more: dict[str, str], back: str
) -> None:
    fields = {"site": "paper", "article": "a/1", "back": back, **more}

    for headers in ({"Origin": ORIGIN}, *FOREIGN):
        answer = client.post(f"/embed/v1/{door}", data=fields, headers=headers)

        assert answer.status_code == 403, headers
        assert 'data-code="origin_refused"' in answer.text


def test_a_refused_form_leads_to_the_threads_own_page(client: FlaskClient, site: Make) -> None:
    """A page of its own, since a sandbox around ours would refuse that one too."""
    fields = {**FIELDS, "back": "/embed/v1/frame", "lang": "de"}

    answer = client.post("/embed/v1/comments", data=fields, headers={"Origin": "null"})

    outline = Outline(answer.text)
    (link,) = outline.all("a")
    assert link["href"] == "http://localhost/t?site=paper&article=a%2F1"
    assert (link["target"], link["rel"]) == ("_blank", "noopener")
    assert outline.all("html", lang="de")
    assert answer.headers["Content-Security-Policy"]
