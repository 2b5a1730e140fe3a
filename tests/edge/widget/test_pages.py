import pytest
from flask.testing import FlaskClient

from tests.edge.widget.conftest import ORIGIN, Make, Outline, Page

FRAME = "/embed/v1/frame"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)


@pytest.mark.parametrize(("path", "ancestors"), [(FRAME, ORIGIN), ("/t", "'none'")])
def test_a_page_lets_in_nothing_but_ourselves(page: Page, path: str, ancestors: str) -> None:
    headers = page.get(path).headers

    assert headers["Content-Security-Policy"] == POLICY.format(ancestors=ancestors)
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/mine", "/c/1"])
def test_nobody_frames_what_is_a_readers_own(page: Page, path: str) -> None:
    page.post("Hello")

    policy = page.client.get(path).headers["Content-Security-Policy"]

    assert policy.endswith("frame-ancestors 'none'")


def test_a_frame_is_not_found_by_itself(page: Page) -> None:
    assert page.get(FRAME).headers["X-Robots-Tag"] == "noindex, indexifembedded"
    assert "X-Robots-Tag" not in page.get("/t").headers


@pytest.mark.parametrize(
    ("path", "scripts"), [(FRAME, ["embed.js", "frame.js"]), ("/t", ["embed.js"])]
)
def test_a_page_reads_without_a_script(page: Page, path: str, scripts: list[str]) -> None:
    page.post("Hello")

    outline = Outline(page.get(path).text)

    assert "Hello" in outline.text
    sources = [str(one["src"]) for one in outline.all("script") if "src" in one]
    assert sorted(sources) == [f"http://localhost/embed/v1/{name}" for name in scripts]
    assert len(outline.all("h1")) == 1
    assert not [attrs for _, attrs in outline.tags if "style" in attrs]


def test_links_of_a_frame_stay_in_the_frame(page: Page) -> None:
    page.post("Hello")

    links = Outline(page.get(FRAME, theme="dark").text).all("a", **{"data-do": "reply"})

    assert str(links[0]["href"]).startswith("http://localhost/embed/v1/frame?site=paper")
    assert "theme=dark" in str(links[0]["href"])


def test_links_that_leave_a_frame_open_beside_it(page: Page) -> None:
    page.post("Seen at https://example.org/a?b=c", name="Ann")

    links = Outline(page.get(FRAME).text).all("a")

    assert {str(one["href"]).partition("?")[0]: one.get("target") for one in links} == {
        "http://localhost/c/1": "_blank",
        "https://example.org/a": "_blank",
        "http://localhost/embed/v1/frame": None,
        "http://localhost/notice": "_blank",
    }


def test_links_of_a_page_by_itself_open_in_its_place(page: Page) -> None:
    page.post("Seen at https://example.org/a?b=c")

    assert not Outline(page.get("/t").text).all("a", target="_blank")


def test_a_frame_knows_whose_page_may_be_around_it(page: Page) -> None:
    assert Outline(page.get(FRAME).text).all("body")[0]["data-origins"] == ORIGIN
    assert "data-origins" not in Outline(page.get("/t").text).all("body")[0]


def test_a_refusal_in_a_frame_is_shown_there(ours: Page) -> None:
    refused = ours.send("act", act="delete", id=99, back=FRAME)

    assert refused.status_code == 404
    assert refused.headers["Content-Security-Policy"] == POLICY.format(ancestors=ORIGIN)
    leads = Outline(refused.text).all("a")
    assert [one.get("target") for one in leads] == ["_blank"]


@pytest.mark.parametrize("site", ["nobody", "a" * 65, "\0"])
def test_a_refusal_of_no_site_is_in_nobodys_frame(ours: Page, site: str) -> None:
    refused = ours.get(FRAME, site=site)

    assert refused.status_code in {400, 404}
    assert refused.headers["Content-Security-Policy"] == POLICY.format(ancestors="'none'")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_around_a_frame_says_how_bright_it_is(page: Page, theme: str) -> None:
    assert Outline(page.get(FRAME, theme=theme).text).tags[0][1]["data-theme"] == theme


def test_a_public_page_is_the_same_for_everybody(page: Page) -> None:
    response = page.get(FRAME)

    assert response.headers["Cache-Control"].startswith("public")
    assert not Outline(response.text).all("form")


@pytest.mark.parametrize("asked", [{"write": 1}, {"reply": 1}, {"report": 1}, {"said": "saved"}])
def test_a_page_with_a_form_is_kept_by_nobody(page: Page, asked: dict[str, object]) -> None:
    page.post("Hello")

    assert page.get(FRAME, **asked).headers["Cache-Control"] == "private, no-store"


def test_a_permalink_shows_the_comment_below_what_it_answers(page: Page) -> None:
    top = page.post("top")["id"]
    reply = page.post("reply", parent_id=top)["id"]

    outline = Outline(page.client.get(f"/c/{reply}").text)

    assert [one.get("id") for one in outline.all("li")] == [f"c-{top}", f"c-{reply}"]
    marked = [one for one in outline.all("article") if "ct-target" in str(one["class"])]
    assert [one["data-id"] for one in marked] == [reply]


@pytest.mark.parametrize("place", ["0", "99", "9007199254740993", "x"])
def test_a_permalink_to_nothing_is_not_found(client: FlaskClient, site: Make, place: str) -> None:
    assert client.get(f"/c/{place}").status_code == 404


def test_a_held_comment_has_no_permalink(page: Page, site: Make) -> None:
    site(moderation="pre")
    held = page.post("waits")["id"]

    response = page.client.get(f"/c/{held}")

    assert response.status_code == 404
    assert "waits" not in response.text


@pytest.mark.parametrize(
    "query",
    [
        {"theme": "</script><script>alert(1)</script>"},
        {"lang": "../../x"},
        {"t": "forged"},
        {"said": "<img src=x>"},
    ],
)
def test_c116_everything_in_a_frames_address_is_input(page: Page, query: dict[str, str]) -> None:
    """Values are checked against lists, and none is written out as it came."""
    response = page.get(FRAME, **query)

    assert response.status_code in {200, 400}
    assert next(iter(query.values())) not in response.text


def test_reports_without_a_script_come_back_with_thanks(ours: Page) -> None:
    comment = ours.post("Hello")["id"]
    form = Outline(ours.get("/t", report=comment).text)

    response = ours.send(
        "act", act="report", id=form.hidden("id"), back=form.hidden("back"), reason="spam"
    )

    assert response.status_code == 303
    thanks = ours.client.get(response.headers["Location"])
    assert "Thank you. A moderator will look at it." in Outline(thanks.text).text
