"""The ways in which a reader may see a page: put on one after the other, without a reload."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP

# They take three quarters of axe's time.
COLOURS = ("color-contrast",)


@dataclass(frozen=True)
class Look:
    scheme: Literal["light", "dark"] = "light"
    direction: str = "ltr"
    width: int = DESKTOP["width"]
    height: int = DESKTOP["height"]
    # What axe need not look at: colours follow neither the direction nor the width.
    without: Sequence[str] = ()


LOOKS: Mapping[str, Look] = {
    "light": Look(),
    "dark": Look(scheme="dark"),
    "right-to-left": Look(direction="rtl", without=COLOURS),
    "320px": Look(width=320, height=640, without=COLOURS),
    # What is left of 1280 by 1024 at 400 %.
    "zoom-400": Look(width=320, height=256, without=COLOURS),
}
# On the page and on the thread, which says its own.
TURN = """
to => {
  const thread = document.querySelector("comment-thread");
  const inside = (thread?.shadowRoot ?? document).querySelector("section[dir]");
  for (const one of [document.documentElement, inside]) if (one) one.dir = to;
}
"""


def put_on(page: Page, look: Look) -> None:
    page.emulate_media(color_scheme=look.scheme)
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.evaluate(TURN, look.direction)
