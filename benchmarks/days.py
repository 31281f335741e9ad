# SPDX-License-Identifier: Apache-2.0
"""Ten years of days: a month's page, a day's page, the table an analysis starts from, the calendar of the reminder."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.table import Row, quantile

__all__ = ["ten_years_of_days"]

YEARS = 10
EXPOSURES = 20
SPASMS = 2_000
PAGES = 300
TABLES = 100
LAST = date(2026, 11, 22)
FIRST = date(LAST.year - YEARS + 1, 1, 1)


def ten_years_of_days() -> list[Row]:
    """Twenty exposures said of every day for ten years, steps and sleep told, four spasms a week."""
    from tests.browser.house import Server

    with tempfile.TemporaryDirectory(prefix="unclench-days-") as folder:
        env = {
            key: value for key, value in os.environ.items() if not key.startswith(("UNCLENCH_", "DJANGO_"))
        }
        env |= {"UNCLENCH_HOME": folder, "DJANGO_SETTINGS_MODULE": "unclench.web.settings"}
        env.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "benchmarks.days"]
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        told: dict[str, list[float]] = json.loads(done.stdout)
        server = Server(home=Path(folder))
        try:
            place = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
            told["month, served"] = _timed(PAGES, lambda number: _get(place, _month(number)))
            told["year, served"] = _timed(
                PAGES // 3, lambda number: _get(place, f"/diary/year/{_year(number)}/")
            )
        finally:
            server.stop()
    note = f"{YEARS} years, {EXPOSURES} exposures a day, {SPASMS:,} spasms"
    return [
        Row("month of the diary, 99th percentile", quantile(told["month"], 0.99), "ms", 50, note=note),
        Row(
            "the same through the server", quantile(told["month, served"], 0.99), "ms", 50, note="one client"
        ),
        Row("year of the diary through the server, median", quantile(told["year, served"], 0.5), "ms", 50),
        Row("day of the diary, 99th percentile", quantile(told["day"], 0.99), "ms", 50),
        Row("table of all days, from the store", quantile(told["table"], 0.5), "ms", 30, note=note),
        Row("calendar of the reminder, 60 days", quantile(told["calendar"], 0.5), "ms", 100),
    ]


def _month(number: int) -> str:
    return f"/diary/month/{_year(number)}-{number % 12 + 1:02d}/"


def _year(number: int) -> int:
    return FIRST.year + number // 12 % YEARS


def _get(place: http.client.HTTPConnection, path: str) -> None:
    place.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = place.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")


def _timed(times: int, work: Callable[[int], Any]) -> list[float]:
    """Milliseconds of each run, after two that do not count."""
    work(0)
    work(1)
    measured = []
    for number in range(times):
        begun = time.perf_counter()
        work(number)
        measured.append((time.perf_counter() - begun) * 1000)
    return measured


def _fill() -> Any:
    """The diary in the data folder of this process; its person."""
    import numpy as np

    from unclench.cli.household import open_household

    person = open_household()
    from uuid6 import uuid7

    from unclench.diary import Event, EventKind
    from unclench.diary.checkin import QUIET
    from unclench.diary.columns import Known
    from unclench.store import episodes, models
    from unclench.store.day_columns import SAID, TOLD

    dice = np.random.default_rng(7)
    shown = _exposures()
    rows = []
    for year in range(FIRST.year, LAST.year + 1):
        for layer, keys in ((SAID, [QUIET, *shown]), (TOLD, ["steps", "asleep_min", "in_bed_min"])):
            for key in keys:
                known = dice.choice([Known.YES, Known.NO, Known.UNTOUCHED], 366, p=(0.5, 0.4, 0.1)).astype(
                    np.uint8
                )
                values = np.where(known == Known.UNTOUCHED, np.nan, dice.integers(0, 9, 366).astype(float))
                hours = np.where(dice.random(366) < 0.05, 18.0, np.nan).astype("<f4")
                if layer == TOLD:
                    known[:], hours[:] = 0, np.nan
                rows.append(
                    models.DayColumn(
                        person_id=person.id, layer=layer, exposure=key, year=year,
                        values=values.astype("<f8").tobytes(),
                        known=known.tobytes(), hours=hours.tobytes(),
                    )
                )  # fmt: skip
    models.DayColumn.objects.bulk_create(rows)
    now = datetime.now(UTC)
    days = (LAST - FIRST).days
    for start in range(0, SPASMS, 200):
        onsets = [
            datetime(FIRST.year, 1, 1, 2, 13, tzinfo=UTC) + timedelta(days=number * days / SPASMS)
            for number in range(start, start + 200)
        ]
        told = {"area": "calf", "side": "left", "recorded": "form", "let_go": True, "pain": 5}
        episodes.record(
            person.id, [Event(uuid7(), uuid7(), EventKind.LOGGED, onset, told) for onset in onsets], now
        )
    return person


def _exposures() -> list[str]:
    from unclench.diary.exposures import exposures
    from unclench.evidence import load

    return [one.id for one in exposures(load()).values() if one.question][:EXPOSURES]


def _measure() -> dict[str, list[float]]:
    person = _fill()
    from django.test import Client

    from unclench.diary.day import Boundary
    from unclench.diary.exposures import exposures
    from unclench.diary.table import day_table
    from unclench.evidence import load
    from unclench.store import days, onsets, settings

    known, browser = exposures(load()), Client(HTTP_HOST="localhost")
    spasms = onsets.of_days(person.id, FIRST, LAST, Boundary())

    def page(path: str) -> None:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    def table(number: int) -> None:
        found = day_table(days.columns(person.id, FIRST, LAST), spasms, Boundary(), known)
        if len(found.exposures) < EXPOSURES:
            raise RuntimeError("the table lacks exposures")

    settings.change(person.id, lambda before: replace(before, followed=tuple(_exposures())))
    token = settings.new_token(person.id)
    return {
        "month": _timed(PAGES, lambda number: page(_month(number))),
        "day": _timed(PAGES, lambda number: page(f"/diary/day/{FIRST + timedelta(days=number * 11)}/")),
        "table": _timed(TABLES, table),
        "calendar": _timed(20, lambda number: page(f"/calendar/{token}.ics")),
    }


if __name__ == "__main__":
    print(json.dumps(_measure()))
