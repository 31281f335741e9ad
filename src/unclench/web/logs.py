# SPDX-License-Identifier: Apache-2.0
"""What the server writes about itself: never a path, a query, a body or what an error says - they may tell of a body.

An unexpected error leaves its class and where in the code it happened. Django's own request logs carry paths such as
/relief/calf/, so they are off; `unexpected` takes their place.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

__all__ = ["LOGGING", "WithoutSecrets", "location", "unexpected"]

_log = logging.getLogger("unclench.web")

# A line that cannot be written must not print, in its place, the error that was being told of.
logging.raiseExceptions = False

_SECRET_PLACE = re.compile(r"(/calendar/)[^\s/?#\"']+")


class WithoutSecrets(logging.Filter):
    """Whoever writes a path all the same: the secret part of a calendar's address is left out of the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        kept = _SECRET_PLACE.sub(r"\1...", said)
        if kept != said:
            record.msg, record.args = kept, ()
        return True


_TELL_TOO_MUCH = (
    "django.request",
    "django.security",
    "django.security.csrf",
    "django.security.DisallowedHost",
    "django.security.RequestDataTooBig",
    "django.server",
    "django.template",
    "django.db.backends",
)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"without_secrets": {"()": WithoutSecrets}},
    "handlers": {
        "terminal": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_secrets"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "loggers": {
        "unclench": {"level": "INFO", "handlers": ["terminal"]},
        "django": {"level": "WARNING", "handlers": ["terminal"]},
    }
    | {name: {"level": "CRITICAL", "handlers": ["nowhere"], "propagate": False} for name in _TELL_TOO_MUCH},
}
"""For Django's settings."""


def unexpected(problem: BaseException) -> None:
    """Log an error by its class and its place alone."""
    _log.error("%s at %s", type(problem).__name__, location(problem))


def location(problem: BaseException) -> str:
    """Where it was raised, as file:line in function, and the last place of ours on the way there."""
    frames = traceback.extract_tb(problem.__traceback__)
    if not frames:
        return "unknown place"
    ours = [frame for frame in frames if "/unclench/" in frame.filename.replace("\\", "/")]
    shown = {id(frame): frame for frame in [*ours[-1:], frames[-1]]}.values()
    return " <- ".join(f"{_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in shown)


def _short(filename: str) -> str:
    return "/".join(filename.replace("\\", "/").split("/")[-3:])
