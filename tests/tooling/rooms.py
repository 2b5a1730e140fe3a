"""The import rules of a room, as import-linter reads them from pyproject.toml.

Its own contracts name what is forbidden, so a new room is allowed everywhere until somebody
thinks of it. This one names what is allowed, and a room may be missing.
"""

import sys
from collections.abc import Iterator
from typing import cast

from grimp import ImportGraph
from importlinter.application import output
from importlinter.domain import fields
from importlinter.domain.contract import Contract, ContractCheck

HOUSE = "comments_service"


class RoomContract(Contract):
    """What a room may import of ours, and what it must never (or may only) use of others."""

    type_name = "room"

    room = fields.StringField()
    may_import = fields.SetField(subfield=fields.StringField())
    never = fields.SetField(subfield=fields.StringField(), required=False)
    may_use = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001
        broken = sorted(set(self._broken(graph)))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} may not import {imported}")

    def _broken(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        room = f"{HOUSE}.{self.room}"
        if room not in graph.modules:
            return
        for importer in {room, *graph.find_descendants(room)}:
            for imported in graph.find_modules_directly_imported_by(importer):
                if not self._allows(imported):
                    yield importer, imported

    def _allows(self, imported: str) -> bool:
        top, _, rest = imported.partition(".")
        if top == HOUSE:
            return rest.partition(".")[0] in {self.room, *names(self.may_import)}
        if pure := names(self.may_use):
            return top in pure | sys.stdlib_module_names
        return top not in names(self.never)


def names(option: object) -> set[str]:
    """Read an option that import-linter has filled in, or left out."""
    return cast(set[str], option) or set()
