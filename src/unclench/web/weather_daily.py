# SPDX-License-Identifier: Apache-2.0
"""The weather of the days that lack it: fetched when somebody asks, and once a day while the server runs."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import connections

from unclench.diary.settings import Place
from unclench.errors import UnclenchError
from unclench.store import places

__all__ = ["failure", "fetch", "soon", "watch"]

EVERY = timedelta(hours=20)
_LOOK_EVERY = timedelta(hours=1)
_log = logging.getLogger("unclench.web")
_fetching: dict[UUID, threading.Thread] = {}
_failures: dict[UUID, UnclenchError] = {}
_tried: dict[UUID, datetime] = {}
_starting = threading.Lock()


def fetch(person_id: UUID, place: Place, now: datetime, today: date, *, anew: bool = False) -> int:
    """Ask for the days that lack weather (anew: for all) and keep the answers; how many days it told of.

    today: on the person's wall clock. WeatherUnavailable, InputError.
    """
    from unclench.store import weather
    from unclench.web import weather_fetch

    every = weather.missing(person_id, today, anew=anew)
    if not every:
        return 0
    kept = weather.keep(person_id, weather_fetch.answers(place, every, today), every, now, anew=anew)
    return 0 if kept is None else max(kept.report["found"].values(), default=0)


def soon(person_id: UUID, place: Place, *, anew: bool = False, wait_s: float = 2.5) -> bool:
    """Fetch it in a thread and wait a little; whether it was done by then. What failed, `failure` says."""
    with _starting:
        thread = _fetching.get(person_id)
        if thread is None:
            thread = threading.Thread(target=_fetch_safely, args=(person_id, place, anew), daemon=True)
            _fetching[person_id] = thread
            thread.start()
    thread.join(wait_s)
    return not thread.is_alive()


def failure(person_id: UUID) -> UnclenchError | None:
    """Why the last attempt brought nothing; None where it did not fail."""
    return _failures.get(person_id)


def watch(every: timedelta = _LOOK_EVERY, stop: threading.Event | None = None) -> None:
    """Fetch once a day for everybody who wants it, until `stop` is set; a thread's whole work."""
    pause = stop or threading.Event()
    while not pause.is_set():
        try:
            for person_id, place in places.wanted().items():
                if _is_due(person_id, datetime.now(UTC)):
                    soon(person_id, place, wait_s=60)
        except Exception as problem:  # a server must not lose its weather to one bad day
            _log.error("The weather of the day failed: %s", type(problem).__name__)
        finally:
            connections.close_all()
        pause.wait(every.total_seconds())


def _is_due(person_id: UUID, now: datetime) -> bool:
    from unclench.store import weather

    known = [one for one in (weather.last_asked(person_id), _tried.get(person_id)) if one is not None]
    return not known or now - max(known) >= EVERY


def _fetch_safely(person_id: UUID, place: Place, anew: bool) -> None:
    now = datetime.now(UTC)
    _tried[person_id] = now
    try:
        from unclench.store import settings
        from unclench.web.days.suggesting import local_now

        fetch(person_id, place, now, local_now(settings.of(person_id), now).date(), anew=anew)
        _failures.pop(person_id, None)
    except UnclenchError as problem:
        _failures[person_id] = problem
        _log.error("The weather could not be fetched: %s", type(problem).__name__)
    except Exception as problem:
        _failures[person_id] = UnclenchError(
            "The weather could not be fetched.", why="Unclench met a case it does not know.",
            todo="Nothing is lost; try it again later.",
        )  # fmt: skip
        _log.error("The weather could not be fetched: %s", type(problem).__name__)
    finally:
        _fetching.pop(person_id, None)
        connections.close_all()
