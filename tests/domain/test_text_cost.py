"""What hostile texts cost, counted in calls: the same on every machine.

`python -m tests.bench.text` has the milliseconds.
"""

import sys
from types import FrameType

import pytest

from comments_service.domain import text
from comments_service.domain.errors import TextRefused
from tests import hostile

pytestmark = pytest.mark.slow  # counts every call of hostile texts

SMALL, LARGE = text.LONGEST // 4, text.LONGEST
# An honest text of the largest size, with a link and an emphasis in every second sentence,
# takes about 70,000.
MOST_CALLS = 350_000
# What a text of no length costs.
START = 2_000

SMALLER, LARGER = hostile.texts(SMALL), hostile.texts(LARGE)


def calls(raw: str) -> int:
    """Count the calls of Python and of C functions that one rendering makes."""
    made = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        text.render(raw)
    except TextRefused:
        pass
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("name", LARGER)
def test_t20_a_hostile_text_costs_a_bounded_amount(name: str) -> None:
    small, large = calls(SMALLER[name]), calls(LARGER[name])

    assert large <= MOST_CALLS
    assert large <= 6 * small + START
