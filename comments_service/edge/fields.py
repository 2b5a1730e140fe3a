"""Fields that take exactly what they say: no `true` for 1, no NUL, no lone surrogate."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from marshmallow import ValidationError, fields

from comments_service.domain import checks, hosts

HIGHEST_ID = 2**53 - 1

T = TypeVar("T")


class Checked(fields.Field[T]):
    """A field that takes what one of `domain.checks` takes, and refuses in its words."""

    def check(self, value: Any) -> T:
        raise NotImplementedError

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> T:
        try:
            return self.check(value)
        except checks.Unfit as error:
            raise ValidationError(str(error)) from error


class Plain(Checked[str]):
    def __init__(self, *, least: int = 0, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def check(self, value: Any) -> str:
        return checks.measured(self.normal(checks.storable(value)), self.least, self.most)

    def normal(self, value: str) -> str:
        return value


class ArticleKey(Plain):
    """An article ID: opaque, compared after NFC. Refuses what a broken template writes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, most=checks.LONGEST_KEY, **kwargs)

    def check(self, value: Any) -> str:
        return checks.article_key(value)


class AskedKey(ArticleKey):
    """An article ID in the spelling in which it was asked for."""

    def check(self, value: Any) -> str:
        super().check(value)
        return str(value)


class Whole(fields.Field[int]):
    """A whole number in JSON: neither `true`, nor `1.0`, nor `"1"`."""

    def __init__(self, *, least: int = 1, most: int = HIGHEST_ID, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        if type(value) is not int:
            raise ValidationError("must be a whole number")
        if not self.least <= value <= self.most:
            raise ValidationError(f"must be from {self.least} to {self.most}")
        return value


class Digits(Whole):
    """A whole number in a query, in plain digits."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        if not re.fullmatch("[0-9]{1,16}", value):
            raise ValidationError("must be a whole number in digits")
        return super()._deserialize(int(value), *args, **kwargs)


class Moment(Checked[datetime]):
    """RFC 3339; shown in UTC with six digits and `Z`, taken with any offset."""

    def _serialize(self, value: datetime | None, *_args: Any, **_kwargs: Any) -> str | None:
        return None if value is None else rfc3339(value)

    def check(self, value: Any) -> datetime:
        return checks.moment(value)


class Day(fields.Date):
    """A day of this millennium: YYYY-MM-DD."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not re.fullmatch(r"2\d{3}-\d\d-\d\d", value):
            raise ValidationError("must be a day, as 2026-03-01")
        return super()._deserialize(value, *args, **kwargs)


class Choice(fields.Field[str]):
    """One of a few words."""

    def __init__(self, *values: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = values

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.values:
            raise ValidationError(f"must be one of: {', '.join(self.values)}")
        return value


class Flag(fields.Boolean):
    """`true` or `false`, and nothing that only passes for them."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> bool:
        if type(value) is not bool:
            raise ValidationError("must be true or false")
        return value


class Vote(fields.Field[int]):
    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        if type(value) is not int or value not in {-1, 1}:
            raise ValidationError("must be 1 or -1")
        return value


class WebAddress(Plain):
    """An absolute http or https address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, most=checks.LONGEST_ADDRESS, **kwargs)

    def check(self, value: Any) -> str:
        return checks.web_address(value)


class Email(Plain):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=3, most=checks.LONGEST_EMAIL, **kwargs)

    def check(self, value: Any) -> str:
        return checks.email(value)


class EmailDomain(Email):
    """An e-mail address, of which nothing is taken but its domain."""

    def check(self, value: Any) -> str:
        try:
            return hosts.of_address(super().check(value))
        except ValueError as error:
            raise checks.Unfit("must be an e-mail address") from error


def rfc3339(moment: datetime) -> str:
    """Write a moment as every answer does: in UTC, with six digits and `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def flat(messages: Mapping[str, Any], above: str = "") -> dict[str, list[str]]:
    """Turn marshmallow's nested messages into `{field.path: [words]}`."""
    found: dict[str, list[str]] = {}
    for name, words in messages.items():
        path = f"{above}{name}" if name != "_schema" else above.rstrip(".") or "body"
        if isinstance(words, Mapping):
            found |= flat(words, f"{path}.")
        else:
            found[path] = [str(word) for word in words]
    return found
