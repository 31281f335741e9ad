# SPDX-License-Identifier: Apache-2.0
"""Numbers as people send them: with a comma, with a unit, in a unit that we must turn into ours."""

from __future__ import annotations

import math
import re

__all__ = ["NotANumber", "number_in"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,.' ](?=\d{3}(?!\d))")

_LIMITS: dict[str, tuple[float, float]] = {
    "a": (0, 125), "Cel": (25, 45), "mm[Hg]": (20, 320), "/min": (0, 400), "%": (0, 100), "{score}": (0, 10),
    "h": (0, 100_000), "d": (0, 50_000), "wk": (0, 6_500), "mo": (0, 1_500), "min": (0, 1_000_000), "/wk": (0, 10_000),
    "/d": (0, 2_000), "kg": (0.3, 700), "cm": (0, 300),
}  # fmt: skip
_OF_KEY: dict[str, tuple[float, float]] = {
    "pregnancy_weeks": (0, 45), "pain_0_10": (0, 10), "nights_woken_per_week": (0, 7),
}  # fmt: skip
_ANY = (0.0, 1e6)

_MINUTES = {"s": 1 / 60, "sec": 1 / 60, "second": 1 / 60, "min": 1, "minute": 1, "h": 60, "hr": 60, "hour": 60,
            "d": 1440, "day": 1440, "w": 10080, "wk": 10080, "week": 10080, "mo": 43_830, "month": 43_830,
            "y": 525_960, "yr": 525_960, "year": 525_960, "a": 525_960, "sekunde": 1 / 60, "minuten": 1, "std": 60,
            "stunde": 60, "tag": 1440, "tage": 1440, "woche": 10080, "wochen": 10080, "monat": 43_830,
            "monate": 43_830, "jahr": 525_960, "jahre": 525_960, "stunden": 60, "sekunden": 1 / 60}  # fmt: skip
_OURS = {"min": 1, "h": 60, "d": 1440, "wk": 10080, "mo": 43_830, "a": 525_960}
_FAHRENHEIT = (77.0, 113.0)


class NotANumber(ValueError):
    """What was said is no number that this key can have; the message says why."""


def number_in(said: object, key: str, unit: str) -> float:
    """The number in the key's unit. Raises NotANumber, with the reason.

    >>> number_in("38,5 °C", "temperature_c", "Cel"), number_in("2 h", "spasm_minutes", "min")
    (38.5, 120.0)
    """
    if isinstance(said, bool):
        raise NotANumber("is yes or no, and a number is asked")
    if isinstance(said, int | float):
        value, word = _as_float(said), ""
    elif isinstance(said, str):
        value, word = _from_text(said, unit)
    else:
        raise NotANumber("is no number")
    if not math.isfinite(value):
        raise NotANumber("is no number that can be")
    value = _in_unit(value, word, unit)
    low, high = _OF_KEY.get(key) or _LIMITS.get(unit, _ANY)
    if not low <= value <= high:
        raise NotANumber(f"{value:g} is not between {low:g} and {high:g}")
    return value


def _as_float(said: float) -> float:
    try:
        return float(said)
    except OverflowError:
        return math.inf


def _from_text(said: str, unit: str) -> tuple[float, str]:
    text = _THOUSANDS.sub("", said.strip())
    found = _NUMBER.findall(text)
    if not found:
        raise NotANumber("holds no number")
    if text.lstrip(" <>=~").startswith(("-", "−")):
        raise NotANumber("is below zero")
    pressure = unit == "mm[Hg]" and "/" in text
    if len(found) > 1 and not pressure:
        raise NotANumber("holds more than one number")
    rest = text[text.index(found[0]) + len(found[0]) :].strip(" °.").lower()
    word = re.match(r"[a-z]*", rest)
    return float(found[0].replace(",", ".")), word[0] if word else ""


def _in_unit(value: float, word: str, unit: str) -> float:
    if unit == "Cel":
        fahrenheit = word.startswith("f") or (
            not word.startswith("c") and _FAHRENHEIT[0] <= value <= _FAHRENHEIT[1]
        )
        return round((value - 32) / 1.8, 2) if fahrenheit else value
    minutes = _MINUTES.get(word) or _MINUTES.get(word.rstrip("s"))
    if unit in _OURS and minutes:
        return value * minutes / _OURS[unit]
    return value
