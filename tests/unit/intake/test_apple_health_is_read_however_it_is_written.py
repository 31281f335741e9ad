# SPDX-License-Identifier: Apache-2.0
"""Exports as phones, watches and years of versions write them."""

from __future__ import annotations

import random
import time
import zipfile
from datetime import UTC
from pathlib import Path

import pytest
from tests.unit.intake.apple_exports import WATCH, content_of, days, export, read, record

from unclench.errors import InputError
from unclench.intake import apple_health
from unclench.intake.recognising import read_file
from unclench.intake.samples import Rank

DAY = "2026-03-01"
BY_HAND = '<MetadataEntry key="HKWasUserEntered" value="1"/>'


@pytest.mark.parametrize(
    ("kind", "value", "unit", "measure", "expected"),
    [
        ("DietaryWater", "250", "mL", "water_ml", 250),
        ("DietaryWater", "0.5", "L", "water_ml", 500),
        ("DietaryWater", "8", "fl_oz_us", "water_ml", 236.5882365),
        ("DietaryWater", "10", "fl_oz_imp", "water_ml", 284.130625),
        ("DietaryWater", "2", "cup_us", "water_ml", 473.176473),
        ("DietaryCaffeine", "0.08", "g", "caffeine_mg", 80),
        ("DietaryMagnesium", "375", "mg", "magnesium_mg", 375),
        ("NumberOfAlcoholicBeverages", "2", "count", "alcohol_drinks", 2),
        ("ActiveEnergyBurned", "418.4", "kJ", "active_energy_kcal", 100),
        ("ActiveEnergyBurned", "100", "Cal", "active_energy_kcal", 100),
        ("DistanceWalkingRunning", "1", "mi", "distance_m", 1609.344),
        ("BodyMass", "150", "lb", "mass_kg", 68.0388555),
        ("BodyMass", "11", "st", "mass_kg", 69.85322498),
        ("BodyTemperature", "98.6", "degF", "body_temp_c", 37),
        ("AppleSleepingWristTemperature", "-0.5", "degC", "wrist_temp_c", -0.5),
        ("RestingHeartRate", "1", "count/s", "resting_heart_rate", 60),
        ("HeartRateVariabilitySDNN", "48.74499999999999", "ms", "hrv_sdnn_ms", 48.745),
        ("AppleExerciseTime", "12", "min", "exercise_min", 12),
        ("StepCount", "1e2", "count", "steps", 100),
    ],
)
def test_a_unit_is_read_from_each_entry(
    kind: str, value: str, unit: str, measure: str, expected: float, tmp_path: Path
) -> None:
    assert days(read(export(record(kind, value, unit)), tmp_path)) == {
        measure: {DAY: pytest.approx(expected)}
    }


@pytest.mark.parametrize("spelling", ["MenstrualFlow", "VaginalBleeding"])
def test_flow_is_known_by_its_old_and_its_new_name(spelling: str, tmp_path: Path) -> None:
    entry = record("HKCategoryTypeIdentifierMenstrualFlow", f"HKCategoryValue{spelling}Heavy")
    assert days(read(export(entry), tmp_path))["menstrual_flow"] == {DAY: 3.0}


STEPS = 'type="HKQuantityTypeIdentifierStepCount"'
TIMES = f'startDate="{DAY} 10:00:00 +0100" endDate="{DAY} 10:05:00 +0100"'


