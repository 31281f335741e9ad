# SPDX-License-Identifier: Apache-2.0
"""The weather service is asked for a rounded place, and its answers become degrees Celsius of a day."""

from __future__ import annotations

import json
import math
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from unclench.errors import InputError
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file
from unclench.intake.samples import EPOCH_DAY
from unclench.intake.weather import (
    ATTRIBUTION,
    LICENCE,
    Place,
    parse,
    recent_address,
    request_address,
    rounded_place,
)  # fmt: skip

SAMPLE = Path(__file__).parents[2] / "samples" / "intake" / "weather" / "archive.json"
DAY = date(2026, 7, 1)


def answer(**columns: tuple[str, list[Any]]) -> bytes:
    return json.dumps(
        {
            "daily_units": {name: unit for name, (unit, _) in columns.items()},
            "daily": {"time": ["2026-07-01"], **{name: values for name, (_, values) in columns.items()}},
        }
    ).encode()


def test_every_day_of_an_answer_has_its_weather_and_null_is_not_recorded() -> None:
    reading = read_file(SAMPLE, zone=UTC)
    found = totals(reading.samples, reading.sources)
    first = (date(2026, 10, 22) - EPOCH_DAY).days
    assert list(found["air_temp_max_c"].values()) == [27.8, 11.1, 18.2, 16.4, 25.2, 8.7]
    assert found["feels_like_max_c"] == dict(enumerate([30.4, 17.9, 33.2, 11.5, 9.2], first))
    assert found["air_temp_min_c"][first + 3] == -1.4
    assert found["humidity_pct"][first + 5] == 64
    assert reading.notes == (f"{ATTRIBUTION} ({LICENCE}).",)


def test_degrees_fahrenheit_become_celsius_and_unknown_units_nothing() -> None:
    told = parse(
        answer(
            temperature_2m_max=("°F", [86]), temperature_2m_min=("K", [290]), relative_humidity_2m_mean=("%", [50]),
            sunrise=("iso8601", ["x"]),
        )
    )  # fmt: skip
    assert told.days == {"air_temp_max_c": {DAY: pytest.approx(30)}, "humidity_pct": {DAY: 50}}
    assert told.rejected == {"a unit that is not known": 1}
    assert told.unknown == {"sunrise": 1}


@pytest.mark.parametrize("value", ["21", True, [1], 10**400, 1e300, 900, -300, math.nan, math.inf])
def test_a_temperature_that_is_none_is_left_out(value: object) -> None:
    told = parse(answer(temperature_2m_max=("°C", [value])))
    assert told.days == {"air_temp_max_c": {}}
    assert sum(told.rejected.values()) == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"{}", "no days"),
        (b"[{}, {}]", "several places"),
        (b'{"error": true, "reason": "Daily limit"}', "Daily limit"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        parse(data)


def test_a_place_is_rounded_so_that_nobody_learns_an_address() -> None:
    assert rounded_place(52.51704, 13.38886) == Place(52.5, 13.4)
    assert str(rounded_place(-0.04, -0.01)) == str(Place(0.0, 0.0))
    with pytest.raises(InputError, match="no place on Earth"):
        rounded_place(math.nan, 0)


def test_what_is_asked_holds_the_rounded_place_the_days_and_the_columns_that_are_read() -> None:
    address = request_address(rounded_place(52.51704, -13.38886), date(2026, 1, 1), date(2026, 1, 31))
    path, _, query = address.partition("?")
    asked = dict(part.split("=") for part in query.split("&"))
    assert path == "/v1/archive"
    assert (asked["latitude"], asked["longitude"], asked["timezone"]) == ("52.5", "-13.4", "auto")
    assert (asked["start_date"], asked["end_date"]) == ("2026-01-01", "2026-01-31")
    assert set(asked["daily"].split(",")) == set(json.loads(SAMPLE.read_bytes())["daily"]) - {"time"}
    assert recent_address(Place(1.0, 2.0), 7).endswith("&past_days=7&forecast_days=1")
    assert recent_address(Place(1.0, 2.0), 7).startswith("/v1/forecast?latitude=1.0&longitude=2.0&daily=")


def test_days_no_service_has_are_refused() -> None:
    place = Place(1.0, 2.0)
    for first, last in ((date(1939, 1, 1), DAY), (DAY, date(2026, 6, 1))):
        with pytest.raises(InputError, match="no weather for these days"):
            request_address(place, first, last)
    with pytest.raises(InputError, match="no weather for these days"):
        recent_address(place, 93)
