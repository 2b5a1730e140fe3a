"""The apps in docs/examples: built as a publisher would, and used as a reader does."""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Demo, Readers, adopted, post, shoot
from tests.browser.hosts import STRICTEST, fragment, script
from tests.docs.examples import ROOT
from tests.services import node, turns

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXAMPLES = ROOT / "docs/examples"
POLICY = STRICTEST.replace("script-src", "script-src 'self'")
SCRIPT = "text/javascript"
PATIENCE = 120  # s, for a registry that is far away


def run(folder: Path, *command: str) -> str:
    """Run a command of Node's, and return what it prints."""
    path = f"{node.folder()}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return done.stdout.decode()


@pytest.fixture(scope="session")
def examples() -> Path:
    """Install what the apps name, where it is not there yet, and build them."""
    lock, installed = EXAMPLES / "package-lock.json", EXAMPLES / "node_modules/.package-lock.json"
    with turns.one_at_a_time("npm"):
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            run(EXAMPLES, "npm", "ci", "--silent", "--no-audit", "--no-fund")
        run(EXAMPLES, "npm", "run", "--silent", "build")
    return EXAMPLES


def test_an_app_of_react_is_rendered_on_a_server_and_goes_on_in_the_browser(
    demo: Demo, reader: Readers, examples: Path
) -> None:
    folder, somebody = examples / "react", reader()
    included = fragment(somebody, demo, "night-trams")
    answer = run(folder, "node", "dist/server.js", demo.url, "night-trams")
    assert included in answer
    demo.publisher.serve("/client.js", (folder / "dist/client.js").read_text(), SCRIPT)
    policy = POLICY.format(service=demo.url)

    page = somebody.open(demo.publisher.publish(answer, policy=policy, start=""))
    adopted(page)
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()
    assert "GET thread" not in somebody.embedded()

    page.get_by_role("link", name="A swim across the harbour").click()
    expect(page.get_by_text("No comments yet")).to_be_visible()
    post(page, "From an app", "Ann")
    shoot(page, "react")
    page.go_back()
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()


def test_an_app_of_vue_goes_from_article_to_article(
    demo: Demo, reader: Readers, examples: Path
) -> None:
    demo.publisher.serve("/main.js", (examples / "vue/dist/main.js").read_text(), SCRIPT)
    app = f'<div id="root" data-service="{demo.url}"></div>'
    body = f'{script(demo)}{app}<script type="module" src="/main.js"></script>'
    # Vue makes a policy of its own, whether it needs it or not.
    policy = POLICY.replace("trusted-types 'none'", "trusted-types vue").format(service=demo.url)
    page = reader().open(demo.publisher.publish(body, policy=policy))
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()

    page.get_by_role("button", name="The last tram").click()
    expect(page.get_by_role("heading", name="28 comments")).to_be_visible()
    page.get_by_role("button", name="Keepers").click()
    expect(page.get_by_role("heading", name="4 comments")).to_be_visible()
    shoot(page, "vue")
