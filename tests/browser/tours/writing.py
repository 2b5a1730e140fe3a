"""What a reader does with words of their own, on a publisher's page."""

from collections.abc import Iterator

from tests.browser.tours.walk import Walk

NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
)
WRITE = "[data-kit=composer]"
TOOLS = ".ct-tools"


def writing(walk: Walk) -> Iterator[str]:
    walk.host("look-writing")
    walk.shows(".ct-empty")
    yield "empty"
    walk.press("write")
    composer = walk.shows(WRITE)
    yield "composer"
    composer.get_by_role("textbox").first.fill("*Slowly*, at https://example.org/a/page")
    walk.press("preview")
    walk.shows(".ct-preview")
    yield "preview"
    walk.page.reload()
    walk.shows(f"{WRITE} .ct-hint + .ct-row")
    yield "draft"
    walk.press("send")
    walk.shows(TOOLS)
    yield "own comment"
    walk.press("reply")
    walk.shows(WRITE)
    yield "replying"
    walk.press("cancel")
    yield from changing(walk)


def changing(walk: Walk) -> Iterator[str]:
    walk.press("edit")
    editor = walk.shows("[data-kit=editor]")
    yield "editing"
    editor.get_by_role("textbox").fill("*Quickly*, rather")
    # Elsewhere it has a newer version by now.
    editor.locator("[data-do=save]").evaluate("one => one.value = '99'")
    walk.press("save")
    walk.shows(".ct-newest")
    yield "conflict"
    walk.press("save")
    walk.shows(".ct-edited")
    yield "edited"
    walk.press("delete")
    walk.shows("[data-kit=delete]")
    yield "deleting"


def keeping(walk: Walk) -> Iterator[str]:
    """Where nothing can be kept, a code is shown; and what is held is shown to its author."""
    walk.page.add_init_script(NO_STORAGE)
    walk.host("look-held", site="careful")
    walk.press("write")
    walk.shows(WRITE).get_by_role("textbox").first.fill("A moderator reads this first")
    walk.press("send")
    walk.shows("[data-kit=code]")
    yield "held, with its code"
