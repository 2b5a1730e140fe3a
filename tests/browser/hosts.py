"""What a publisher puts on a page: the element, the script, and what it has included itself."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from tests.browser.conftest import Demo, Reader
from tests.browser.publisher import NOTHING

# What embedding.md says that a publisher has to allow, where nothing else is.
POLICY = "default-src 'none'; script-src {service}/embed/v1/; connect-src {service}"
# No publisher could forbid more.
STRICTEST = f"{POLICY}; require-trusted-types-for 'script'; trusted-types 'none'"


def element(article: str, inside: str = "", **attributes: str) -> str:
    told = {"site": "demo", "article": article, **attributes}
    written = " ".join(f'{name}="{escape(value)}"' for name, value in told.items())
    return f"<comment-thread {written}>{inside}</comment-thread>"


def link(demo: Demo, article: str) -> str:
    """Return what is pasted into the element, for readers whom no script reaches."""
    return f'<a href="{escape(demo.thread(article))}">Read the comments</a>'


def script(demo: Demo, name: str = "embed.js", **attributes: str) -> str:
    told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f'<script type="module" async src="{demo.url}/embed/v1/{name}"{told}></script>'


def address(
    demo: Demo, *parts: str, policy: str = "", headers: Mapping[str, str] = NOTHING, rest: str = ""
) -> str:
    """Put up a page that holds the script and these parts, and return its address."""
    written = policy.format(service=demo.url)
    body = "".join((script(demo), *parts))
    return demo.publisher.publish(body, policy=written, headers=headers, rest=rest)


def fragment(somebody: Reader, demo: Demo, article: str) -> str:
    """Fetch what a publisher's server would include."""
    query = urlencode({"site": "demo", "article": article})
    return somebody.context.request.get(f"{demo.url}/embed/v1/thread?{query}").text()
