# SPDX-License-Identifier: Apache-2.0
"""Made-up Apple Health exports of any size: the same bytes for the same seed.

As in real ones, entries stand by type, several sources tell of the same hours, attributes come in more than one
order, some entries have entries inside, and most of the bytes are device texts and dates.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

__all__ = ["write_export", "write_zip"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
]>
<HealthData locale="en_DE">
 <ExportDate value="2026-10-31 23:00:00 +0100"/>
"""
_QUANTITY, _CATEGORY = "HKQuantityTypeIdentifier", "HKCategoryTypeIdentifier"
_WATCH = (
    "Kim’s Apple Watch",
    "&lt;&lt;HKDevice: 0x{:x}&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, "
    "hardware:Watch6,6, software:10.1&gt;",
    "10.1",
)
_PHONE = (
    "Kim’s iPhone",
    "&lt;&lt;HKDevice: 0x{:x}&gt;, name:iPhone, manufacturer:Apple Inc., model:iPhone, "
    "hardware:iPhone15,2, software:17.1&gt;",
    "17.1",
)
_APP = ("Walk &amp; Drink", "", "3.2")
_MOTION = '<MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="{}"/>'
# type, unit, entries a day, sources with their share, longest span in s, least and most value, decimals, inside
_A_DAY = (
    ("HeartRate", "count/min", 320, ((_WATCH, 1.0),), 0, 46, 171, 0, _MOTION),
    ("StepCount", "count", 150, ((_WATCH, 0.6), (_PHONE, 0.35), (_APP, 0.05)), 500, 5, 320, 0, ""),
    ("DistanceWalkingRunning", "km", 150, ((_WATCH, 0.6), (_PHONE, 0.4)), 500, 0.003, 0.3, 6, ""),
    ("BasalEnergyBurned", "kcal", 150, ((_WATCH, 1.0),), 700, 3, 18, 3, ""),
    ("ActiveEnergyBurned", "kcal", 300, ((_WATCH, 0.95), (_PHONE, 0.05)), 300, 0.05, 9, 3, ""),
    ("PhysicalEffort", "kcal/hr·kg", 120, ((_WATCH, 1.0),), 60, 1, 7, 1, ""),
    ("OxygenSaturation", "%", 15, ((_WATCH, 1.0),), 0, 0.9, 1, 2, ""),
    ("EnvironmentalAudioExposure", "dBASPL", 45, ((_WATCH, 1.0),), 1800, 30, 90, 3, ""),
    ("AppleStandTime", "min", 30, ((_WATCH, 1.0),), 300, 1, 5, 0, ""),
    ("FlightsClimbed", "count", 12, ((_WATCH, 0.7), (_PHONE, 0.3)), 150, 1, 4, 0, ""),
    ("HeartRateVariabilitySDNN", "ms", 5, ((_WATCH, 1.0),), 60, 15, 90, 4, ""),
    ("DietaryWater", "mL", 8, ((_APP, 1.0),), 0, 150, 500, 0, ""),
    ("DietaryCaffeine", "mg", 2, ((_APP, 1.0),), 0, 40, 120, 0, ""),
    ("BodyMass", "kg", 1, ((_APP, 1.0),), 0, 68, 72, 1, '<MetadataEntry key="HKWasUserEntered" value="1"/>'),
)  # fmt: skip
_BYTES_A_DAY = 580_000
_LAST = datetime(2026, 10, 31)  # noqa: DTZ001  wall clock


def write_export(path: Path, megabytes: float, seed: int = 11) -> None:
    """An export.xml of about so many megabytes (of a million bytes)."""
    days = max(1, round(megabytes * 1e6 / _BYTES_A_DAY))
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for kind in _A_DAY:
            for day in range(days):
                file.write("".join(_entries(kind, _LAST - timedelta(days=days - day), dice)))
        for day in range(days):
            file.write("".join(_night(_LAST - timedelta(days=days - day), dice)))
        file.write("</HealthData>\n")


def write_zip(path: Path, export: Path) -> None:
    """That export as a phone hands it over."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(export, "apple_health_export/export.xml")


def _entries(kind: tuple[object, ...], day: datetime, dice: random.Random) -> Iterator[str]:
    name, unit, many, sources, longest, least, most, decimals, inside = kind
    who, shares = [one[0] for one in sources], [one[1] for one in sources]  # type: ignore[attr-defined]
    for second in sorted(dice.randrange(86_300) for _ in range(many)):  # type: ignore[call-overload]
        start = day + timedelta(seconds=second)
        end = start + timedelta(seconds=dice.randrange(longest) if longest else 0)  # type: ignore[call-overload]
        value = f"{dice.uniform(least, most):.{decimals}f}"  # type: ignore[arg-type]
        source = dice.choices(who, shares)[0]
        yield _entry(f"{_QUANTITY}{name}", f"{unit}", start, end, value, source, f"{inside}", dice)


def _entry(
    kind: str,
    unit: str,
    start: datetime,
    end: datetime,
    value: str,
    source: tuple[str, str, str],
    inside: str,
    dice: random.Random,
) -> str:
    name, device, version = source
    device = f' device="{device.format(dice.randrange(1 << 34))}"' if device else ""
    measured = f' unit="{unit}"' if unit else ""
    made = _printed(end + timedelta(seconds=dice.randrange(900)))
    times = f'creationDate="{made}" startDate="{_printed(start)}" endDate="{_printed(end)}"'
    told = f' sourceName="{name}" sourceVersion="{version}"{device}{measured}'
    if dice.random() < 0.08:
        written = f'<Record type="{kind}"{told} value="{value}" {times}'
    else:
        written = f'<Record type="{kind}"{told} {times} value="{value}"'
    if inside:
        return f" {written}>\n  {inside.format(dice.randrange(3))}\n </Record>\n"
    return f" {written}/>\n"


def _night(day: datetime, dice: random.Random) -> Iterator[str]:
    kind, at = f"{_CATEGORY}SleepAnalysis", day + timedelta(hours=-2, minutes=dice.randrange(90))
    zone = '<MetadataEntry key="HKTimeZone" value="Europe/Berlin"/>'
    yield _entry(
        kind, "", at, at + timedelta(hours=8), "HKCategoryValueSleepAnalysisInBed", _PHONE, zone, dice
    )
    for _ in range(14):
        until = at + timedelta(minutes=dice.randint(5, 50))
        stage = dice.choice(("AsleepCore", "AsleepDeep", "AsleepREM", "Awake"))
        yield _entry(kind, "", at, until, f"HKCategoryValueSleepAnalysis{stage}", _WATCH, zone, dice)
        at = until


def _printed(at: datetime) -> str:
    summer = 4 <= at.month <= 10
    return f"{at.replace(tzinfo=timezone(timedelta(hours=2 if summer else 1))):%Y-%m-%d %H:%M:%S %z}"
