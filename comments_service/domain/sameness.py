"""Whether two texts say the same, written a little differently."""

import re
from hashlib import blake2b

from comments_service.domain.reading import Reading, words_of

# Signed 64-bit integers are what both databases index best.
DIGEST_BYTES = 8
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# What is shorter is said by many people who have not heard of each other.
LEAST_WORDS = 6


def digest(reading: Reading) -> int | None:
    """Return a number for which words a text holds: letters alone, each word once.

    Case, look-alikes, punctuation, figures, order, repetition and where its links lead make no
    other text. `None` for a text that is too short to be told from an honest one.
    """
    spoken = words_of(ADDRESS.sub(" ", reading.shown))
    words = {"".join(filter(str.isalpha, word.seen)) for word in spoken} - {""}
    if len(words) < LEAST_WORDS:
        return None
    said = " ".join(sorted(words)).encode()
    return int.from_bytes(blake2b(said, digest_size=DIGEST_BYTES).digest(), "big", signed=True)
