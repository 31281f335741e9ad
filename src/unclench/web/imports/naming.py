# SPDX-License-Identifier: Apache-2.0
"""What files and what they hold are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from unclench.diary.exposures import Exposure
from unclench.intake import weather
from unclench.intake.gathering import SLEEP
from unclench.web import words
from unclench.web.days import suggesting

__all__ = ["KINDS", "day_words", "importer_title", "measure_name", "measure_unit", "moment_words",
           "weather_credit"]  # fmt: skip

KINDS: Mapping[str, str] = {
    "apple_health": "Apple Health",
    "health_connect": "Health Connect",
    "fit": "Garmin, FIT",
    "google_fit": "Google Fit",
    "fitbit": "Fitbit",
    "withings": "Withings",
    "daylio": "Daylio",
    "bearable": "Bearable",
    "csv_table": "",
    "weather_file": "Open-Meteo",
    "weather": "Open-Meteo",
}
"""By importer, the name of what made the file."""


def importer_title(importer: str) -> str:
    """What made a file."""
    if importer == "csv_table":
        return _("A table of your own")
    if importer == "weather":
        return _("Weather of the place you chose")
    return KINDS.get(importer, "") or importer


def weather_credit() -> Mapping[str, str]:
    """Whose weather it is and under which licence, for the part `weather_credit`."""
    return {
        "attribution": weather.ATTRIBUTION,
        "href": weather.ATTRIBUTION_ADDRESS,
        "licence": weather.LICENCE,
        "licence_href": weather.LICENCE_ADDRESS,
    }


def measure_name(measure: str, known: Mapping[str, Exposure]) -> str:
    """What a measure is called, in the language of the page."""
    if measure == SLEEP:
        return _("Sleep")
    return known[measure].name if measure in known else measure


def measure_unit(measure: str, known: Mapping[str, Exposure]) -> str:
    """The unit of a measure's day, as it stands behind a number."""
    key = "asleep_min" if measure == SLEEP else measure
    return known[key].unit if key in known else ""


def day_words(day: date) -> str:
    """A day as a heading says it."""
    return words.day_heading(day, suggesting.now().date())


def moment_words(moment: datetime) -> str:
    """A day and its hour on the wall of the server."""
    when = moment.astimezone()
    return f"{words.day_heading(when.date(), datetime.now().astimezone().date())}, {words.clock(when)}"
