"""Ask the service on this machine whether it lives; ends with 1 when it does not."""

import os
import sys
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException


def lives(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(not lives(int(os.environ.get("PORT", "8000"))))
