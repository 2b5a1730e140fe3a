"""What is measured on is there as it says, and grows without being made anew."""

from pathlib import Path

import pytest

from comments_service.storage import articles, comments, sites
from comments_service.storage.db import snapshot
from tests import invariants
from tests.bench import seeding


@pytest.mark.slow
def test_a_seeded_database_holds_what_it_says_and_grows(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'comments.db'}"

    first = seeding.seed(url, tmp_path, comments=300, lengths=(10,), nested=20, wide=15)
    grown = seeding.seed(url, tmp_path, comments=500, lengths=(10, 12), nested=20, wide=15)

    assert grown.articles[: len(first.articles)] == first.articles
    assert first.nested == grown.nested
    assert first.wide == grown.wide
    with seeding.application(url, tmp_path), snapshot():
        site_id = sites.by_slug(grown.site).id
        counts = articles.counts(site_id, [*grown.articles, "thread-12", "nested"])
        assert sum(counts[key] for key in grown.articles) == 500
        assert (counts["thread-12"], counts["nested"]) == (12, 21)
        for thread, below in ((grown.nested, 20), (grown.wide, 15), (grown.lengths[12], 0)):
            assert thread is not None
            assert comments.existing(thread.first).reply_count == below
        assert invariants.broken(grown.site) == []
