"""Pages take no more bytes than they may."""

from dataclasses import dataclass

from comments_service.edge.shelf import Shelf


@dataclass(eq=False)
class Box:
    weight: int


def shelf(most: int, **boxes: int) -> Shelf[Box]:
    made: Shelf[Box] = Shelf(most)
    for name, weight in boxes.items():
        made.put(name, Box(weight))
    return made


def names(shelf: Shelf[Box]) -> list[object]:
    return list(shelf.kept)


def test_what_was_not_asked_for_the_longest_goes_first() -> None:
    kept = shelf(10, a=4, b=4)
    kept.get("a")

    kept.put("c", Box(4))

    assert names(kept) == ["a", "c"]
    assert kept.weight == 8
    assert kept.get("b") is None


def test_the_newer_of_two_takes_the_place_of_the_older() -> None:
    kept = shelf(10, a=4)
    newer = Box(6)

    kept.put("a", newer)

    assert kept.get("a") is newer
    assert kept.weight == 6


def test_what_weighs_too_much_by_itself_drives_nothing_out() -> None:
    kept = shelf(10, a=4, b=4)

    kept.put("b", Box(11))

    assert names(kept) == ["a"]
    assert kept.weight == 4


def test_what_grows_makes_room_for_itself() -> None:
    kept = shelf(10, a=4, b=4)
    box = kept.get("b")
    assert box is not None

    box.weight = 8
    kept.weigh("b", box)

    assert names(kept) == ["b"]
    assert kept.weight == 8


def test_what_was_replaced_is_weighed_no_more() -> None:
    kept = shelf(10, a=4)
    older = kept.get("a")
    assert older is not None
    kept.put("a", Box(3))

    older.weight = 9
    kept.weigh("a", older)

    assert kept.weight == 3


def test_with_no_room_nothing_is_kept() -> None:
    assert names(shelf(0, a=1)) == []
