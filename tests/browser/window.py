"""A page in a browser that speaks WebDriver alone, and what a reader does on it."""

from dataclasses import dataclass

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from tests.browser.conftest import SCREENSHOTS
from tests.browser.test_keyboard import ENOUGH
from tests.services import waiting

FIND = "return document.querySelector('comment-thread')?.shadowRoot?.querySelector(arguments[0])"
TEXT = f"{FIND}?.innerText ?? ''"
# Wherever the focus is, in whichever root.
FOCUSED = """
let one = document.activeElement;
while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
return one.matches(arguments[0]);
"""
# The driver sees no console: what a page does wrong after it was opened is written down in it.
LISTEN = """
window.heard = [];
const write = (...words) => heard.push(words.join(" "));
console.error = write;
addEventListener("error", ({ message }) => write(message));
addEventListener("unhandledrejection", ({ reason }) => write(reason));
"""
LOADED = "return performance.getEntriesByType('resource').map(one => one.name)"


@dataclass(frozen=True)
class Window:
    """Its thread is looked into by CSS selectors: the driver knows no roles and no names."""

    browser: WebDriver

    def open(self, url: str) -> None:
        self.browser.get(url)
        self.browser.execute_script(LISTEN)

    def heard(self) -> list[str]:
        """Return what went wrong since it was opened."""
        found: list[str] = self.browser.execute_script("return heard")
        return found

    def find(self, what: str) -> WebElement | None:
        found: WebElement | None = self.browser.execute_script(FIND, what)
        return found

    def get(self, what: str) -> WebElement:
        waiting.until(lambda: self.find(what) is not None, f"{what} is there")
        found = self.find(what)
        assert found is not None
        return found

    def click(self, what: str) -> None:
        self.get(what).click()

    def reads(self, what: str, words: str) -> None:
        """Wait until the first that is found says so."""

        def met() -> bool:
            return words in self.browser.execute_script(TEXT, what)

        waiting.until(met, f"{what} reads {words!r}")

    def type(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def tab_to(self, what: str) -> None:
        for _ in range(ENOUGH):
            self.type(Keys.TAB)
            if self.focused(what):
                return
        raise AssertionError(f"the focus never comes to {what}")

    def focused(self, what: str) -> bool:
        return bool(self.browser.execute_script(FOCUSED, what))

    def gets_focus(self, what: str) -> None:
        waiting.until(lambda: self.focused(what), f"{what} has the focus")

    def loaded(self) -> list[str]:
        """Return the addresses of all that the page has asked for."""
        found: list[str] = self.browser.execute_script(LOADED)
        return found

    def shoot(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.browser.save_screenshot(str(SCREENSHOTS / f"{name}.png"))
