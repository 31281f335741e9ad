# SPDX-License-Identifier: Apache-2.0
"""Whatever happens to a FIT file, a diary's export or a weather answer on its way: it is read, or refused in words."""

from __future__ import annotations

import random
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unclench.errors import InputError
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file

SAMPLES = Path(__file__).parents[2] / "samples" / "intake"
FILES = [
    ("fit", "fit/garmin-fenix-5-run.fit"),
    ("fit", "fit/MonitoringFile.fit"),
    ("fit", "fit/WeightScaleSingleUser.fit"),
    ("daylio", "daylio/export.csv"),
    ("bearable", "bearable/export.csv"),
    ("weather_file", "weather/archive.json"),
]
ODD = [
    b'"',
    b"\0",
    b"9" * 400,
    b"1e999",
    b"-",
    b"\xff" * 4,
    b"[" * 9000,
    b"0001-01-01",
    b"9999-12-31",
    b"NaN",
    b";",
    b"\r",
]


def damaged(data: bytes, dice: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at = dice.randrange(len(held) + 1)
        what = dice.randrange(5)
        if what == 0:
            held[at : at + 1] = dice.randbytes(1)
        elif what == 1:
            del held[at : at + dice.choice((1, 3, 17, 200))]
        elif what == 2:
            held[at:at] = dice.choice(ODD)
        elif what == 3:
            held[at:at] = held[: dice.choice((5, 60, 400))]
        else:
            del held[max(at, len(held) // 2) :]
    return bytes(held)


@pytest.mark.parametrize(("importer", "name"), FILES, ids=[name for _, name in FILES])
@settings(max_examples=15, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_damage_ends_in_a_reading_or_in_words(tmp_path: Path, importer: str, name: str, seed: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(damaged((SAMPLES / name).read_bytes(), random.Random(seed)))
    reading, told = None, ""
    try:
        reading = read_file(path, zone=ZoneInfo("Europe/Berlin"), importer=importer)
    except InputError as refusal:
        told = refusal.sentence
    assert told or (reading and (reading.samples or reading.workouts))
    if reading:
        totals(reading.samples, reading.sources)
