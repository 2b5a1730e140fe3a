"""What the service says of itself: lines of JSON on the standard error stream."""

import json
import logging
from datetime import UTC, datetime

# What every record has; the rest was given with the line.
USUAL = {*vars(logging.makeLogRecord({})), "message", "asctime"}


class Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "of": record.name.removeprefix("comments_service."),
            "says": record.getMessage(),
            **{name: value for name, value in vars(record).items() if name not in USUAL},
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


def begin() -> None:
    """Say it from now on; for a process that serves, not for one command or a test."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    log = logging.getLogger("comments_service")
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    log.propagate = False
