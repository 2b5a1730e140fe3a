"""The shipped settings of gunicorn, for a server that is not the service."""

import gc
import runpy
from pathlib import Path
from typing import Any

shipped = runpy.run_path(str(Path(__file__).parents[3] / "deploy/gunicorn.conf.py"))

worker_class = shipped["worker_class"]
workers = shipped["workers"]
threads = shipped["threads"]
reuse_port = shipped["reuse_port"]
preload_app = shipped["preload_app"]
limit_request_line = shipped["limit_request_line"]
forwarded_allow_ips = shipped["forwarded_allow_ips"]
control_socket_disable = shipped["control_socket_disable"]


def post_worker_init(_worker: Any) -> None:
    # The service does the same, and has no full collection in the middle of a request.
    gc.freeze()
