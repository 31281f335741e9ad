# SPDX-License-Identifier: Apache-2.0
"""The weather service Open-Meteo: what to ask it, and what its answers say. Nothing is fetched here.

An answer must be shown with ATTRIBUTION. A place is rounded before it is asked for: the service learns no address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unclench.errors import InputError

__all__ = [
    "ARCHIVE_HOST", "ATTRIBUTION", "ATTRIBUTION_ADDRESS", "FIRST_DAY", "FORECAST_HOST", "LICENCE", "LICENCE_ADDRESS",
    "MOST_PAST_DAYS", "Place", "WeatherDays", "parse", "recent_address", "request_address", "rounded_place",
]  # fmt: skip

ARCHIVE_HOST = "archive-api.open-meteo.com"
"""Days since 1940, up to two to five days ago."""
FORECAST_HOST = "api.open-meteo.com"
"""The days the archive does not have yet."""
ATTRIBUTION = "Weather data by Open-Meteo.com"
ATTRIBUTION_ADDRESS = "https://open-meteo.com/"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
FIRST_DAY = date(1940, 1, 1)
MOST_PAST_DAYS = 92
"""How far back the forecast goes."""

_VARIABLES = {
    "temperature_2m_max": "air_temp_max_c",
    "temperature_2m_min": "air_temp_min_c",
    "apparent_temperature_max": "feels_like_max_c",
    "relative_humidity_2m_mean": "humidity_pct",
}
_YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Place:
    """A place to 0.1 degree, about eleven kilometres from south to north."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class WeatherDays:
    """days: by measure, the value of each civil day of the place. rejected, unknown: how many by reason or name."""

    days: dict[str, dict[date, float]]
    rejected: dict[str, int] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)


def rounded_place(latitude: float, longitude: float) -> Place:
    """A place, rounded to 0.1 degree. InputError where there is none on Earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise InputError(
            "This is no place on Earth.", why="Latitude goes from -90 to 90, longitude from -180 to 180.",
            todo="Check both numbers.", field="place",
        )  # fmt: skip
    return Place(round(latitude, 1) + 0.0, round(longitude, 1) + 0.0)


def request_address(place: Place, first: date, last: date) -> str:
    """Path and query for ARCHIVE_HOST: the days from first to last, both included. InputError where they are none."""
    if not FIRST_DAY <= first <= last:
        raise InputError(
            "There is no weather for these days.", why="The first day must be in 1940 or later, and before the last.",
            todo="Choose other days.", field="first",
        )  # fmt: skip
    return f"/v1/archive?{_asked(place)}&start_date={first.isoformat()}&end_date={last.isoformat()}"


def recent_address(place: Place, past_days: int) -> str:
    """Path and query for FORECAST_HOST: the last days before today, 1 to MOST_PAST_DAYS, and today."""
    if not 1 <= past_days <= MOST_PAST_DAYS:
        raise InputError(
            "There is no weather for these days.", why=f"The forecast goes back 1 to {MOST_PAST_DAYS} days.",
            todo="Choose fewer days.", field="past_days",
        )  # fmt: skip
    return f"/v1/forecast?{_asked(place)}&past_days={past_days}&forecast_days=1"


def parse(data: bytes) -> WeatherDays:
    """The days of an answer. null is not recorded. Units are those the answer names; °F becomes °C.

    Raises InputError: it is no answer of this service, it is a refusal, or it speaks of more than one place.
    """
    answer = _loaded(data)
    if isinstance(answer, list) and len(answer) == 1:
        answer = answer[0]
    if isinstance(answer, dict) and answer.get("error"):
        raise _unusable(f"The service refused: {str(answer.get('reason', ''))[:200]}")
    daily = answer.get("daily") if isinstance(answer, dict) else None
    units = answer.get("daily_units") if isinstance(answer, dict) else None
    if not isinstance(daily, dict) or not isinstance(units, dict) or not isinstance(daily.get("time"), list):
        raise _unusable("It holds several places." if isinstance(answer, list) else "It holds no days.")
    told = WeatherDays({})
    dates = [_date(one) for one in daily["time"]]
    _count(told.rejected, "a date that is none", dates.count(None))
    for name, values in daily.items():
        if name == "time":
            continue
        if name not in _VARIABLES:
            _count(told.unknown, str(name)[:60])
        elif not isinstance(values, list) or len(values) != len(dates):
            _count(told.rejected, "a column of another length")
        else:
            _take(name, values, units.get(name), dates, told)
    return told


def _take(name: str, values: list[Any], unit: object, dates: list[date | None], told: WeatherDays) -> None:
    if unit not in (("%",) if name.startswith("relative") else ("°C", "°F")):
        _count(told.rejected, "a unit that is not known", sum(one is not None for one in values))
        return
    kept = told.days.setdefault(_VARIABLES[name], {})
    for day, value in zip(dates, values, strict=True):
        if value is None or day is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not -1e6 < value < 1e6:
            _count(told.rejected, "not a number")
            continue
        plain = (value - 32) / 1.8 if unit == "°F" else float(value)
        if (0 <= plain <= 100) if unit == "%" else (-100 <= plain <= 100):
            kept[day] = plain
        else:
            _count(told.rejected, "weather that does not exist")


def _asked(place: Place) -> str:
    # The plus of an offset or the slash of a zone's name would need quoting; "auto" is the zone of the place.
    return (
        f"latitude={place.latitude:.1f}&longitude={place.longitude:.1f}&daily={','.join(_VARIABLES)}"
        "&temperature_unit=celsius&timezone=auto"
    )


def _loaded(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise _unusable("It is damaged, or cut short.") from problem


def _date(text: object) -> date | None:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return day if day is not None and day.year in _YEARS else None


def _count(counts: dict[str, int], name: str, by: int = 1) -> None:
    if by:
        counts[name] = counts.get(name, 0) + by


def _unusable(why: str) -> InputError:
    return InputError(
        "This weather file cannot be used.",
        why=why,
        todo="Ask for the weather of one place again.",
        field="file",
    )
