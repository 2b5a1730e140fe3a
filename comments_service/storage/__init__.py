"""The database, and the only place that knows it is one.

Reads happen inside `snapshot()`, writes inside `transaction()`; nothing outside this
folder imports SQLAlchemy or touches the session.
"""
