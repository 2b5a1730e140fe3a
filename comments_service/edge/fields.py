"""Fields that take exactly what they say: no `true` for 1, no NUL, no lone surrogate."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields

from comments_service.domain import origins

HIGHEST_ID = 2**53 - 1
MISTAKEN_KEYS = {"null", "undefined", "[object Object]", "NaN"}
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)")


class Plain(fields.Field[str]):
    """A string that both databases can keep: PostgreSQL takes neither NUL nor half a pair."""

    def __init__(self, *, least: int = 0, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("must be a string")
        if UNSTORABLE.search(value):
            raise ValidationError("holds a NUL or half of a surrogate pair")
        normal = self.normal(value)
        if not self.least <= len(normal) <= self.most:
            raise ValidationError(f"must have {self.least} to {self.most} characters")
        return normal

    def normal(self, value: str) -> str:
        return value


class ArticleKey(Plain):
    """An article ID: opaque, compared after NFC. Refuses what a broken template writes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(least=1, most=512, **kwargs)

    def normal(self, value: str) -> str:
        if value in MISTAKEN_KEYS:
            raise ValidationError("is the mark of a missing value, not an article ID")
        return compared(value)


class AskedKey(ArticleKey):
    """An article ID in the spelling in which it was asked for."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        super()._deserialize(value, *args, **kwargs)
        return str(value)


def compared(key: str) -> str:
    """Return an article ID in the one spelling in which IDs are kept and compared."""
    return unicodedata.normalize("NFC", key)


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


class Moment(fields.Field[datetime]):
    """RFC 3339; shown in UTC with six digits and `Z`, taken with any offset."""

    def _serialize(self, value: datetime | None, *_args: Any, **_kwargs: Any) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> datetime:
        if not isinstance(value, str) or not RFC3339.fullmatch(value):
            raise ValidationError("must be a moment as in RFC 3339, with its offset")
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError("is no moment of the calendar") from error


class Choice(fields.Field[str]):
    """One of a few words."""

    def __init__(self, *values: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.values = values

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.values:
            raise ValidationError(f"must be one of: {', '.join(self.values)}")
        return value


class Vote(fields.Field[int]):
    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        if type(value) is not int or value not in {-1, 1}:
            raise ValidationError("must be 1 or -1")
        return value


class WebAddress(Plain):
    """An absolute http or https address."""

    def normal(self, value: str) -> str:
        if not re.match("https?://", value) or re.search(r"[\s<>\"\\]", value):
            raise ValidationError("must be an absolute http or https address")
        try:
            origins.of(value)
        except origins.NoOrigin as error:
            raise ValidationError("must be an http or https address of some host") from error
        return value


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
