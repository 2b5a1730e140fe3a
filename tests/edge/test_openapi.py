"""/openapi.json and /docs say what there is, all of it, and nothing else."""

import re
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from comments_service import create_app
from comments_service.domain import errors
from comments_service.edge.calls import CALLS, PREFIX
from comments_service.edge.errors import STATUS
from tests.api import Api
from tests.databases import let_go


@pytest.fixture
def document(api: Api) -> Any:
    return api.app.test_client().get("/openapi.json").get_json()


def test_the_document_is_valid(document: Any) -> None:
    validate(document, cls=OpenAPIV31SpecValidator)

    assert document["openapi"].startswith("3.1")


def test_it_names_every_call_of_the_url_map(api: Api, document: Any) -> None:
    registered = {
        (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for rule in api.app.url_map.iter_rules()
        if rule.rule.startswith(f"{PREFIX}/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    named = {(method, path) for path, calls in document["paths"].items() for method in calls}

    assert named == registered
    assert len(named) == len(CALLS)


def test_every_refusal_has_a_status() -> None:
    assert set(every(errors.Refused)) == set(STATUS)


def test_every_code_is_one_refusals_own() -> None:
    own = [kind for kind in STATUS if "code" in vars(kind)]

    assert len({kind.code for kind in own}) == len(own)


def every(kind: type[errors.Refused]) -> list[type[errors.Refused]]:
    found = kind.__subclasses__()
    return [*found, *(deeper for each in found for deeper in every(each))]


def test_every_code_stands_on_the_page_for_people(api: Api) -> None:
    page = api.app.test_client().get("/docs")

    text = page.get_data(as_text=True)
    assert page.mimetype == "text/html"
    assert {kind.code for kind in STATUS if f'id="{kind.code}"' not in text} == set()


def test_each_call_names_its_refusals_with_their_status(document: Any) -> None:
    for (method, path), known in CALLS.items():
        place = PREFIX + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)
        told = document["paths"][place][method.lower()]["responses"]
        for refusal in known.refuses:
            assert refusal.code in told[str(STATUS[refusal])]["description"]


def test_a_comment_is_described_as_it_is_sent(api: Api, document: Any) -> None:
    described = document["components"]["schemas"]["Comment"]["properties"]

    assert list(described) == list(api.site().write())


def test_operations_have_names_of_their_own(document: Any) -> None:
    names = [call["operationId"] for calls in document["paths"].values() for call in calls.values()]

    assert len(set(names)) == len(names)


def test_the_page_also_stands_below_a_path(settings: dict[str, str]) -> None:
    app = create_app({**settings, "COMMENTS_PUBLIC_URL": "https://example.org/comments"})

    page = app.test_client().get("/docs").text
    let_go(app)

    assert set(re.findall('href="([^#"]+)', page)) == {
        "https://example.org/comments/docs.css",
        "https://example.org/comments/openapi.json",
    }
