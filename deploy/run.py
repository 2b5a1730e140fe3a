"""What `make run` does: bring the database up to date, make the demo, serve.

In one process, since importing takes most of a start: the modules are there once for all three.
"""

import os
import sys
from multiprocessing import get_context

from click import ClickException
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
        try:
            app.cli.main(
                ["comments", command],
                obj=ScriptInfo(create_app=lambda: app),
                standalone_mode=False,
            )
        except ClickException as refusal:
            refusal.show()
            sys.exit(refusal.exit_code)


if __name__ == "__main__":
    main()
