import pytest

from comments_service.domain import notices
from comments_service.domain.checks import Unfit, email

BASE = "https://talk.example.org/comments"


@pytest.mark.parametrize(
    ("address", "comment"),
    [
        (f"{BASE}/c/12", 12),
        (f"{BASE}/c/12?lang=de", 12),
        (f"{BASE}/c/12#top", 12),
        (f"{BASE}/t?site=daily&article=a&comment=12", 12),
        (f"{BASE}/t?site=daily&article=a#c-12", 12),
        ("https://news.example.org/budget?page=2#c-12", 12),
        ("https://elsewhere.example.org/c/12", None),
        ("https://elsewhere.example.org/t?comment=12", None),
        (f"{BASE}/c/012", None),
        (f"{BASE}/c/12x", None),
        (f"{BASE}/c/99999999999999999", None),
        (f"{BASE}/t?comment=x", None),
        ("https://news.example.org/budget#c-0", None),
        ("https://news.example.org/budget#x-c-12", None),
        (BASE, None),
    ],
)
def test_an_address_leads_to_one_comment_or_to_none(address: str, comment: int | None) -> None:
    assert notices.comment_at(address, BASE) == comment


@pytest.mark.parametrize(
    ("status", "answered", "state"),
    [
        ("published", False, "open"),
        ("published", True, "stays"),
        ("held", False, "open"),
        ("held", True, "open"),
        ("rejected", True, "removed"),
        ("spam", True, "removed"),
        ("deleted", False, "gone"),
        ("deleted", True, "gone"),
    ],
)
def test_what_became_of_a_notice(status: str, state: str, *, answered: bool) -> None:
    assert notices.state(status, answered=answered) == state


def test_a_notice_is_as_urgent_as_twenty_reports() -> None:
    assert notices.WEIGHT == 2000


@pytest.mark.parametrize("address", ["ada@example.org", "a.b+c@mail.example.org"])
def test_an_address_of_mail_is_taken_by_its_shape(address: str) -> None:
    assert email(address) == address


@pytest.mark.parametrize(
    "address",
    [
        *("", "ada", "ada@example", "@example.org", "a b@example.org", "a@b@example.org"),
        *("<ada@example.org>", "ada@example.org\nBcc: x@example.org", "ada@.example.org", 1),
    ],
)
def test_what_is_no_address_of_mail_is_refused(address: object) -> None:
    with pytest.raises(Unfit):
        email(address)