@pytest.mark.parametrize(
    "entry",
    [
        f'<Record {STEPS} sourceName="A" unit="count" {TIMES} value="40"/>',
        f'<Record value="40" {TIMES} unit="count" sourceName="A" {STEPS}/>',
        f'<Record  {STEPS}\n\tsourceName = "A"  unit="count" {TIMES}   value= "40" />',
        f"<Record {STEPS} sourceName='A' unit='count' {TIMES} value='40'/>",
        f'<Record {STEPS} sourceName=\'Say "A"\' unit="count" {TIMES} value="40"></Record>',
        f'<Record {STEPS} sourceName="Kim&#39;s &amp; &quot;Co&quot;&#10;" unit="count" {TIMES} value="40"/>',
        f'<Record {STEPS} sourceName="A > B\x0b" unit="count" {TIMES} value="40"><MetadataEntry key="x"/></Record>',
        f'<Record {STEPS} sourceName="A" device="" unit="count" {TIMES} unknown="&made_up;" value="40"/>',
    ],
)
def test_the_way_an_entry_is_written_does_not_matter(entry: str, tmp_path: Path) -> None:
    neighbour = record("StepCount", "2", "count", start=f"{DAY} 11:00:00 +0100", source="A")
    for entries in ((entry,), (neighbour, entry, neighbour)):
        reading = read(export(*entries), tmp_path)
        assert days(reading)["steps"][DAY] == 40 + (2 if len(entries) > 1 else 0)
        assert reading.rejected == {}


def test_names_come_as_people_read_them(tmp_path: Path) -> None:
    entry = record("StepCount", "3", "count", source="Kim&#39;s &amp; &quot;Co&quot; ünï\x0b")
    assert [one.name for one in read(export(entry), tmp_path).sources] == ['Kim\'s & "Co" ünï']


def test_an_entity_bomb_stays_asleep(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE HealthData [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    begun = time.monotonic()
    reading = read(export(record("StepCount", "3", "count", source="&m;"), head=bomb + "]>"), tmp_path)
    assert [one.name for one in reading.sources] == ["&m;"]
    assert time.monotonic() - begun < 5


def test_what_lies_in_a_correlation_is_told_once(tmp_path: Path) -> None:
    meal = record("DietarySodium", "800", "mg", start=f"{DAY} 12:00:00 +0100")
    other = record("DietarySodium", "900", "mg", start=f"{DAY} 13:00:00 +0100")
    whole = f'<Correlation type="HKCorrelationTypeIdentifierFood" {TIMES}>{other}</Correlation>'
    assert days(read(export(meal, whole, other), tmp_path))["sodium_mg"] == {DAY: 1700}
    assert days(read(export(meal, whole), tmp_path))["sodium_mg"] == {DAY: 800}


def test_what_was_typed_in_stands_first_and_for_itself(tmp_path: Path) -> None:
    measured = record("StepCount", "100", "count", end=f"{DAY} 11:00:00 +0100", device=WATCH, source="W")
    typed = record("StepCount", "900", "count", end=f"{DAY} 11:00:00 +0100", source="W", inside=BY_HAND)
    reading = read(export(measured, typed), tmp_path)
    assert {one.name: one.rank for one in reading.sources} == {"W": Rank.WATCH, "W (typed in)": Rank.MANUAL}
    assert days(reading)["steps"] == {DAY: 900}


@pytest.mark.parametrize(
    ("name", "device", "rank"),
    [
        ("Kim’s Apple Watch", "", Rank.WATCH),
        ("Kim’s iPhone", "", Rank.PHONE),
        ("Anything", WATCH, Rank.WATCH),
        ("Walks", 'device="&lt;&lt;HKDevice&gt;, name:iPhone, model:iPhone&gt;"', Rank.PHONE),
        ("Kim’s iPhone", WATCH, Rank.WATCH),
        ("WaterLog", "", Rank.APP),
    ],
)
def test_where_a_source_stands_is_told_by_its_device_then_by_its_name(
    name: str, device: str, rank: Rank, tmp_path: Path
) -> None:
    entry = record("StepCount", "1", "count", source=name, device=device)
    assert [one.rank for one in read(export(entry), tmp_path).sources] == [rank]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (record("StepCount", "many", "count"), "not a number"),
        (record("StepCount", "", "count"), "not a number"),
        (record("StepCount", "1e999", "count"), "not a number"),
        (record("StepCount", "5", "steps"), "a unit that is not known"),
        (record("StepCount", "5"), "no unit"),
        (record("StepCount", "-5", "count"), "a number below zero"),
        (record("StepCount", "5", "count", start="2026-02-29 10:00:00 +0100"), "a date that cannot be read"),
        (record("StepCount", "5", "count", start="0001-01-01 10:00:00 +0100"), "a date that cannot be read"),
        (record("StepCount", "5", "count", end=f"{DAY} 09:00:00 +0100"), "ends before it begins"),
        (record("StepCount", "5", "count", end="2126-03-01 09:00:00 +0100"), "lasts longer than a month"),
        (record("HKCategoryTypeIdentifierSleepAnalysis", "Dozing"), "a value that is not known"),
        ('<Record type="HKQuantityTypeIdentifierStepCount" value="3"/>', "an entry that is damaged"),
        ('<Record type="HKQuantityTypeIdentifierStepCount" value="3', "an entry that is damaged"),
    ],
)
def test_a_bad_entry_is_counted_and_left_out(entry: str, reason: str, tmp_path: Path) -> None:
    good = record("StepCount", "7", "count", start="2026-03-05 10:00:00 +0100")
    reading = read(export(good, entry, good), tmp_path)
    assert reading.rejected == {reason: 1}
    assert days(reading) == {"steps": {"2026-03-05": 7}}


