"""What every tour needs: a page, the articles that it goes to, and how to lay hands on a thread."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, Route

from tests.browser.conftest import Demo, Reader, adopted
from tests.browser.hosts import address, element

# As light or dark as its reader likes it, in colours that axe can read.
HEAD = """
<style>
html {
  color-scheme: light dark;
  background: light-dark(#fff, #14171c);
  color: light-dark(#1c1d20, #e6e8eb);
}
</style>
"""
# What the service lets pages of other origins read.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Date, Retry-After",
}


@dataclass(frozen=True)
class Articles:
    """What has been written before; the numbers are comments of the rich one."""

    rich: str
    closed: str
    silent: str
    target: int
    answered: int


@dataclass
class Walk:
    """A reader on a page of theirs. `inside` is what of it is ours to answer for."""

    somebody: Reader
    demo: Demo
    articles: Articles
    inside: str = "comment-thread"
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.somebody.blank()

    def host(self, article: str, site: str = "demo") -> None:
        """Open a publisher's page about an article."""
        written = element(article, '<a href="/comments">Read the comments</a>', site=site)
        self.page.goto(address(self.demo, HEAD, f"<main>{written}</main>"))

    def visit(self, article: str, place: str = "/t", **more: str) -> None:
        """Open a page of our own about an article."""
        self.page.goto(self.demo.thread(article, place, **more))
        adopted(self.page)

    def form(self, article: str, **more: str) -> None:
        """Open the frame as it is without a script."""
        self.page.goto(self.demo.thread(article, "/embed/v1/frame", **more))

    def press(self, what: str) -> None:
        """Press the first control that does this."""
        self.page.locator(f"[data-do={what}]:visible").first.click()

    def shows(self, what: str) -> Locator:
        """Wait until the page shows it."""
        found = self.page.locator(f"{what}:visible").first
        found.wait_for()
        return found

    def refused(self, door: str, status: int, **headers: str) -> None:
        """Answer the next request at this door as a service that does not want it."""

        def answer(route: Route) -> None:
            route.fulfill(
                status=status,
                headers={**SHARED, **headers},
                content_type="text/html",
                body="<section data-ct data-code=x><p>Not now, for a reason.</p></section>",
            )

        self.page.route(f"**/embed/v1/{door}", answer, times=1)
