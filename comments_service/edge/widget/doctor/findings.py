"""What the service knows to be wrong, or worth a word, with a page that has its comments."""

from collections.abc import Iterator
from dataclasses import dataclass

from comments_service.domain import checks, nearmiss, origins, policy
from comments_service.domain.checks import Unfit
from comments_service.domain.nearmiss import Near
from comments_service.domain.origins import NoOrigin
from comments_service.domain.policy import Policy
from comments_service.storage.models import Article, Site

DIFFERENCES = {
    "scheme": "It differs in http and https.",
    "port": "It differs in the port.",
    "www": "It differs in “www.”.",
    "dot": "It differs in a dot at its end.",
    "subdomain": "It is another host of the same domain: each has to be registered.",
    "spelling": "It is spelt otherwise.",
}


@dataclass(frozen=True)
class Finding:
    """`level`: `wrong` keeps something from working, `note` is good to know, `fine` is well."""

    level: str
    code: str
    text: str
    remedy: str = ""


@dataclass(frozen=True)
class Asked:
    """What a publisher says of a page; `address` is where the service is reached."""

    site: str
    article: str
    page: str
    address: str


def of_site(asked: Asked, site: Site | None) -> Iterator[Finding]:
    if site is None:
        text = f"There is no site “{asked.site}” here."
        yield Finding("wrong", "site_unknown", text, "flask --app wsgi comments sites list")
        return
    yield Finding("fine", "site_known", f"The site “{site.slug}” is {site.name}.")
    yield from of_policy(policy.read(site.policy))


def of_policy(rules: Policy) -> Iterator[Finding]:
    if rules.posting == "closed":
        text = "Posting is switched off on this site. The desk switches it on, under “Site”."
        yield Finding("wrong", "posting_closed", text)
    if rules.posting == "held" or rules.moderation == "pre":
        yield Finding(
            "note", "moderated_first", "A moderator reads each comment before it appears."
        )
    if rules.guests == "refused":
        text = "Guests may not write: the page has to say who its reader is, by tokenProvider."
        yield Finding("note", "guests_refused", text)


def of_page(asked: Asked, site: Site) -> Iterator[Finding]:
    """Look at the origin of the page, which is given by any address of it."""
    if not asked.page:
        return
    try:
        origin = origins.of(asked.page)
    except NoOrigin:
        text = (
            f"“{asked.page}” is no http or https address: a file or a sandboxed frame cannot write."
        )
        yield Finding("wrong", "origin_opaque", text)
        return
    yield of_origin(origin, site, origins.of(asked.address))
    if origin.startswith("https:") and asked.address.startswith("http:"):
        text = (
            f"The page is loaded by https, the comments from {asked.address}: browsers block that."
        )
        yield Finding("wrong", "mixed_content", text, "COMMENTS_PUBLIC_URL=https://…")


def of_origin(origin: str, site: Site, own: str) -> Finding:
    if origin in {own, *site.origins}:
        return Finding("fine", "origin_registered", f"{origin} may show and write comments.")
    register = "flask --app wsgi comments sites set {} {}".format(
        site.slug, " ".join(f"--origin {one}" for one in (*site.origins, origin))
    )
    text = f"{origin} is not registered: comments can be read there, and nobody can write."
    near = nearmiss.nearest(origin, site.origins)
    if near is None:
        return Finding("wrong", "origin_unregistered", text, register)
    return Finding("wrong", "origin_near", f"{text} {told(near)}", register)


def told(near: Near) -> str:
    return f"{near.registered} is registered. {DIFFERENCES[near.by]}"


def of_article(asked: Asked, site: Site, article: Article | None) -> Iterator[Finding]:
    if not asked.article:
        return
    try:
        checks.article_key(asked.article)
    except Unfit as error:
        yield Finding("wrong", "article_mistaken", f"The article “{asked.article}” {error}.")
        return
    if article is not None:
        yield from of_known(article)
    elif policy.read(site.policy).articles == "registered":
        text = f"The article “{asked.article}” is not registered, and this site takes no others."
        yield Finding("wrong", "article_unknown", text)
    else:
        text = (
            f"Nobody has written about “{asked.article}” yet; or its ID is spelt otherwise there."
        )
        yield Finding("note", "article_new", text)


def of_known(article: Article) -> Iterator[Finding]:
    text = f"Published comments of the article “{article.key}”: {article.comment_count}."
    yield Finding("fine", "article_known", text)
    if article.locked:
        yield Finding("note", "article_closed", "Its thread is closed: it can only be read.")
