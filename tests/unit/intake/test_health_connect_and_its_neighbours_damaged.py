# SPDX-License-Identifier: Apache-2.0
"""Whatever happens to an export on its way, it is read as far as it can be, or refused in words."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unclench.errors import InputError
from unclench.intake import fitbit, google_fit, health_connect, withings
from unclench.intake.archive import opened
from unclench.intake.gathering import Gathering, Reading
from unclench.intake.merging import totals

SAMPLES = Path(__file__).parents[2] / "samples" / "intake"
IMPORTERS: dict[str, Any] = {
    "health_connect": health_connect, "google_fit": google_fit, "google_fit_points": google_fit, "fitbit": fitbit,
    "fitbit_nights": fitbit, "withings": withings,
}  # fmt: skip
FILES = {
    "health_connect": SAMPLES / "health_connect" / "export.zip",
    "google_fit": SAMPLES / "google_fit" / "daily_activity_metrics.csv",
    "google_fit_points": SAMPLES / "google_fit" / "points.zip",
    "fitbit": SAMPLES / "fitbit" / "google_health.zip",
    "fitbit_nights": SAMPLES / "fitbit" / "google_health_nights.zip",
    "withings": SAMPLES / "withings" / "export.zip",
}
ODD = [
    b"\0", b"\xff\xfe", b"NaN", b"1e999", b"-1", b"9" * 400, b'"', b",", b"\n", b"\r", b"[" * 5000, b"{" * 2000,
    b"0001-01-01", b"9999-12-31", b"12/31/99", b"5e-324", b"null", b"true", b"\xf0\x9f\x92\x9a", b"1e300",
    b"-9223372036854775808",
]  # fmt: skip


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The same with some bytes turned, cut out, doubled or replaced by odd ones."""
    held = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 5, 30])):
        if not held:
            break
        at = dice.randrange(len(held))
        what = dice.randrange(6)
        if what == 0:
            held[at] ^= 1 << dice.randrange(8)
        elif what == 1:
            del held[at : at + dice.choice([1, 7, 300, len(held)])]
        elif what == 2:
            held[at:at] = dice.choice(ODD)
        elif what == 3:
            odd = dice.choice(ODD)
            held[at : at + len(odd)] = odd
        elif what == 4:
            length = dice.choice([1, 4, 8, 40])
            held[at : at + length] = dice.randbytes(length)
        else:
            other = dice.randrange(len(held))
            held[at : at + 16] = held[other : other + 16]
    return bytes(held)


def damaged_file(path: Path, dice: random.Random) -> bytes:
    """A file damaged as a whole; of a zip a member, packed again so that its sum is right."""
    if path.suffix != ".zip":
        return damaged(path.read_bytes(), dice)
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(path) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy,
    ):
        hurt = dice.choice(source.namelist())
        for name in source.namelist():
            held = source.read(name)
            copy.writestr(name, damaged(held, dice) if name == hurt else held)
    return packed.getvalue()


def outcome(path: Path, importer: str) -> Reading | InputError:
    """What became of it. Anything but a reading or a refusal in words fails the test."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with opened(path) as archive:
                into = Gathering(importer, ZoneInfo("Europe/Berlin"), answers={"fitbit_clock": "local"})
                IMPORTERS[importer].recognises(archive)
                IMPORTERS[importer].read(archive, into)
                reading = into.reading()
        except InputError as refusal:
            return refusal
        totals(reading.samples, reading.sources)
    return reading


@pytest.mark.parametrize("importer", FILES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_export_is_read_or_refused_in_words(tmp_path: Path, importer: str, seed: int) -> None:
    file = tmp_path / FILES[importer].name
    file.write_bytes(damaged_file(FILES[importer], random.Random(seed)))
    found = outcome(file, importer)
    file.unlink()
    assert isinstance(found, Reading) or (found.what and found.todo)


@pytest.mark.parametrize("importer", FILES)
@pytest.mark.parametrize("held", [b"", b"\0" * 5000, b"[" * 100_000, b"SQLite format 3\0", b"PK\x03\x04"])
def test_a_file_of_nothing_is_refused_in_words(tmp_path: Path, importer: str, held: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(held)
    assert isinstance(outcome(file, importer), InputError)
