"""Ann's comment, and the two buttons of who votes on it."""

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Demo, Readers, post


def like(page: Page | Locator) -> Locator:
    return page.get_by_role("button", name="Like the comment by Ann").first


def dislike(page: Page | Locator) -> Locator:
    return page.get_by_role("button", name="Dislike the comment by Ann")


def opened(demo: Demo, reader: Readers, article: str, *, reached: bool = True) -> Page:
    """Open the article as another reader; `reached` says whether their votes get through."""
    address = demo.thread(article)
    post(reader().open(address), "Vote for me", "Ann")
    somebody = reader()
    page = somebody.open(address)
    if not reached:
        somebody.expect("Failed to load resource")
        page.route("**/embed/v1/act", lambda route: route.abort())
    return page
