"""Work on all cores: in order, bounded."""

from collections.abc import Iterator

import pytest

from comments_service.actions import processes


@pytest.mark.parametrize("many", [0, 2])
def test_results_come_in_the_order_of_the_work(many: int) -> None:
    assert list(processes.in_order(str, range(100), processes=many)) == [*map(str, range(100))]


def test_only_a_few_pieces_are_taken_ahead() -> None:
    taken = []

    def pieces() -> Iterator[int]:
        for number in range(1_000):
            taken.append(number)
            yield number

    next(processes.in_order(abs, pieces(), processes=2))

    assert len(taken) <= 2 + processes.AHEAD


def test_an_error_is_raised_where_the_result_was_expected() -> None:
    results = processes.in_order(int, ["1", "one"], processes=1)

    assert next(results) == 1
    with pytest.raises(ValueError, match="one"):
        next(results)
