"""Logs as one JSON object a line, for programs that collect them."""

import datetime as dt
import json
import logging
import sys


class JsonLines(logging.Formatter):
    """Time, level, logger, message, the fields that came with it, and a traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        told |= {"message": record.getMessage()} | getattr(record, "fields", {})
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)


def log_to_stderr() -> None:
    """Send the service's logs, and its libraries', to standard error; uvicorn's lines of requests would hold paths."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    levels = {"radroster": logging.INFO, "uvicorn": logging.INFO, "opentelemetry": logging.WARNING}
    for name, level in (levels | {"uvicorn.access": logging.ERROR}).items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
