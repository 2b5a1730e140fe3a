"""A browser without a script: it follows links, and sends forms with all that stands in them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HOME = "http://localhost"


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    text: str = ""


class Shown(HTMLParser):
    """What a reader finds on a page: its links by what they say, and its forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self.text = ""
        self.inside: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.inside[tag] = known.get("name", "")
        if tag == "a":
            self.links.append((known["href"], known.get("aria-label", "")))
        elif tag == "form":
            assert known["method"] == "post"
            self.forms.append(Form(known["action"]))
        elif tag in {"input", "textarea"} and "form" in self.inside and "name" in known:
            self.take(self.forms[-1], known)

    def take(self, form: Form, known: dict[str, str]) -> None:
        if known.get("type") == "radio":
            form.choices.setdefault(known["name"], []).append(known["value"])
        else:
            form.fields[known["name"]] = known.get("value", "")

    def handle_data(self, data: str) -> None:
        self.text += data
        if "form" in self.inside:
            self.forms[-1].text += data
            if "textarea" in self.inside:
                self.forms[-1].fields[self.inside["textarea"]] += data.removeprefix("\n")
        if "a" in self.inside:
            href, said = self.links[-1]
            self.links[-1] = (href, said + data)

    def handle_endtag(self, tag: str) -> None:
        self.inside.pop(tag, None)


@dataclass
class Plain:
    client: FlaskClient
    page: TestResponse | None = None

    @property
    def shown(self) -> Shown:
        assert self.page is not None
        return Shown(self.page.text)

    def open(self, url: str) -> "Plain":
        self.page = self.client.get(url)
        assert self.page.status_code == 200, self.page.text
        return self

    def follow(self, words: str) -> "Plain":
        """Follow the first link that says so."""
        return self.open(next(href for href, said in self.shown.links if words in said))

    def send(self, words: str, **typed: str) -> "Plain":
        """Fill in the last form that says so, and go where the answer leads."""
        form = [one for one in self.shown.forms if words in one.text][-1]
        assert set(typed) <= {*form.fields, *form.choices}
        assert all(typed[name] in given for name, given in form.choices.items())
        # As browsers send what was typed on several lines.
        sent = {name: text.replace("\n", "\r\n") for name, text in (form.fields | typed).items()}
        origin = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}
        answer = self.client.post(form.action, data=sent, headers=origin)
        if answer.status_code == 303:
            return self.open(answer.headers["Location"])
        self.page = answer
        return self
