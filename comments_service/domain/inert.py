"""A comment's HTML with nothing to click: its links are words, and say where they lead."""

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from comments_service.domain import urls
from comments_service.domain.cleaning import TAGS

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Inert:
    html: str
    links: tuple[str, ...]


def of(html: str) -> Inert:
    """Return HTML that came from `text.render`, written anew without links or attributes."""
    writer = Writer()
    writer.feed(html)
    writer.close()
    return Inert("".join(writer.written), tuple(dict.fromkeys(writer.links)))


class Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.links: list[str] = []
        self.target: str | None = None
        self.label: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "a":
            self.target, self.label = dict(attrs).get("href") or "", []
            self.written.append('<span class="link">')
        elif tag in TAGS:
            self.written.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.target is not None:
            self.written.append(f"</span>{self.leads_to(self.target)}")
            self.target = None
        elif tag in TAGS - {"a", "br", "hr"}:
            self.written.append(f"</{tag}>")

    def leads_to(self, target: str) -> str:
        if urls.safe(target):
            self.links.append(target)
        named = "".join(self.label) == target
        return "" if named else f' <span class="target">[{escape(target)}]</span>'

    def handle_data(self, data: str) -> None:
        self.label.append(data)
        self.written.append(escape(data, quote=False))
