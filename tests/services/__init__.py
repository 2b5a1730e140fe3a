"""Real servers for the tests, with nothing but what pip brings.

Each file has one context manager that starts a server and ends it. They know nothing of
pytest: `tests/conftest.py` makes session fixtures of them. To add one, copy redis.py.
"""
