# SPDX-License-Identifier: Apache-2.0
"""Every value in the truth files, and the same days whatever the document type says."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest
from tests.unit.intake.apple_exports import SAMPLES, content_of, days, read, truth_of

from unclench.intake.apple_health_types import KINDS
from unclench.intake.as_json import dry_run
from unclench.intake.recognising import read_file

SMALL, BROKEN = "export_small", "export_ios16_broken_dtd"
MOVEMENT = {
    "steps": "steps", "dist": "distance_m", "basal": "basal_energy_kcal", "energy": "active_energy_kcal",
    "flights": "flights",
}  # fmt: skip
FLOW = {"light": 1.0, "medium": 2.0, "heavy": 3.0}


def near(values: dict[str, float]) -> object:
    return pytest.approx(values, rel=1e-4)


@pytest.mark.parametrize("name", [SMALL, BROKEN])
def test_every_day_is_what_it_was(name: str) -> None:
    told, truth = days(read_file(SAMPLES / f"{name}.zip", zone=UTC)), truth_of(name)
    for key, measure in MOVEMENT.items():
        assert told[measure] == near(truth["movement"][key]), measure
    for measure, values in truth["intake"].items():
        assert told.get(measure, {}) == near(values), measure
    for at, (count, mean, least, most) in truth["heart"].items():
        heart = {key: told[f"heart_rate_{key}"][at] for key in ("samples", "mean", "min", "max")}
        assert heart == near({"samples": count, "mean": mean, "min": least, "max": most})
    for key in ("asleep_min", "in_bed_min"):
        assert told[key] == near({at: night[key] for at, night in truth["sleep"].items()})
    assert told.get("mass_kg", {}) == near(truth["mass_kg"])
    assert told["wrist_temp_c"] == near(truth["wrist_degC"])
    assert told["menstrual_flow"] == {at: FLOW[flow] for at, flow in truth["flow"].items()}
    assert told.get("body_temp_c", {}) == near(truth["body_degC"])


@pytest.mark.parametrize("name", [SMALL, BROKEN])
def test_nothing_is_lost_and_what_is_not_used_is_counted(name: str) -> None:
    reading, truth = read_file(SAMPLES / f"{name}.zip", zone=UTC), truth_of(name)
    unused = Counter({kind: count for kind, count in truth["counts"].items() if kind.startswith("HK")})
    for kind in KINDS:
        unused.pop(kind, None)
    assert reading.unknown_types == dict(unused)
    assert reading.rejected == {}
    assert reading.notes == ()
    hearts = days(reading)["heart_rate_samples"]
    assert sum(hearts.values()) == truth["counts"]["HKQuantityTypeIdentifierHeartRate"]


def test_workouts_come_without_their_pauses() -> None:
    told = dry_run(read_file(SAMPLES / f"{SMALL}.zip", zone=UTC))
    truth = truth_of(SMALL)["workouts"]
    assert [one["kind"] for one in told["workouts"]] == [one["type"].lower() for one in truth]
    for mine, true in zip(told["workouts"], truth, strict=True):
        for key in ("duration_min", "energy_kcal", "distance_m"):
            assert mine[key] == pytest.approx(true[key], rel=1e-4)
        assert (
            mine["start"].replace("T", " ").replace("+0", " +0").replace(":00", "00")[:10]
            == true["start"][:10]
        )
        assert mine["start"][11:19] == true["start"][11:19]


def test_an_old_export_has_its_totals_on_the_workout_itself() -> None:
    told = dry_run(read_file(SAMPLES / "healthkit_to_sqlite_fixture.xml", zone=UTC))
    (run,) = told["workouts"]
    assert run["energy_kcal"] == pytest.approx(48.745)
    assert run["distance_m"] == pytest.approx(0.4971749504535062 * 1609.344)
    assert told["days"]["2018-09-10"]["heart_rate_mean"] == 72


def test_a_malformed_document_type_changes_nothing(tmp_path: Path) -> None:
    whole, broken = content_of(SMALL), content_of(BROKEN)
    head = broken[: broken.index(b"<HealthData")]
    assert b"VisionPrescription" in head
    transplanted = head + whole[whole.index(b"<HealthData") :]
    bare = whole[whole.index(b"<HealthData") :]
    as_written = days(read(whole, tmp_path))
    assert days(read(transplanted, tmp_path)) == as_written
    assert days(read(bare, tmp_path)) == as_written


def test_the_day_the_clocks_go_back_has_twenty_five_hours() -> None:
    told = days(read_file(SAMPLES / f"{SMALL}.zip", zone=UTC))
    assert told["asleep_min"]["2026-10-25"] == pytest.approx(499.6333, rel=1e-4)
    assert told["steps"]["2026-10-25"] == pytest.approx(16490.379322, rel=1e-4)


def test_the_dry_run_has_the_documented_keys() -> None:
    told = dry_run(read_file(SAMPLES / f"{SMALL}.zip", zone=UTC))
    assert {"days", "workouts", "sleep", "rejected", "unknown_types"} <= told.keys()
    assert told["days"]["2026-10-26"]["water_ml"] == 1280
    assert told["sleep"][1] == {
        "day": "2026-10-26", "asleep_min": 503.0, "in_bed_min": 555.366667, "source": "SleepPal",
    }  # fmt: skip
    assert told["exported_at"] == "2026-10-26T23:00:00+01:00"
