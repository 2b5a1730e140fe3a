"""A reader of one thread, at one worker, in all the forms that a page has."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.api import Thread

FORMS = ("/api/v1/comments", "/embed/v1/thread", "/embed/v1/frame", "/t")


@dataclass(frozen=True)
class Reader:
    """Reads a thread as pages of one application."""

    app: Flask
    thread: Thread

    def get(self, form: str, coding: str = "identity", **query: Any) -> TestResponse:
        return self.ask("GET", form, {"Accept-Encoding": coding}, **query)

    def ask(self, method: str, form: str, headers: dict[str, str], **query: Any) -> TestResponse:
        answer = self.app.test_client().open(
            form,
            method=method,
            query_string={**self.thread.place, **query},
            headers=headers,
        )
        assert answer.status_code < 400, answer.text
        return answer

    def all(self) -> dict[str, tuple[bytes, dict[str, str]]]:
        answers = {form: self.get(form) for form in FORMS}
        return {form: (one.data, said(one)) for form, one in answers.items()}

    @property
    def kept(self) -> int:
        return len(self.app.extensions["comments_pages"].shelf.kept)


def said(answer: TestResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "Date"}
