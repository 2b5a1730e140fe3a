from comments_service.domain import grounds, ruling

# What is found in the one text, or in how it came.
DETECTED = {
    "honeypot",
    "form_too_quick",
    "words",
    "links",
    "many_links",
    "personal_data",
    "duplicates",
    "hook",
    "hook_held",
    "learned",
}


def test_each_reason_is_either_set_by_the_site_or_detected() -> None:
    """A new one that nobody sorted would stand wrong in a record that cannot be mended."""
    assert set(grounds.FOR_MODERATORS) == ruling.SET | DETECTED
    assert ruling.SET.isdisjoint(DETECTED)
