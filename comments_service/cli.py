"""`flask --app wsgi comments …`: one thin command per action."""

import os
import signal
import threading
import time
from typing import BinaryIO

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from comments_service import config, logs, work
from comments_service.actions import (
    administering,
    demonstrating,
    evaluating,
    loading,
    records,
    rerendering,
    verifying,
)
from comments_service.actions.loading import Progress
from comments_service.actions.verifying import Verified
from comments_service.domain.errors import Refused
from comments_service.storage import migrations

TOLD_EVERY_SECONDS = 1.0

group = AppGroup("comments", help="Run the comment service.")
sites = AppGroup("sites", help="Publishers and their policies.")
keys = AppGroup("keys", help="Keys of other services.")
moderators = AppGroup("moderators", help="Who may use the desk.")


def init_app(app: Flask) -> None:
    for part in (sites, keys, moderators):
        group.add_command(part)
    app.cli.add_command(group)


class Command(click.Command):
    """A command that says a refusal in words instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refused as error:
            raise click.ClickException(in_words(error)) from error


def in_words(error: Refused) -> str:
    fields = "; ".join(f"{name} {', '.join(words)}" for name, words in error.errors.items())
    return f"{error.detail}{': ' + fields if fields else ''}"


for part in (group, sites, keys, moderators):
    part.command_class = Command


@group.command("migrate")
def migrate() -> None:
    """Bring the database up to date."""
    migrations.upgrade()


@group.command("revision", hidden=True)
@click.argument("message")
def revision(message: str) -> None:
    """Write a migration from what the models have become; read it before it is kept."""
    migrations.revision(message)


@group.command("demo")
def make_demo() -> None:
    """Make the demo's sites, articles and moderator, and say where to look at them."""
    base = home()
    name = demonstrating.make([base, *twin(base)])
    click.echo(f"Demo article         {base}/demo")
    click.echo(f"Held until approved  {base}/demo/school-meals")
    click.echo(f"Desk (works once)    {sign_in_link(name)}")
    click.echo(f"API                  {base}/docs")


def twin(base: str) -> list[str]:
    """Return the same place by its other name: browsers take it for another origin."""
    return [base.replace("//127.0.0.1", "//localhost")] if "//127.0.0.1" in base else []


@group.command("work")
def work_forever() -> None:
    """Do the background work in this process, until it is told to stop."""
    logs.begin()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    work.forever(current_app, stopping)


@group.command("rerender")
def rerender() -> None:
    """Render again every comment that was made under an older text policy."""
    progress = None
    for progress in rerendering.rerender():
        click.echo(f"{progress.done} rendered again, {progress.changed} changed")
    if progress is None:
        click.echo("every comment is rendered by the newest policy")


@group.command("verify-log")
@click.option("--site", "slug", help="One site; without it, every site.")
def verify_log(slug: str | None) -> None:
    """Verify the record of decisions: say where it ends, or its first entry that was tampered with.

    Keep the digest of the end elsewhere: who could write a whole record anew cannot give it that.
    """
    found = [verifying.verify(each) for each in verifying.slugs(slug)]
    for each in found:
        click.echo(verdict_of(each))
    if any(each.flaw for each in found):
        raise click.exceptions.Exit(1)


def verdict_of(found: Verified) -> str:
    if found.flaw is None:
        return f"{found.slug}: {found.head.number:,} decisions, whole, to {found.head.digest}"
    number, known = found.flaw.number, found.flaw.id
    which = f"number {number}" if known is None else f"number {number} (decision {known})"
    return f"{found.slug}: {which} {found.flaw.words}"


@group.command("empty-words")
@click.argument("comment_id", type=int)
def empty_words(comment_id: int) -> None:
    """Empty the words of every decision about a comment; the record stays whole."""
    click.echo(f"{verifying.empty(comment_id)} decisions have no words any more")


@group.command("evaluate-filter")
@click.argument("file", type=click.File("rb"))
def evaluate_filter(file: BinaryIO) -> None:
    """Let a new filter learn one half of FILE, and say how right it is about the other.

    Each line is JSON with a text, and with spam: 1 or 0.
    """
    found = evaluating.evaluate(records.lines(file))
    click.echo(f"{found.learned:,} texts learned, {found.judged:,} others judged")
    click.echo(f"{found.milliseconds:.3f} ms a score")
    click.echo(f"precision {found.point.precision:.3f}")
    click.echo(f"recall {found.point.recall:.3f}")
    click.echo(f"F1 {found.point.f1:.3f}")


@group.command("import")
@click.option("--site", "slug", required=True)
@click.argument("file", type=click.File("rb"))
def load(slug: str, file: BinaryIO) -> None:
    """Load comments from FILE (- for standard input), a record of JSON on each line.

    Run it again after it was broken off: nothing is there twice.
    """
    told = Telling(records.count(file) if file.seekable() else None)
    depth, cores = config.current().depth, os.cpu_count() or 1
    for progress in loading.load(slug, records.lines(file), depth=depth, cores=cores):
        told.add(progress)
    told.end()
    if told.refused:
        raise click.exceptions.Exit(1)


