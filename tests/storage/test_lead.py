"""One at a time, of all threads, processes and nodes."""

import pytest
from flask import Flask

from comments_service.storage import lead


def test_of_two_at_once_one_is_alone(app: Flask) -> None:
    with app.app_context(), lead.alone("a") as first, lead.alone("a") as second:
        assert (first, second) == (True, False)


def test_who_comes_later_has_it_alone(app: Flask) -> None:
    with app.app_context():
        with lead.alone("a"), lead.alone("a"):
            pass
        with lead.alone("a") as later:
            assert later


def test_different_things_do_not_wait_for_each_other(app: Flask) -> None:
    with app.app_context(), lead.alone("a") as one, lead.alone("b") as other:
        assert (one, other) == (True, True)


def test_an_error_lets_the_next_one_in(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(LookupError), lead.alone("a"):
            raise LookupError
        with lead.alone("a") as later:
            assert later
