"""Ways through the widget that lead past every state it can be in.

A tour opens a page and yields the name of each state when the page shows it. To add a state,
lead a tour there; to add a tour, add it to TOURS.
"""

from collections.abc import Callable, Iterator, Mapping

from tests.browser.tours.failing import failing
from tests.browser.tours.pages import forms, pages
from tests.browser.tours.reading import reading
from tests.browser.tours.waiting import waiting
from tests.browser.tours.walk import Walk
from tests.browser.tours.writing import keeping, writing

TOURS: Mapping[str, Callable[[Walk], Iterator[str]]] = {
    "reading": reading,
    "writing": writing,
    "failing": failing,
    "keeping": keeping,
    "waiting": waiting,
    "pages": pages,
    "forms": forms,
}
