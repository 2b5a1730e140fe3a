"""A record of a file that is loaded: one comment of elsewhere, as JSON on a line of its own.

It has the fields of a batch's item, but for what a file needs more of: every record says by
`source` and `source_id` which one it is, so that it is never loaded twice, and who wrote it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

from comments_service.actions.posting import Draft
from comments_service.domain import checks, names
from comments_service.domain.errors import BodyInvalid, BodyTooLarge, Invalid
from comments_service.storage import authors

# As much as a call for one comment may send.
LONGEST_LINE = 256 * 1024

Record = Mapping[str, Any] | bytes
Check = Callable[[Any], Any]


def name(value: Any) -> str:
    return names.clean(checks.storable(value))


SOURCE_ID = partial(checks.plain, most=checks.LONGEST_SOURCE_ID)
NEEDED: Mapping[str, Check] = {
    "article": checks.article_key,
    "text": checks.storable,
    "author.subject": partial(checks.plain, most=checks.LONGEST_SUBJECT),
    "author.name": name,
    "source": partial(checks.plain, most=checks.LONGEST_SOURCE),
    "source_id": SOURCE_ID,
}
CHECKS: Mapping[str, Check] = {
    **NEEDED,
    "created_at": checks.moment,
    "parent_source_id": SOURCE_ID,
    "title": partial(checks.plain, most=checks.LONGEST_TITLE, least=0),
    "url": checks.web_address,
}


def lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Read the lines that are not empty, each with its number; no line takes memory for long."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        if line.strip():
            yield number, line


def count(file: BinaryIO) -> int:
    """Count the lines of a file, and go back to its beginning."""
    many = sum(part.count(b"\n") for part in iter(partial(file.read, LONGEST_LINE), b""))
    file.seek(0)
    return many


def draft(site_id: int, record: Record) -> Draft:
    """Return what a record posts; refuses one that cannot be read, or has a field too many."""
    fields = checked(flat(parsed(record) if isinstance(record, bytes) else record))
    who = authors.of_site(fields.pop("author.subject"), fields.pop("author.name"))
    return Draft(**fields, site_id=site_id, poster=who, confirmed=True)


def parsed(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BodyTooLarge
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BodyInvalid("is not JSON in UTF-8") from error
    if not isinstance(found, dict):
        raise BodyInvalid("is not a JSON object")
    return found


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Name the author's fields like all others; what is null is as good as absent."""
    given = {name: value for name, value in record.items() if value is not None}
    author = given.pop("author", {})
    if not isinstance(author, Mapping):
        raise Invalid.field("author", "must be an object with subject and name")
    return {**given, **{f"author.{name}": value for name, value in author.items()}}


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    wrong = {name: ["is not a field of a record"] for name in given if name not in CHECKS}
    wrong |= {name: ["is missing"] for name in NEEDED if name not in given}
    fit: dict[str, Any] = {}
    for name, check in CHECKS.items():
        try:
            fit |= {name: check(given[name])} if name in given else {}
        except checks.Unfit as error:
            wrong[name] = [str(error)]
        except Invalid as error:
            wrong[name] = [words for each in error.errors.values() for words in each]
    if wrong:
        raise Invalid(errors=wrong)
    return fit
