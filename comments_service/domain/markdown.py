"""Markdown as comments need it: what was typed stays readable, and nothing costs much.

CommonMark, except that raw HTML, images, headings and reference definitions are text as
typed (a definition would vanish, a heading would enter the outline of the publisher's
page), a newline is a line break, and ~~this~~ is struck out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from comments_service.domain import markdown_rules
from comments_service.domain.cleaning import REL

# At these a rule of ours may begin or end something; all others are passed over at once.
STOPS = "*_~`[]\\&:\n"
# How often what may stand in a text. The parser's cost grows with the stops and the lines,
# that of the cleaner with what is escaped; an attempt at an address looks through up to
# `LONGEST_URL` characters. Code in real comments stays well below.
BOUNDS: tuple[tuple[Iterable[str], int], ...] = (
    ((*STOPS, "<", ">"), 1_500),
    (("\n",), 500),
    (("://",), 100),
    (("](",), 100),
    (("mailto:",), 100),
)
# And how many tags may come out, which is what the cleaner has to do.
MOST_TAGS = 1_000
# Where it is nested deeper, the parser leaves lines out: such a text is not shown by it.
NESTING = 20


RULES = (
    *("normalize", "block", "inline", "text_join"),
    *("blockquote", "code", "fence", "hr", "list", "paragraph"),
    *("text", "linkify", "newline", "escape", "backticks", "link", "entity"),
    *("strikethrough", "emphasis", "balance_pairs", "fragments_join"),
)


class TooMuch(Exception):
    """More markup than a comment needs, or deeper."""


def to_html(text: str) -> str:
    """Return the HTML of a normalised text.

    Raises `TooMuch` before it costs much, so that the caller can show the text as typed.
    """
    if any(sum(map(text.count, signs)) > most for signs, most in BOUNDS):
        raise TooMuch
    tokens = PARSER.parse(text)
    _measure(tokens)
    return str(PARSER.renderer.render(tokens, PARSER.options, {}))


def _measure(tokens: Iterable[Token]) -> None:
    tags = depth = 0
    for token in _flat(tokens):
        tags += token.tag != ""
        depth += token.nesting
        if tags > MOST_TAGS or depth >= NESTING:
            raise TooMuch


def _flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


class Renderer(RendererHTML):
    """Writes plain tags, and leaves the quotes in a text alone.

    Each escaped quote halts the cleaner that comes after; a page of them cost it 0.1 s.
    """

    def text(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return escape(tokens[idx].content, quote=False)

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"<code>{escape(tokens[idx].content, quote=False)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f"<pre><code>{escape(tokens[idx].content, quote=False)}</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.code_block(tokens, idx)

    def link_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return f'<a href="{escape(str(tokens[idx].attrs["href"]))}" rel="{REL}">'


def make_parser() -> MarkdownIt:
    # Its own search for addresses stays off: ours is among the rules.
    options = {"html": False, "linkify": False, "breaks": True, "maxNesting": NESTING}
    parser = MarkdownIt("zero", options, renderer_cls=Renderer)
    markdown_rules.install(parser)
    parser.enable(RULES)
    parser.inline.terminator_re = re.compile(f"[{re.escape(STOPS)}]")
    # Compiles the lists of rules. The library does it on first use, and not safely
    # when two threads come at once.
    parser.render("*.*")
    return parser


PARSER = make_parser()
