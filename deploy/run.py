"""What `make run` does: bring the database up to date, make the demo, serve.

In one process, since importing takes most of a start: the modules are there once for all three.
"""

import os
import sys
from multiprocessing import get_context

from flask.cli import ScriptInfo
from gunicorn.app import wsgiapp

from comments_service import create_app


def main() -> None:
    # In a child, so that no connection to the database is carried into gunicorn's workers.
    child = get_context("fork").Process(target=prepare)
    child.start()
    child.join()
    if child.exitcode:
        sys.exit(child.exitcode)
    address = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
    sys.argv = ["gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", address]
    wsgiapp.run()


def prepare() -> None:
    app = create_app()
    for command in ("migrate", "demo"):
        app.cli.main(
            ["comments", command],
            prog_name="flask --app wsgi",
            obj=ScriptInfo(create_app=lambda: app),
            standalone_mode=False,
        )


if __name__ == "__main__":
    main()
