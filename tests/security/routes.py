"""Who is let in where: every route of the API and of the desk.

To add one: name who is let in, and a request of theirs that is granted. What stands in its path is
made by `roles.World.makers`.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.security.roles import (
    ADMINS,
    AT_DESK,
    DESK_ADMINS,
    DESKS,
    MODERATORS,
    NOTICE,
    OPERATORS,
    POSTERS,
    READERS,
    ROLES,
    UNKNOWN,
)


class Let(NamedTuple):
    """Those who are let in, and what they ask; what a request is made of as in werkzeug.

    `made` names another maker for what stands in the path.
    """

    who: set[str] | frozenset[str]
    asking: Mapping[str, Any] = {}
    made: Mapping[str, str] = {}


PLACE = {"site": "daily", "article": "an-article"}
SITE = {"query_string": {"site": "daily"}}
THREAD = {"query_string": PLACE}
NOBODY: set[str] = set()
WORDS = {"kind": "words", "name": "Tried", "settings": {"phrases": ["watches"]}}
RULE = {"site": "daily", "kind": "words", "name": "Tried", "phrases": "watches"}
BAN = {"site": "daily", "kind": "email_domain", "domain": "mail.example.org", "reason": "Spam"}


def sending(**body: Any) -> Mapping[str, Any]:
    return {"json": body}


def form(**fields: Any) -> Mapping[str, Any]:
    return {"data": fields}


A = "/api/v1"
COMMENT = f"{A}/comments/<id:comment_id>"
M = f"{A}/moderation"
MODERATED = f"{M}/comments/<id:comment_id>"
PERSON = f"{M}/people/<id:author_id>"
AT_COMMENT = "/desk/comments/<id:comment_id>"

READING: Mapping[str, list[Let]] = {
    f"GET {A}/comments": [Let(ROLES, THREAD)],
    f"GET {COMMENT}": [Let(ROLES)],
    f"GET {COMMENT}/replies": [Let(ROLES)],
    f"GET {A}/counts": [Let(ROLES, THREAD)],
    f"GET {A}/head": [Let(ROLES, THREAD)],
    f"POST {A}/preview": [Let(ROLES, sending(text="Hello"))],
}
WRITING: Mapping[str, list[Let]] = {
    f"POST {A}/comments": [Let(UNKNOWN | READERS | POSTERS, sending(**PLACE, text="Hello"))],
    f"POST {A}/comments/batch": [
        Let(POSTERS | {"key elsewhere"}, sending(items=[])),
        Let(POSTERS, sending(items=[{**PLACE, "text": "Hello"}])),
    ],
    f"POST {A}/guests": [Let(ROLES, sending(site="daily"))],
    f"GET {A}/me": [Let(READERS, THREAD)],
    f"PATCH {COMMENT}": [Let({"author"}, sending(text="Changed", version=1))],
    f"DELETE {COMMENT}": [Let({"author"})],
    f"GET {COMMENT}/text": [Let({"author"} | MODERATORS)],
    f"GET {COMMENT}/reasons": [Let({"author"} | MODERATORS)],
    f"GET {COMMENT}/statement": [Let({"author"} | MODERATORS)],
    # Against a decision that is not about it: nobody else comes so far as to be told.
    f"POST {COMMENT}/appeals": [Let({"author"}, sending(decision=1, text="It is a quotation"))],
    f"PUT {COMMENT}/vote": [Let(UNKNOWN | {"reader"} | POSTERS, sending(value=1))],
    f"DELETE {COMMENT}/vote": [Let(READERS | POSTERS)],
    f"POST {COMMENT}/reports": [Let(UNKNOWN | READERS | POSTERS, sending(reason="spam"))],
    f"POST {A}/notices": [
        Let(UNKNOWN | READERS | POSTERS, sending(**NOTICE, url="http://localhost/c/1"))
    ],
    f"GET {A}/notices/<receipt>": [Let(ROLES)],
}
MODERATING: Mapping[str, list[Let]] = {
    f"GET {M}/queue": [Let(MODERATORS, SITE)],
    f"GET {M}/decisions": [Let(MODERATORS, SITE)],
    f"GET {M}/sites": [Let(MODERATORS | {"key elsewhere"})],
    f"GET {MODERATED}": [Let(MODERATORS)],
    f"PUT {MODERATED}/looking": [Let(MODERATORS)],
    f"DELETE {MODERATED}/looking": [Let(MODERATORS)],
    f"PUT {MODERATED}/decision": [Let(MODERATORS, sending(action="reject", version=1))],
    f"DELETE {MODERATED}/decision": [Let(MODERATORS)],
    f"PATCH {MODERATED}": [Let(MODERATORS, sending(text="Changed", version=1))],
    f"POST {MODERATED}/replies": [Let(MODERATORS, sending(text="Hello"))],
    f"PUT {MODERATED}/pin": [Let(MODERATORS)],
    f"DELETE {MODERATED}/pin": [Let(MODERATORS)],
    f"GET {MODERATED}/verdict": [Let(MODERATORS)],
    f"PUT {M}/articles/lock": [Let(MODERATORS, {"query_string": {**PLACE, "article": "another"}})],
    f"DELETE {M}/articles/lock": [Let(MODERATORS, THREAD)],
    f"DELETE {M}/articles": [Let(MODERATORS, {"query_string": {**PLACE, "article": "doomed"}})],
    f"GET {M}/batches": [Let(MODERATORS, SITE)],
    f"POST {M}/batches": [
        Let(MODERATORS, sending(site="daily", action="approve", ids=[1], dry_run=True))
    ],
    f"GET {M}/batches/<id:batch_id>": [Let(MODERATORS)],
    f"DELETE {M}/batches/<id:batch_id>": [Let(MODERATORS)],
    f"GET {M}/notices": [Let(MODERATORS, SITE)],
    f"GET {M}/statistics": [Let(MODERATORS, SITE)],
    f"GET {M}/transparency": [Let(MODERATORS, {"query_string": {"site": "daily", "year": 2026}})],
    f"GET {M}/appeals": [Let(MODERATORS, SITE)],
    f"PUT {M}/appeals/<id:appeal_id>/decision": [
        Let(MODERATORS, sending(outcome="upheld", reason="It is not"))
    ],
    f"PUT {M}/inquiries/<id:inquiry_id>/answer": [Let(MODERATORS, sending(verdict="publish"))],
    f"GET {M}/bans": [Let(MODERATORS, SITE)],
    f"POST {M}/bans": [Let(MODERATORS, sending(**BAN, ends_at="2030-01-01T00:00:00Z"))],
    f"DELETE {M}/bans/<id:ban_id>": [Let(MODERATORS)],
    f"GET {PERSON}": [Let(MODERATORS)],
    f"GET {PERSON}/comments": [Let(MODERATORS)],
    f"POST {PERSON}/notes": [Let(MODERATORS, sending(text="Hello"))],
    # Who has written it; another moderator of the site is refused.
    f"DELETE {M}/notes/<id:note_id>": [Let({"key moderate"})],
    f"GET {M}/filter": [Let(MODERATORS, SITE)],
    f"GET {MODERATED}/score": [Let(MODERATORS)],
    f"GET {M}/rules": [Let(MODERATORS, SITE)],
    f"POST {M}/rules": [
        Let(MODERATORS, sending(site="daily", **WORDS)),
        Let(OPERATORS, sending(**WORDS)),
    ],
    f"PATCH {M}/rules/<id:rule_id>": [Let(MODERATORS, sending(state="shadow"))],
    f"DELETE {M}/rules/<id:rule_id>": [Let(MODERATORS)],
    f"GET {M}/rules/<id:rule_id>/hook": [Let(ADMINS, made={"rule_id": "hook_id"})],
    f"POST {M}/rehearsals": [
        Let(MODERATORS, sending(site="daily", kind="words", settings=WORDS["settings"], days=1))
    ],
    f"GET {M}/rehearsals/<id:job_id>": [Let(MODERATORS)],
}
ADMINISTERING: Mapping[str, list[Let]] = {
    f"GET {M}/policies": [
        Let(MODERATORS, SITE),
        Let(OPERATORS),
    ],
    f"PATCH {M}/policies": [
        Let(ADMINS, {**SITE, **sending(policy={"first_held": 0})}),
        Let(OPERATORS, sending(policy={"first_held": 0})),
    ],
    f"PATCH {M}/sites/<slug:slug>": [Let(ADMINS, sending(policy={"first_held": 0}))],
    f"PUT {M}/articles/section": [Let(ADMINS, {**THREAD, **sending(section="local")})],
}
AT_THE_DESK: Mapping[str, list[Let]] = {
    "GET /desk/sign-in": [Let(ROLES)],
    # With a link that nobody was given.
    "POST /desk/sign-in": [Let(NOBODY, form(link="made up"))],
    "GET /desk/desk.css": [Let(ROLES)],
    "GET /desk/desk.js": [Let(ROLES)],
    "GET /desk": [Let(AT_DESK, SITE)],
    "GET /desk/log": [Let(AT_DESK, SITE)],
    "GET /desk/site": [Let(AT_DESK, SITE)],
    "GET /desk/bans": [Let(AT_DESK, SITE)],
    "GET /desk/bans/new": [Let(AT_DESK, {"query_string": {"comment": 1}})],
    "POST /desk/bans": [Let(AT_DESK, form(**{**BAN, "domain": "desk.example.org"}, days=1))],
    "POST /desk/bans/<id:ban_id>/lift": [Let(AT_DESK, form())],
    f"GET {AT_COMMENT}": [Let(AT_DESK)],
    f"POST {AT_COMMENT}/decision": [Let(AT_DESK, form(action="reject", version=1, seen=0))],
    f"POST {AT_COMMENT}/undo": [Let(AT_DESK, form(seen=0))],
    f"POST {AT_COMMENT}/text": [Let(AT_DESK, form(text="Changed", version=1))],
    f"POST {AT_COMMENT}/replies": [Let(AT_DESK, form(text="Hello"))],
    f"POST {AT_COMMENT}/pin": [Let(AT_DESK, form(pinned="yes"))],
    "GET /desk/bulk": [Let(AT_DESK, {"query_string": {"site": "daily", "ids": 1}})],
    "POST /desk/batches": [Let(AT_DESK, form(site="daily", ids="1", action="approve"))],
    "GET /desk/batches/<id:batch_id>": [Let(AT_DESK)],
    "POST /desk/batches/<id:batch_id>/undo": [Let(AT_DESK, form())],
    "GET /desk/notices": [Let(AT_DESK, SITE)],
    **{
        f"GET /desk/{name}": [Let(AT_DESK, SITE)]
        for name in ("figures", "year", "figures.csv", "year.csv", "log.csv")
    },
    "GET /desk/appeals": [Let(AT_DESK, SITE)],
    "POST /desk/appeals/<id:appeal_id>/decision": [Let(AT_DESK, form(outcome="upheld"))],
    "POST /desk/looking": [
        Let(AT_DESK, form(site="daily", queue="needs_review", since=0, comment=1))
    ],
    "GET /desk/thread": [Let(AT_DESK, THREAD)],
    "POST /desk/articles/removal": [
        Let(AT_DESK, form(site="daily", article="doomed", rule="other"))
    ],
    "POST /desk/articles/lock": [Let(AT_DESK, form(site="daily", article="other", locked="yes"))],
    "GET /desk/filter": [Let(AT_DESK, SITE)],
    "GET /desk/rules": [Let(AT_DESK, SITE)],
    "GET /desk/rules/new": [Let(AT_DESK, {"query_string": {"site": "daily", "kind": "words"}})],
    "GET /desk/rules/<id:rule_id>": [Let(AT_DESK, SITE)],
    "POST /desk/rules": [Let(AT_DESK, form(**RULE))],
    "POST /desk/rules/<id:rule_id>/remove": [Let(AT_DESK, form())],
    "POST /desk/rehearsals": [Let(AT_DESK, form(**RULE))],
    "GET /desk/rehearsals/<id:job_id>": [Let(AT_DESK)],
    "GET /desk/people/<id:author_id>": [Let(AT_DESK)],
    "POST /desk/people/<id:author_id>/notes": [Let(AT_DESK, form(text="Hello"))],
    # It is of the key that has written it.
    "POST /desk/notes/<id:note_id>/remove": [Let(NOBODY, form())],
    "POST /desk/sites/<slug:slug>/policies": [Let(DESK_ADMINS, form(moderation="post"))],
    # The last of all, since it ends their sessions.
    "POST /desk/sign-out": [Let(DESKS, form())],
}
ROUTES = {**READING, **WRITING, **MODERATING, **ADMINISTERING, **AT_THE_DESK}
