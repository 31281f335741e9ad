# SPDX-License-Identifier: Apache-2.0
"""Small Apple Health exports written for one fact, and the samples with their truth."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

from unclench.intake.gathering import Reading
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file

SAMPLES = Path(__file__).parents[2] / "samples" / "intake" / "apple_health"
WATCH = 'device="&lt;&lt;HKDevice: 0x3&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch&gt;"'


def record(
    kind: str,
    value: str,
    unit: str = "",
    start: str = "2026-03-01 10:00:00 +0100",
    end: str = "",
    **more: str,
) -> str:
    """One entry; `kind` without the prefix of quantities."""
    name = kind if kind.startswith("HK") else f"HKQuantityTypeIdentifier{kind}"
    source, device, inside = (
        more.get("source", "Kim’s iPhone"),
        more.get("device", ""),
        more.get("inside", ""),
    )
    told = f'type="{name}" sourceName="{source}" sourceVersion="1" {device} ' + (
        f'unit="{unit}" ' if unit else ""
    )
    times = f'creationDate="{start}" startDate="{start}" endDate="{end or start}" value="{value}"'
    return f"<Record {told}{times}>{inside}</Record>" if inside else f"<Record {told}{times}/>"


def export(*entries: str, head: str = "") -> bytes:
    """A whole export."""
    return f'{head}<HealthData locale="en_DE">\n{chr(10).join(entries)}\n</HealthData>\n'.encode()


def read(content: bytes, folder: Path) -> Reading:
    """What an export tells."""
    path = folder / "export.xml"
    path.write_bytes(content)
    return read_file(path, zone=UTC)


def days(reading: Reading) -> dict[str, dict[str, float]]:
    """By measure and ISO date."""
    return {key: {iso(day): value for day, value in values.items()} for key, values in
            totals(reading.samples, reading.sources).items()}  # fmt: skip


def iso(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def content_of(name: str) -> bytes:
    """The export.xml of a sample."""
    with zipfile.ZipFile(SAMPLES / f"{name}.zip") as archive:
        return archive.read("apple_health_export/export.xml")


def truth_of(name: str) -> dict[str, Any]:
    return dict(json.loads((SAMPLES / f"{name}.truth.json").read_text("utf-8")))
