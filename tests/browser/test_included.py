"""Comments that the publisher's server put into the page: there before anything is asked for."""

import runpy
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Demo, Reader, Readers, adopted, shoot
from tests.docs import embedding
from tests.loud import Loud
from tests.services import nginx

pytestmark = pytest.mark.browser

Include = Callable[[Demo, Loud, Path], AbstractContextManager[str]]
PLACE = "site=demo&article=night-trams"
ELEMENT = '<comment-thread site="demo" article="night-trams">{}</comment-thread>'
HEAD = "<!doctype html><html lang=en><meta charset=utf-8><title>Paper</title><h1>Night trams</h1>"
SCRIPT = '<script type="module" async src="{}/embed/v1/embed.js"></script>'


@contextmanager
def by_nginx(demo: Demo, loud: Loud, folder: Path) -> Iterator[str]:
    """Yield the address of a page into which a real nginx puts the comments."""
    include = f'<!--# include virtual="/comments?{PLACE}" -->'
    page = HEAD + SCRIPT.format(demo.url) + ELEMENT.format(include)
    with loud.started("nginx", nginx.publisher(demo.port, page, folder / "log")) as server:
        yield f"{server.url}/"


@contextmanager
def by_back_end(demo: Demo, _loud: Loud, folder: Path) -> Iterator[str]:
    """Yield the address of a page that a back end made as the documentation says."""
    comments = runpy.run_path(str(embedding.back_end(folder, demo.url, site="demo")))["comments"]
    body = SCRIPT.format(demo.url) + ELEMENT.format(comments("night-trams"))
    yield demo.publisher.publish(body, policy="")


WAYS: Mapping[str, Include] = {"nginx": by_nginx, "back-end": by_back_end}


def let_in(somebody: Reader, address: str) -> None:
    """The publisher's nginx has an address of its own."""
    somebody.origins = (*somebody.origins[:1], address)


@pytest.mark.parametrize("way", WAYS)
def test_the_first_comment_needs_no_request(
    demo: Demo, reader: Readers, loud: Loud, tmp_path: Path, way: str
) -> None:
    somebody = reader(java_script_enabled=False)
    with WAYS[way](demo, loud, tmp_path) as address:
        let_in(somebody, address)
        page = somebody.open(address)

        expect(page.get_by_role("article").filter(has_text="Yusuf A.").first).to_be_visible()
        # The script stands on the page, and no browser without scripts asks for it.
        assert somebody.requests == [("GET", address)]


@pytest.mark.parametrize("way", WAYS)
def test_the_script_adopts_it_and_asks_for_nothing_more(
    demo: Demo, reader: Readers, loud: Loud, tmp_path: Path, way: str
) -> None:
    somebody = reader()
    with WAYS[way](demo, loud, tmp_path) as address:
        let_in(somebody, address)
        page = somebody.open(address)

        adopted(page)
        assert somebody.embedded() == ["GET embed.js"]
        shoot(page, f"included-{way}")
