"""A comment service: threads per article, moderated, embedded anywhere."""
