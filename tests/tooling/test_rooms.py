import re
import tomllib
from pathlib import Path

import pytest
from grimp import ImportGraph

from tests.tooling.rooms import HOUSE, RoomContract

ROOT = Path(__file__).parents[2]
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
# The wiring, and what every room may have: they are the house, not rooms of it.
WITHOUT_RULES = {
    "__init__",
    "config",
    "words",
    "plurals",
    "locales",
    "frontend",
    "py",
    "__pycache__",
}


def contract(**options: object) -> RoomContract:
    return RoomContract("a room", {"root_packages": [HOUSE]}, {"type": "room", **options})


def graph(*imports: tuple[str, str]) -> ImportGraph:
    made = ImportGraph()
    made.add_module(f"{HOUSE}.edge")
    for importer, imported in imports:
        for module in (importer, imported):
            if module not in made.modules:
                made.add_module(module)
        made.add_import(importer=importer, imported=imported)
    return made


def test_every_room_has_its_rules() -> None:
    rooms = {path.stem for path in (ROOT / HOUSE).iterdir()} - WITHOUT_RULES
    ruled = {rules.get("room") for rules in TOOLS["importlinter"]["contracts"]}

    assert rooms - ruled == set()


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("comments_service.edge", "comments_service.actions.posting"),
        ("comments_service.edge.reader.read", "comments_service.edge.errors"),
        ("comments_service.edge.reader", "flask"),
    ],
)
def test_a_room_imports_what_it_may(importer: str, imported: str) -> None:
    rules = contract(room="edge", may_import=["actions"], never=["sqlalchemy"])

    assert rules.check(graph((importer, imported)), verbose=False).kept


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("comments_service.edge.reader", "sqlalchemy"),
        ("comments_service.edge.reader", "comments_service.notify"),
        ("comments_service.edge", "comments_service.a_room_of_tomorrow.file"),
        ("comments_service.edge", "comments_service"),
    ],
)
def test_a_room_imports_nothing_else_of_ours_and_nothing_forbidden(
    importer: str, imported: str
) -> None:
    rules = contract(room="edge", may_import=["actions"], never=["sqlalchemy"])

    checked = rules.check(graph((importer, imported)), verbose=False)

    assert checked.metadata["broken"] == [(importer, imported)]


@pytest.mark.parametrize(("imported", "kept"), [("bleach", True), ("re", True), ("flask", False)])
def test_a_pure_room_uses_only_what_it_may(imported: str, kept: bool) -> None:  # noqa: FBT001
    rules = contract(room="domain", may_import=[], may_use=["bleach"])

    assert rules.check(graph(("comments_service.domain", imported)), verbose=False).kept is kept


def test_only_storage_holds_the_session() -> None:
    elsewhere = (path for path in (ROOT / HOUSE).rglob("*.py") if "storage" not in path.parts)

    assert [path for path in elsewhere if re.search(r"\bdb\.session\b", path.read_text())] == []
