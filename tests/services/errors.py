class Unavailable(Exception):
    """This machine can neither start nor fetch a server; the words say what was tried."""
