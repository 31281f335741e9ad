# SPDX-License-Identifier: Apache-2.0
"""What the environment says, read once when the server starts.

UNCLENCH_HOME    the data folder (see unclench.store.home)
UNCLENCH_MODE    local (default): this machine only, one household, no login | lan: accounts are required
UNCLENCH_HOSTS   lan: names and addresses the server may be called by, separated by commas, without ports
UNCLENCH_DEBUG   1: for development; shows tracebacks, rereads static files and templates
DATABASE_URL     postgres://user:password@host:port/name?sslmode=require; missing: SQLite in the data folder
"""

from __future__ import annotations

import os
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from unclench.errors import ServingError
from unclench.store import home

__all__ = ["LOOPBACK", "Mode", "allowed_hosts", "database", "mode"]

Mode = Literal["local", "lan"]

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
_POSTGRES = ("postgres", "postgresql")
_PASSED_ON = frozenset(
    {
        "application_name",
        "connect_timeout",
        "sslcert",
        "sslkey",
        "sslmode",
        "sslrootcert",
        "target_session_attrs",
    }
)


def mode() -> Mode:
    """How the server is reached; ServingError where UNCLENCH_MODE is neither."""
    asked = os.environ.get("UNCLENCH_MODE") or "local"
    if asked == "local":
        return "local"
    if asked == "lan":
        return "lan"
    raise ServingError(
        f"UNCLENCH_MODE is “{asked[:20]}”.", why="It can be local or lan.", todo="Correct it and start again."
    )


def allowed_hosts(reached: Mode) -> list[str]:
    """The Host headers that are answered: loopback names, and in lan mode those of UNCLENCH_HOSTS."""
    extra = os.environ.get("UNCLENCH_HOSTS", "") if reached == "lan" else ""
    named = [host.strip().lower() for host in extra.split(",") if host.strip()]
    if "*" in named:
        raise ServingError(
            "UNCLENCH_HOSTS holds a “*”.", why="Any web page could then speak to your diary under its own name.",
            todo="Name the hosts, such as 192.168.1.20,unclench.local.",
        )  # fmt: skip
    return LOOPBACK + [f"[{host}]" if host.count(":") > 1 and host[0] != "[" else host for host in named]


def database() -> dict[str, Any]:
    """Django's description of the database; ServingError where DATABASE_URL cannot be read."""
    url = os.environ.get("DATABASE_URL")
    return _postgres(url) if url else _sqlite()


def _sqlite() -> dict[str, Any]:
    """Kept whole through a power cut (FULL), readers never wait for a writer (WAL), a writer waits up to 5 s.

    Connections stay open: closing the last one would write the journal back after every request.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home.database_file(),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA busy_timeout=5000;",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
        name = unquote(parts.path.lstrip("/"))
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise _unreadable("It is not an address.") from None
    if parts.scheme not in _POSTGRES:
        raise _unreadable("It must begin with postgres://.")
    if not name:
        raise _unreadable("It names no database.")
    host = options.pop("host", None) or unquote(parts.hostname or "")
    if unknown := sorted(set(options) - _PASSED_ON):
        raise _unreadable(f"It holds an option that is not known: {unknown[0][:40]}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "5"} | options,
    }


def _unreadable(why: str) -> ServingError:
    return ServingError(
        "DATABASE_URL cannot be read.", why=why, todo="Write it as postgres://user:password@host:5432/name."
    )
