"""Texts made to cost much, as pieces to repeat."""

import itertools

PIECES = (
    *("> ", ">", "- ", "1. ", "* ", "  - ", "- > ", "> - > - a\n", "- a\n", "- a\n\n", "-\n"),
    *("[", "]", "![", "](", "[a](", "[a](b)", "[a](<", "[[a]", "[a][", "[x]: y\n", "[](x)"),
    *("*", "_", "*a ", "**a", "***a", "_a_", "*_", "*_a_*", "a*b_c~", "a**b", "~~a~~", "~"),
    *("`", "`a", "`a`", "``` ", "```\n", "~~~\n", "\\", "    a\n", "a\n", "a\n\n", "\n", "a  \n"),
    *("<", "<a ", "</a>", "<!--", "&", "&amp;", "&#1;", "&lt;", '"', "'\"(", "!", ":", "/", "://"),
    *("http:", "http://", "http://-", "http://a.b/", "http://a.b.", "http://a.b/(", "http://a.b/["),
    *("http://a:b@", "http://a.b/*", "[a](http://a.b)", "mailto:", "mailto:a.", "mailto:a@b.c "),
    *("<http://a.b>", "x@y.z ", "javascript:", "data:text/html,", "<img src=x onerror=alert(1)>"),
    *(
        "\u0301",
        "a" + "\u0301" * 9,
        "\u0301\u200d",
        "\u202e",
        "\U0001d160",
        "\U0001f469\u200d",
        "中",
    ),
)

NESTED = {
    "lists in lists": "".join(" " * (2 * depth) + "- a\n" for depth in range(100)),
    "emphasis in emphasis": "*a" * 2_000 + "a*" * 2_000,
    "ever longer code": "".join("`" * length + " " for length in range(140)),
    "one address": "http://a.b/" + "a" * 10_000,
    "one host": "http://" + "a." * 5_000,
    "one user": "http://" + "a:" * 4_990 + "@b.c",
    "one mail": "mailto:" + "a." * 4_990 + "@b.c",
    "one escape": "http://a.b/" + "%F0%9F%91%A9" * 830,
    "emphasis up to the bound": "*_" * 740 + '"' * 8_000,
    "brackets up to the bound": "[" * 1_490 + "!" * 8_000,
    "brackets and colons up to the bound": "[" * 740 + "a:" * 740 + "!" * 7_000,
    "brackets and code up to the bound": "[" * 740 + "`a" * 740 + "!" * 7_000,
    "pairs of brackets up to the bound": "[" * 740 + "a]" * 740 + "!" * 7_000,
    "links that never end": "[a](" * 740 + "!" * 8_000,
    "links that never end, fewer": "[a](" * 98 + "!" * 9_700,
    "titles that never end": '[a](b "' * 98 + "!" * 9_400,
    "addresses that never end": "http://" * 98 + "a" * 9_400,
    "links up to the bound": "[a](http://a.b)" * 98 + "*a*" * 200 + "!" * 7_000,
}


def texts(size: int) -> dict[str, str]:
    repeated = {piece: (piece * size)[:size] for piece in PIECES}
    paired = {a + b: ((a + b) * size)[:size] for a, b in itertools.pairwise(PIECES)}
    return repeated | paired | {name: text[:size] for name, text in NESTED.items()}
