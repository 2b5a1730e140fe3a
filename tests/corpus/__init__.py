"""Real conversations, posted through the service door and read back by the public one.

`python -m tests.corpus.load` (or `make load-corpus`) does it with all of them; a test
does it with a few on both databases.
"""
