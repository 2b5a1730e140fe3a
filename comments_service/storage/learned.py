"""The counts of filters, as they are kept: packed, a row for each site and one for all of them."""

import sys
import zlib
from array import array

from comments_service.domain.learning import Counts, Filter, Met
from comments_service.storage.db import db
from comments_service.storage.models import Learned
from comments_service.storage.policies import EVERY_SITE

# Fast, and most of the counts are 0.
COMPRESSION = 1


def of(site_id: int) -> Learned:
    """Return what a site has learned, or all of them (`EVERY_SITE`); nothing, at the beginning."""
    found = db.session.get(Learned, site_id)
    return found or Learned(
        site_id=site_id, learned_to=0, version=0, spams=0, honests=0, counts=b""
    )


def filter_of(site_id: int) -> Filter:
    return Filter(*(counts(of(each)) for each in (site_id, EVERY_SITE)))


def keep(site_id: int, found: Filter, *, learned_to: int) -> None:
    """Keep what a site's filter has learned, up to the decision with this number."""
    own, everywhere = of(site_id), of(EVERY_SITE)
    own.learned_to = learned_to
    for row, known in ((own, found.own), (everywhere, found.everywhere)):
        row.spams, row.honests = known.spam.texts, known.honest.texts
        row.counts = packed(known)
        row.version += 1
        db.session.add(row)


def packed(known: Counts) -> bytes:
    """Pack counts, each as four bytes with the lowest first, whatever machine it is."""
    joined = known.spam.counts + known.honest.counts
    if sys.byteorder == "big":
        joined.byteswap()
    return zlib.compress(joined.tobytes(), COMPRESSION)


def counts(row: Learned) -> Counts:
    if not row.counts:
        return Counts.none()
    joined = array("I", zlib.decompress(row.counts))
    if sys.byteorder == "big":
        joined.byteswap()
    half = len(joined) // 2
    return Counts(met(joined[:half], row.spams), met(joined[half:], row.honests))


def met(found: "array[int]", texts: int) -> Met:
    return Met(found, texts, sum(found))
