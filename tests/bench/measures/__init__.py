"""What is measured: a module for each goal, in the order of their numbers: speed,
moderation, the widget.

To add one, copy s02.py, give it the next number, and name it in MEASURES. A module has a TITLE,
and `measure`, which yields figures; what it could not measure it says by `missing`.
"""

from collections.abc import Callable, Generator
from typing import NamedTuple

from tests.bench.bench import Bench
from tests.bench.figures import Figure
from tests.bench.measures import (
    m01,
    m02,
    m03,
    m04,
    s01,
    s02,
    s03,
    s04,
    s05,
    s06,
    s07,
    s08,
    s09,
    s10,
    s11,
    s12,
    s13,
    s14,
    w01,
    w02,
    w03,
    w04,
)


class Measure(NamedTuple):
    number: str
    title: str
    measure: Callable[[Bench], Generator[Figure]]


MEASURES = (
    Measure("s1", s01.TITLE, s01.measure),
    Measure("s2", s02.TITLE, s02.measure),
    Measure("s3", s03.TITLE, s03.measure),
    Measure("s4", s04.TITLE, s04.measure),
    Measure("s5", s05.TITLE, s05.measure),
    Measure("s6", s06.TITLE, s06.measure),
    Measure("s7", s07.TITLE, s07.measure),
    Measure("s8", s08.TITLE, s08.measure),
    Measure("s9", s09.TITLE, s09.measure),
    Measure("s10", s10.TITLE, s10.measure),
    Measure("s11", s11.TITLE, s11.measure),
    Measure("s12", s12.TITLE, s12.measure),
    Measure("s13", s13.TITLE, s13.measure),
    Measure("s14", s14.TITLE, s14.measure),
    Measure("m1", m01.TITLE, m01.measure),
    Measure("m2", m02.TITLE, m02.measure),
    Measure("m3", m03.TITLE, m03.measure),
    Measure("m4", m04.TITLE, m04.measure),
    Measure("w1", w01.TITLE, w01.measure),
    Measure("w2", w02.TITLE, w02.measure),
    Measure("w3", w03.TITLE, w03.measure),
    Measure("w4", w04.TITLE, w04.measure),
)
