"""What the database itself refuses: a decision that is recorded is never changed or removed."""

from typing import Any

from sqlalchemy import DDL, Table, event

WORDS = "decisions are only ever added to"
STATEMENTS = {
    "sqlite": [
        f"""CREATE TRIGGER decision_kept_{verb.lower()} BEFORE {verb} ON decision
        BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION decision_kept() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$""",
        """CREATE TRIGGER decision_kept BEFORE UPDATE OR DELETE ON decision
        FOR EACH ROW EXECUTE FUNCTION decision_kept()""",
        """CREATE TRIGGER decision_kept_whole BEFORE TRUNCATE ON decision
        FOR EACH STATEMENT EXECUTE FUNCTION decision_kept()""",
    ],
}


def guard(table: Table) -> None:
    for dialect, statements in STATEMENTS.items():
        for statement in statements:
            ddl: Any = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's own
            event.listen(table, "after_create", ddl.execute_if(dialect=dialect))
