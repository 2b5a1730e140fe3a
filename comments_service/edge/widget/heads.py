"""What a page of ours says of itself: to search engines, and to whoever it is shared with."""

from dataclasses import dataclass
from typing import Any

from comments_service.domain import text
from comments_service.domain.thread import Node
from comments_service.edge.widget import ld
from comments_service.edge.widget.asked import PAGE
from comments_service.edge.widget.scene import SORTS, Links, Scene, title_of, walk

LONGEST_DESCRIPTION = 200


@dataclass(frozen=True)
class Head:
    """`canonical` is the one page of many views; `shared` is what a link to this one shows."""

    title: str
    description: str
    canonical: str
    shared: str
    data: Any = None


def of(scene: Scene) -> Head:
    title = title_of(scene.words, scene.site_name, scene.thread.article)
    # In no language or theme: those are views of the same page.
    links = Links(scene.links.base, PAGE, scene.links.site, scene.links.article)
    target = target_of(scene)
    if target:
        said = excerpt(text.plain(target.html or ""))
        title = f"{scene.name(target)} · {title}"
        return Head(title, said, links.page(), links.permalink(target.id))
    count = scene.thread.count
    said = scene.words("count", count) if count else scene.words("empty")
    return Head(title, said, links.page(), links.page(), data(scene, links))


def target_of(scene: Scene) -> Node | None:
    """Return the comment that the page is about."""
    found = (one for one in walk(scene.thread.comments) if one.id == scene.thread.target)
    return next((one for one in found if not one.tombstone), None)


def excerpt(words: str) -> str:
    cut = words[: LONGEST_DESCRIPTION - 1].rstrip()
    return words if len(words) <= LONGEST_DESCRIPTION else f"{cut}…"


def data(scene: Scene, links: Links) -> Any:
    """Describe the thread once, on the page that its other views name as canonical."""
    thread = scene.thread
    if thread.part or thread.later or scene.sort != SORTS[0] or scene.personal:
        return None
    return ld.article(thread.article, thread.count, thread.comments, links)