class Telling:
    """Says once a second how far a load has come, and at once what was refused."""

    def __init__(self, total: int | None) -> None:
        self.of = "" if total is None else f" of {total:,}"
        self.made = self.known = self.refused = 0
        self.begun = self.told = time.monotonic()

    def add(self, progress: Progress) -> None:
        self.made += progress.made
        self.known += progress.known
        self.refused += len(progress.refused)
        for number, error in progress.refused:
            click.echo(f"line {number}: {error.code}: {in_words(error)}", err=True)
        if time.monotonic() - self.told >= TOLD_EVERY_SECONDS:
            self.told = time.monotonic()
            self.tell()

    def tell(self) -> None:
        done = self.made + self.known + self.refused
        rate = done / max(time.monotonic() - self.begun, 1e-9)
        click.echo(f"{done:,}{self.of} records, {rate:,.0f} a second", err=True)

    def end(self) -> None:
        self.tell()
        click.echo(f"{self.made} loaded, {self.known} there already, {self.refused} refused")


@sites.command("create")
@click.argument("slug")
@click.option("--name", required=True)
@click.option(
    "--origin", "origins", multiple=True, help="An exact origin that may embed and write."
)
@click.option("--moderation", type=click.Choice(["pre", "post"]), default="post")
def create_site(slug: str, name: str, origins: tuple[str, ...], moderation: str) -> None:
    """Make a site."""
    site = administering.create_site(slug, name, origins, {"moderation": moderation})
    click.echo(f"site {site.slug} ({site.name})")


@sites.command("set")
@click.argument("slug")
@click.option("--name")
@click.option("--origin", "origins", multiple=True, help="Replaces the origins.")
@click.option("--policy", "policies", multiple=True, help="name=value; repeatable.")
@click.option("--moderation", type=click.Choice(["pre", "post"]))
def set_site(
    slug: str,
    name: str | None,
    origins: tuple[str, ...],
    policies: tuple[str, ...],
    moderation: str | None,
) -> None:
    """Change a site's name, origins or policies."""
    changed = dict(policy.split("=", 1) for policy in policies if "=" in policy)
    wrong = [policy for policy in policies if "=" not in policy]
    if wrong:
        raise click.UsageError(f"--policy takes name=value, not {', '.join(wrong)}")
    if moderation:
        changed["moderation"] = moderation
    site = administering.set_site(slug, name=name, origins=origins or None, rules=changed)
    click.echo(f"site {site.slug} ({site.name}): {site.policy}")


@sites.command("list")
def list_sites() -> None:
    """List the sites with their origins and policies."""
    for site in administering.every_site():
        click.echo(f"{site.slug}\t{site.name}\t{' '.join(site.origins)}\t{site.policy}")


@group.command("posting")
@click.argument("state", type=click.Choice(["open", "held", "closed"]))
@click.option("--site", "slug")
def posting(state: str, slug: str | None) -> None:
    """Open posting, hold all that is posted, or close it: at one site or at all."""
    for site in administering.set_posting(state, slug):
        click.echo(f"posting is {state} at {site.slug}")


@keys.command("create")
@click.option("--site", "slug", help="One site; without it the key reaches all.")
@click.option("--name", default="service")
@click.option("--scopes", default="read,post", show_default=True)
def create_key(slug: str | None, name: str, scopes: str) -> None:
    """Make a key. The last line printed is the key; it is shown this once."""
    click.echo("Keep this key; only its hash is stored.")
    click.echo(administering.create_key(slug, name, [one.strip() for one in scopes.split(",")]))


@keys.command("list")
def list_keys() -> None:
    """List the keys, without what is secret of them."""
    for key, slug in administering.every_key():
        state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "active"
        click.echo(f"{key.id}\t{key.name}\t{slug or 'all sites'}\t{','.join(key.scopes)}\t{state}")


@keys.command("revoke")
@click.argument("key_id", type=int)
def revoke_key(key_id: int) -> None:
    """End a key."""
    administering.revoke_key(key_id)
    click.echo(f"key {key_id} is revoked")


@moderators.command("invite")
@click.argument("name")
@click.option("--site", "slug", help="One site; without it, every site.")
@click.option("--role", type=click.Choice(["moderator", "admin"]), default="moderator")
def invite(name: str, slug: str | None, role: str) -> None:
    """Make a moderator. The last line printed is a sign-in link that works once."""
    administering.invite(name, slug, role)
    click.echo(sign_in_link(name))


def sign_in_link(name: str) -> str:
    return f"{home()}/desk/sign-in?link={administering.sign_in_token(name)}"


def home() -> str:
    """Where the service is reached: what is set, else where `make run` would serve it."""
    host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
    return config.current().public_url or f"http://{host}:{port}"


@moderators.command("link")
@click.argument("name")
def link(name: str) -> None:
    """Print a new sign-in link for a moderator; it works once."""
    click.echo(sign_in_link(name))
