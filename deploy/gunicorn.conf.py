"""How gunicorn serves the comments: `python -m gunicorn --config deploy/gunicorn.conf.py`.

Every number that an operator may want to change is a setting of the service.
"""

import gc
from typing import Any

from comments_service import logs, work
from comments_service.config import load

# Read here, so that a wrong setting ends the master at once with all its names, and a first
# start makes its secret before there are workers to race for it.
settings = load()

wsgi_app = "wsgi:app"
worker_class = "gthread"
workers = settings.workers
threads = settings.threads

# Without it one worker may hold all kept-alive connections, and a third of the speed is left.
reuse_port = True
# Threads and database connections begin in the worker: they do not survive a fork. The modules
# are imported above, once for all workers, and that is what takes its time.
preload_app = False

# /counts carries up to 100 article keys in 8,000 bytes of URL.
limit_request_line = 8190

# Who is behind a proxy is decided by COMMENTS_TRUSTED_PROXIES alone.
forwarded_allow_ips = ""

# Nobody steers a running service by this socket; a signal does.
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Begin the background work where it is to be done: threads do not survive a fork."""
    logs.begin()
    from wsgi import app  # noqa: PLC0415  # has just been loaded by this worker, and by it alone

    # What is loaded by now lives as long as the worker. Every full collection would look
    # through it, which takes some 60 ms in the middle of somebody's request.
    gc.freeze()
    worker.background = work.start(app)


def worker_exit(_server: Any, worker: Any) -> None:
    background = getattr(worker, "background", None)
    if background is not None:
        background.stop()
