"""Strings that others have used to break out of text, and naughty ones, from ../shared."""

from collections.abc import Callable, Iterable, Iterator

from tests import corpora


def h5sc_items() -> Iterator[str]:
    placeholders = corpora.load("xss/h5sc_placeholders.json")
    for item in corpora.load("xss/h5sc_items.json"):
        vector = item["data"]
        for name, value in placeholders.items():
            vector = vector.replace(f"%{name}%", value)
        yield vector


def lines(name: str) -> list[str]:
    return corpora.path(name).read_text("utf-8").splitlines()


def bleach() -> Iterator[str]:
    for path in sorted(corpora.path("xss/bleach_tests").glob("*.test")):
        yield path.read_text("utf-8").partition("\n--\n")[0]


def trees() -> Iterator[str]:
    for path in sorted(corpora.path("html5lib/tree-construction").glob("*.dat")):
        for case in path.read_text("utf-8").split("#data\n")[1:]:
            yield case.partition("\n#errors")[0]


ATTACKS: dict[str, Callable[[], Iterable[str]]] = {
    "h5sc": h5sc_items,
    "h5sc lines": lambda: lines("xss/h5sc_vectors.txt"),
    "dompurify": lambda: (each["payload"] for each in corpora.load("xss/dompurify_expect.json")),
    "payloadbox": lambda: lines("xss/payloadbox_xss.txt"),
    "bleach": bleach,
    "sanitizer": lambda: (each["input"] for each in corpora.load("html5lib/sanitizer_tests1.dat")),
    "trees": trees,
    "naughty": lambda: corpora.load("text/blns.json"),
    "commonmark": lambda: (
        each["markdown"] for each in corpora.load("markdown/commonmark_0.31_examples.json")
    ),
}
