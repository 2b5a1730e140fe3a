"""A served desk, and moderators with browsers at it."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from comments_service.actions import administering
from tests.edge.moderator.world import World


@dataclass
class Seen:
    """What a page did that no page of the desk may do."""

    base: str
    wrong: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", self.follow)
        return page

    def hear(self, said: ConsoleMessage) -> None:
        # Chromium notes an answer of 4xx in its console too; the tests ask for some of those.
        if "Failed to load resource" not in said.text:
            self.wrong.append(said.text)

    def follow(self, request: Request) -> None:
        if not request.url.startswith(self.base):
            self.wrong.append(request.url)


@dataclass
class Room:
    """A served desk, and browsers at it that are signed in or not."""

    world: World
    browser: Browser
    base: str
    seen: Seen

    def page(self, *, script: bool = False, **look: Any) -> Page:
        context = self.browser.new_context(base_url=self.base, java_script_enabled=script, **look)
        context.set_default_timeout(20_000)
        return self.seen.watch(context.new_page())

    def signed_in(self, *, name: str = "Dana", script: bool = False, **look: Any) -> Page:
        with self.world.app.app_context():
            link = administering.sign_in_token(name)
        page = self.page(script=script, **look)
        page.goto(f"/desk/sign-in?link={link}")
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        page.wait_for_load_state()
        return page
