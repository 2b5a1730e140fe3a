"""What a form without a script carries: where it belongs, when it was made, and a key of its own.

The time proves a minimum age and never expires: people think for a day. The key makes a
second press the same comment. It is no defence against foreign pages; `origins` is.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from comments_service.actions import clock
from comments_service.domain.errors import Invalid
from comments_service.edge.widget import signed

PURPOSE = "form"


@dataclass(frozen=True)
class Form:
    made_at: datetime
    key: str


def issue(site: str, article: str) -> str:
    made_at = int(clock.now().timestamp())
    return signed.write(PURPOSE, site, article, made_at, secrets.token_urlsafe(12))


def read(token: str, site: str, article: str) -> Form:
    """Refuses (`Invalid`) a form of another thread, and one that was not made here."""
    match signed.read(PURPOSE, token):
        case [str(of), str(about), int(made_at), str(key)] if (of, about) == (site, article):
            return Form(datetime.fromtimestamp(made_at, UTC), key)
    raise Invalid.field("form", "is not one of this thread's; please load the page again")
