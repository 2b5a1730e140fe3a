"""Every refusal as problem+json (RFC 9457), with its status from one table."""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app
from werkzeug.exceptions import HTTPException

from comments_service.domain import errors as refusals
from comments_service.edge import links

STATUS: dict[type[refusals.Refused], int] = {
    refusals.Invalid: 400,
    refusals.TextRefused: 400,
    refusals.TextBlank: 400,
    refusals.TextTooLong: 400,
    refusals.NameReserved: 400,
    refusals.BodyInvalid: 400,
    refusals.CursorInvalid: 400,
    refusals.TokenMissing: 401,
    refusals.TokenInvalid: 401,
    refusals.TokenExpired: 401,
    refusals.GuestsRefused: 401,
    refusals.GuestVotesRefused: 403,
    refusals.Banned: 403,
    refusals.NotYours: 403,
    refusals.EditClosed: 403,
    refusals.ScopeMissing: 403,
    refusals.OriginRefused: 403,
    refusals.PostingClosed: 403,
    refusals.LinkUsed: 403,
    refusals.SignedOut: 403,
    refusals.FormStale: 403,
    refusals.NotAllowed: 403,
    refusals.SameModerator: 403,
    refusals.NotFound: 404,
    refusals.SiteUnknown: 404,
    refusals.ArticleUnknown: 404,
    refusals.CommentUnknown: 404,
    refusals.RuleUnknown: 404,
    refusals.JobUnknown: 404,
    refusals.InquiryUnknown: 404,
    refusals.AuthorUnknown: 404,
    refusals.BanUnknown: 404,
    refusals.NoteUnknown: 404,
    refusals.ParentUnknown: 404,
    refusals.ArticleClosed: 409,
    refusals.ParentGone: 409,
    refusals.VersionStale: 409,
    refusals.KeyInProgress: 409,
    refusals.TooManyPins: 409,
    refusals.NotPublished: 409,
    refusals.NothingToUndo: 409,
    refusals.DecidedMeanwhile: 409,
    refusals.AlreadyBanned: 409,
    refusals.AppealClosed: 409,
    refusals.CommentGone: 410,
    refusals.BodyTooLarge: 413,
    refusals.TypeUnsupported: 415,
    refusals.KeyReused: 422,
    refusals.RateLimited: 429,
    refusals.Busy: 503,
    refusals.Unavailable: 503,
}

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(refusals.Refused, refused)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(Exception, unforeseen)


def refused(error: refusals.Refused) -> Response:
    response = problem(STATUS[type(error)], error.code, error.title, error.detail, error.errors)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(error.retry_after)
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def of_http(error: HTTPException) -> Response:
    """Say what the framework refuses (no such path, no such method) like everything else."""
    status = error.code or 500
    code = error.name.lower().replace(" ", "_")
    response = problem(status, code, error.name, error.description or error.name, {})
    for name, value in error.get_headers():
        if name in {"Allow", "Location"}:
            response.headers[name] = value
    return response


def unforeseen(error: Exception) -> Response:
    log.error("unforeseen error", exc_info=error)
    return problem(500, "internal", "Something went wrong on our side", "It has been noted.", {})


def problem(
    status: int, code: str, title: str, detail: str, errors: dict[str, list[str]]
) -> Response:
    body = members(status, code, title, detail, errors)
    response = Response(current_app.json.dumps(body), status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def described(error: refusals.Refused) -> dict[str, Any]:
    """Return a refusal's problem as an object, for an answer that holds many."""
    return members(STATUS[type(error)], error.code, error.title, error.detail, error.errors)


def members(
    status: int, code: str, title: str, detail: str, errors: dict[str, list[str]]
) -> dict[str, Any]:
    return {
        "type": links.to("/docs") + f"#{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "errors": errors,
    }
