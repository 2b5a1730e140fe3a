"""Where our Markdown parts from the library's: lists, fences, addresses, empty links."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt, helpers
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, fence, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from comments_service.domain import characters, urls

# What each may put an end to, as in the library.
LIST_ENDS: RuleOptionsType = {"alt": ["paragraph", "blockquote"]}
FENCE_ENDS: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}

ANOTHER_NUMBER = re.compile(r"(?!1[.)])\d+[.)]")
LANGUAGE = re.compile(r"[`~]+\s*[\w+#.-]{0,20}\s*")
SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?|mailto)$", re.IGNORECASE)
# With the character before it.
LONGEST_SCHEME = len("mailto") + 1
# More than browsers show and servers take; it bounds what one attempt at a link costs,
# which otherwise looks through all the rest of the text.
LONGEST_URL = 2_048
# Scheme and host, which are the same in every case of letters.
HEAD = re.compile(r"[a-z]+:(?://)?[^/?#]*", re.IGNORECASE)


def install(parser: MarkdownIt) -> None:
    parser.block.ruler.at("list", list_from_one, LIST_ENDS)
    parser.block.ruler.at("fence", fence_without_words, FENCE_ENDS)
    parser.inline.ruler.at("linkify", typed_address)
    parser.core.ruler.after("text_join", "mended_links", mend_links)
    parser.helpers = Helpers  # type: ignore[assignment]  # the library's own seam
    parser.normalizeLink = spelt_out  # type: ignore[method-assign]
    parser.validateLink = urls.safe  # type: ignore[method-assign]


def list_from_one(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the library calls it so
    """Make a list of "1. …", and leave "1984. …" alone.

    For want of an attribute, which we do not allow, that list would count from 1.
    """
    begins = silent or not ANOTHER_NUMBER.match(_line(state, start))
    return begins and list_block(state, start, end, silent)


def fence_without_words(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the library calls it so
    """Begin a block of code at ```` ```python ````; a whole sentence there would vanish."""
    return bool(LANGUAGE.fullmatch(_line(state, start))) and fence(state, start, end, silent)


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


class Helpers:
    """The library's, but none looks farther than an address may be long."""

    parseLinkLabel = staticmethod(helpers.parseLinkLabel)  # noqa: N815  # the library calls it so

    @staticmethod
    def parseLinkDestination(text: str, start: int, end: int) -> Any:  # noqa: N802
        return helpers.parseLinkDestination(text, start, min(end, start + LONGEST_URL))

    @staticmethod
    def parseLinkTitle(text: str, start: int, end: int) -> Any:  # noqa: N802
        return helpers.parseLinkTitle(text, start, min(end, start + LONGEST_URL))


def spelt_out(url: str) -> str:
    """Return the address in ASCII: `http://MÜNCHEN.example/ä` as browsers send it."""
    return normalizeLink(HEAD.sub(lambda head: head[0].lower(), url, count=1))


def typed_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library calls it so
    """Link an address that was typed with its scheme; no other text becomes a link.

    The library's rule searches all text before each colon, which costs the square of it.
    """
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = SCHEME.search(state.pending[-LONGEST_SCHEME:])
    address = scheme and _address_at(state, state.pos - len(scheme[1]))
    if not scheme or not address or not urls.safe(href := spelt_out(address)):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        _push_link(state, href, address)
    state.pos += len(address) - len(scheme[1])
    return True


def _address_at(state: StateInline, start: int) -> str:
    ahead = state.src[start : start + LONGEST_URL]
    found = ADDRESSES.match_at_start(ahead)
    # One that fills the window may go on behind it, and half an address leads elsewhere.
    if not found or found.last_index == LONGEST_URL:
        return ""
    # The stars are the end of *emphasis*.
    return str(found.raw).rstrip("*")


def _push_link(state: StateInline, href: str, words: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": href}
    state.push("text", "", 0).content = words
    state.push("link_close", "a", -1)


def mend_links(state: StateCore) -> None:
    """Give each link a place to lead to and a name that can be seen and heard."""
    for block in state.tokens:
        if block.children:
            block.children = list(_mended(block.children))


def _mended(tokens: Iterable[Token]) -> Iterator[Token]:
    href, name = "", ""
    for token in tokens:
        if token.type == "link_open":
            href, name = str(token.attrs["href"]), ""
            yield token if href else _text("[")
        elif token.type == "link_close":
            if not characters.visible(name):
                yield _text(href)
            yield token if href else _text("]()")
        else:
            name += token.content
            yield token


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


# Without the guesses at bare names, `setup.py` and `ld.so` are no links.
ADDRESSES = LinkifyIt({"ftp:": None, "//": None})
