"""Nobody passes for the staff: not by a letter of another script, nor by what nobody sees."""

import pytest

from comments_service.actions import administering
from comments_service.domain import confusables
from tests import corpora
from tests.api import Api, refusal, told
from tests.tooling import confusables as tool

MODERATOR = "Paula Example"
ALIKE = [
    pytest.param("PAULA EXAMPLE", id="case"),
    pytest.param("P\u0430ul\u0430 Ex\u0430mple", id="mixed scripts"),
    pytest.param(
        "\u03a1\u0391U\u039b\u0391 \u0395\u03a7\u0391\u039c\u03a1L\u0395".replace("\u039b", "L"),
        id="greek capitals",
    ),
    pytest.param("Pau\u200bla Ex\u2060ample", id="zero width"),
    pytest.param("\u202ePaula\u2066 Example", id="bidi"),
    pytest.param("Paula\u00adExample", id="soft hyphen"),
    pytest.param("ＰａｕｌａＥｘａｍｐｌｅ", id="full width"),
    pytest.param("Pau1a Examp1e", id="figures"),
    pytest.param("Paula  E x a m p l e", id="spaces"),
]


@pytest.mark.parametrize("name", ALIKE)
def test_t28_a_guest_bears_no_name_that_looks_like_a_moderators(api: Api, name: str) -> None:
    thread = api.site()
    with api.app.app_context():
        administering.invite(f"{MODERATOR} {thread.site}", thread.site, "moderator")
    own = name + f" {thread.site}"

    assert refusal(thread.send(author={"name": own}), 400) == ("name_reserved", ["author.name"])
    body = {"site": thread.site, "name": own}
    assert refusal(api.ask("POST", "/guests", json=body), 400)[0] == "name_reserved"
    known = thread.guest()
    again = thread.send(author={"name": own}, token=known.token)
    assert refusal(again, 400)[0] == "name_reserved"


def test_t28_a_sites_own_reader_of_such_a_name_bears_no_badge(api: Api) -> None:
    thread = api.site()
    body = {"on_behalf_of": {"subject": "7", "name": "Moderator"}}

    posted = told(thread.send(token=api.key(thread.site, "post"), **body), 201)

    author = posted["comment"]["author"]
    assert (author["kind"], author["badge"]) == ("reader", None)


@pytest.mark.corpus
def test_t28_the_table_of_look_alikes_is_unicodes() -> None:
    known = corpora.load("text/confusables.json")

    assert {letter: tool.alike(known, letter) for letter in tool.LETTERS} == confusables.ALIKE