def test_a_walk_over_midnight_is_shared_between_the_days(tmp_path: Path) -> None:
    walk = record(
        "StepCount", "90", "count", start="2026-03-01 23:30:00 +0100", end="2026-03-02 00:15:00 +0100"
    )
    assert days(read(export(walk), tmp_path))["steps"] == {
        DAY: pytest.approx(60),
        "2026-03-02": pytest.approx(30),
    }


def test_a_workout_in_the_words_of_its_statistics(tmp_path: Path) -> None:
    workout = (
        f'<Workout workoutActivityType="HKWorkoutActivityTypeTraditionalStrengthTraining" duration="3" '
        f'durationUnit="min" sourceName="W" {TIMES}>'
        f'<WorkoutStatistics type="HKQuantityTypeIdentifierActiveEnergyBurned" '
        f'startDate="x" startDate="x" sum="41.84" unit="kJ"/></Workout>'
    )
    (one,) = read(export(workout), tmp_path).workouts
    assert (one.kind, one.duration_min, one.distance_m) == ("traditional strength training", 3, None)
    assert one.energy_kcal == pytest.approx(10)


def test_the_size_of_what_is_read_at_once_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = content_of("export_small")
    whole = read(content, tmp_path)
    monkeypatch.setattr(apple_health, "BLOCK_BYTES", 30_011)
    pieces = read(content, tmp_path)
    assert days(pieces) == {key: pytest.approx(values) for key, values in days(whole).items()}
    assert pieces.workouts == whole.workouts
    assert (pieces.rejected, pieces.unknown_types) == (whole.rejected, whole.unknown_types)
    assert {one.name: one.rank for one in pieces.sources} == {one.name: one.rank for one in whole.sources}


def test_a_file_cut_anywhere_gives_what_came_before(tmp_path: Path) -> None:
    content = content_of("export_small")
    first, dice = content.index(b"<Record "), random.Random(5)
    whole = days(read(content, tmp_path))["steps"]
    for _ in range(12):
        reading = read(content[: dice.randrange(first + 2000, len(content) - 20)], tmp_path)
        assert reading.notes == ("The file ends in the middle. What came before its end was read.",)
        assert sum(reading.rejected.values()) <= 1
        for day, steps in days(reading).get("steps", {}).items():
            assert steps >= 0
            assert day in whole


def test_a_member_is_known_by_what_it_holds_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "ausgabe.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("apple_health_export/Exportieren.XML", export(record("StepCount", "5", "count")))
        archive.writestr("apple_health_export/export_cda.xml", b"<ClinicalDocument/>" + b" " * 5000)
    assert days(read_file(path, zone=UTC)) == {"steps": {DAY: 5}}


def test_an_export_without_anything_to_use_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="only kinds of entries that Unclench does not use"):
        read(export(record("OxygenSaturation", "0.98", "%")), tmp_path)
    with pytest.raises(InputError, match="It holds no entries"):
        read(export(), tmp_path)
