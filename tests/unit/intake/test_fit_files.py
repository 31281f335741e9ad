# SPDX-License-Identifier: Apache-2.0
"""FIT files become workouts, steps, weight and heart rate of the right civil day; what is damaged is read as far as
it goes."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unclench.errors import InputError
from unclench.intake.gathering import NeedsAnswer, Reading
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file
from unclench.intake.samples import EPOCH_DAY, Rank

SAMPLES = Path(__file__).parents[2] / "samples" / "intake" / "fit"
BERLIN = ZoneInfo("Europe/Berlin")
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
ENUM, UINT8, UINT16, UINT32, SINT16 = (0x00, "B"), (0x02, "B"), (0x84, "H"), (0x86, "I"), (0x83, "h")
FILE_ID, SESSION, RECORD, WEIGHT, ACTIVITY, MONITORING, MONITORING_INFO, STRESS, RESTING = (
    0, 18, 20, 30, 34, 55, 103, 227, 211,
)  # fmt: skip


def fit_time(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int((datetime(year, month, day, hour, minute, second, tzinfo=UTC) - FIT_EPOCH).total_seconds())


def message(number: int, *fields: tuple[int, tuple[int, str], int]) -> bytes:
    """A definition and one message of it; fields: number, type, value."""
    definition = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields))
    for key, (base, form), _ in fields:
        definition += struct.pack("BBB", key, struct.calcsize(form), base)
    return (
        definition
        + b"\0"
        + struct.pack("<" + "".join(form for _, (_, form), _ in fields), *(v for *_, v in fields))
    )


def check_sum(data: bytes) -> int:
    """CRC-16 with the polynomial 0x8005, bits reflected."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def fit_file(*messages: bytes, maker: int = 1, product: int = 2697, kind: int = 4) -> bytes:
    """Maker 1 is Garmin, product 2697 its fenix5; kind 4 an activity."""
    body = message(FILE_ID, (0, ENUM, kind), (1, UINT16, maker), (2, UINT16, product)) + b"".join(messages)
    whole = struct.pack("<BBHI4sH", 14, 0x10, 2140, len(body), b".FIT", 0) + body
    return whole + struct.pack("<H", check_sum(whole))


def session(
    start: int, elapsed_s: float, timer_s: float = 0, *, sport: int = 1, sub_sport: int = 0, **more: int
) -> bytes:
    fields = [
        (253, UINT32, more.get("written", start)),
        (2, UINT32, start),
        (7, UINT32, int(elapsed_s * 1000)),
    ]
    fields += [(8, UINT32, int((timer_s or elapsed_s) * 1000)), (5, ENUM, sport), (6, ENUM, sub_sport)]
    fields += [(9, UINT32, more["cm"])] if "cm" in more else []
    fields += [(11, UINT16, more["kcal"])] if "kcal" in more else []
    return message(SESSION, *fields)


def clock(utc: int, hours: float) -> bytes:
    return message(ACTIVITY, (253, UINT32, utc), (5, UINT32, utc + int(hours * 3600)))


def read(tmp_path: Path, data: bytes, **answers: str) -> Reading:
    path = tmp_path / "file.fit"
    path.write_bytes(data)
    return read_file(path, zone=BERLIN, answers=answers)


def zipped(*files: bytes, ending: str = ".fit") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        for place, data in enumerate(files):
            members.writestr(f"{place}{ending}", data)
    return packed.getvalue()


def of(reading: Reading, measure: str) -> dict[date, float]:
    days = totals(reading.samples, reading.sources).get(measure, {})
    return {date.fromordinal(EPOCH_DAY.toordinal() + day): value for day, value in days.items()}


def test_a_weight_is_the_one_that_stands_in_the_bytes() -> None:
    data = (SAMPLES / "WeightScaleSingleUser.fit").read_bytes()
    at, hundredths = struct.unpack_from(">IH", data, 0x6D)
    reading = read_file(SAMPLES / "WeightScaleSingleUser.fit", zone=UTC)
    first = reading.samples["mass_kg"]
    assert first.start_ms[0] == (FIT_EPOCH.timestamp() + at) * 1000
    assert first.value.tolist() == pytest.approx([hundredths / 100, 76.09])


def test_steps_of_a_day_are_the_last_count_of_walking_and_of_running_not_their_sum_over_the_day() -> None:
    data = (SAMPLES / "MonitoringFile.fit").read_bytes()
    midnight = struct.pack(">I", fit_time(2014, 12, 28, 6))
    written = [
        struct.unpack_from(">I", data, at + 4)[0] for at in range(len(data)) if data.startswith(midnight, at)
    ]
    steps = of(read_file(SAMPLES / "MonitoringFile.fit", zone=BERLIN), "steps")
    assert steps == {date(2014, 12, 27): sum(written)}
    assert written == [3142, 31]


def test_a_run_keeps_its_minutes_energy_distance_and_beats_on_the_day_of_its_own_clock() -> None:
    reading = read_file(SAMPLES / "garmin-fenix-5-run.fit", zone=ZoneInfo("Pacific/Auckland"))
    day = date(2017, 6, 11)
    assert of(reading, "workout_min") == {day: pytest.approx(56.887 / 60)}
    assert of(reading, "active_energy_kcal") == {day: pytest.approx(5)}
    assert of(reading, "distance_m") == {day: pytest.approx(157.56)}
    assert of(reading, "heart_rate_samples") == {day: 21}
    (run,) = reading.workouts
    assert (run.kind, run.start.isoformat(), run.distance_m) == (
        "running",
        "2017-06-11T07:34:09-07:00",
        157.56,
    )
    assert reading.sources[0].name == run.source == "Garmin fenix5"
    assert reading.sources[0].rank is Rank.WATCH


@pytest.mark.parametrize(
    ("name", "kind", "minutes"),
    [
        ("2015-10-13-08-43-15.fit", "cycling", 1558.198 / 60),
        ("Activity.fit", "running", 13.749 / 60),
        ("activity-settings-corruptheader.fit", "running", 13.749 / 60),
        ("garmin-fenix-5-walk.fit", "walking", 45.379 / 60),
    ],
)
def test_a_workout_lasts_as_long_as_its_timer_ran(name: str, kind: str, minutes: float) -> None:
    (workout,) = read_file(SAMPLES / name, zone=BERLIN).workouts
    assert workout.kind == kind
    assert workout.duration_min == pytest.approx(minutes)


def test_a_planned_workout_is_no_workout() -> None:
    with pytest.raises(InputError, match="only kinds of entries that Unclench does not use"):
        read_file(SAMPLES / "WorkoutIndividualSteps.fit", zone=BERLIN)


def test_a_ride_has_its_distance_but_adds_nothing_to_the_way_on_foot() -> None:
    reading = read_file(SAMPLES / "2015-10-13-08-43-15.fit", zone=BERLIN)
    assert reading.workouts[0].distance_m == pytest.approx(11536.43)
    assert "distance_m" not in reading.samples


def test_a_broken_file_behind_a_whole_one_is_noted() -> None:
    assert (
        "damaged in part" in read_file(SAMPLES / "activity-settings-corruptheader.fit", zone=BERLIN).notes[0]
    )


def test_a_workout_over_midnight_belongs_to_both_days(tmp_path: Path) -> None:
    start = fit_time(2026, 3, 1, 21, 30)
    reading = read(tmp_path, fit_file(session(start, 3600, kcal=600), clock(start, 2)))
    assert of(reading, "workout_min") == {date(2026, 3, 1): 30, date(2026, 3, 2): 30}
    assert of(reading, "active_energy_kcal") == {date(2026, 3, 1): 300, date(2026, 3, 2): 300}


def test_a_workout_ends_after_its_length_whenever_the_file_was_written(tmp_path: Path) -> None:
    start = fit_time(2026, 3, 1, 10)
    (workout,) = read(tmp_path, fit_file(session(start, 1800, 1200, written=start + 90_000))).workouts
    assert (workout.end - workout.start).total_seconds() == 1800
    assert workout.duration_min == 20
    assert workout.start.utcoffset() == workout.start.astimezone(BERLIN).utcoffset()


def test_a_gym_workout_is_named_after_what_it_was(tmp_path: Path) -> None:
    start = fit_time(2026, 3, 1, 10)
    both = fit_file(
        session(start, 600, sport=10, sub_sport=20), session(start + 700, 600, sport=1, sub_sport=1)
    )
    assert [one.kind for one in read(tmp_path, both).workouts] == ["strength training", "running"]


def test_the_same_workout_from_two_services_counts_once(tmp_path: Path) -> None:
    start = fit_time(2026, 3, 1, 10)
    reading = read(tmp_path, zipped(fit_file(session(start, 600)), fit_file(session(start, 600), maker=15)))
    assert len(reading.workouts) == 1
    assert of(reading, "workout_min") == {date(2026, 3, 1): 10}
    assert reading.rejected == {"a workout that is there twice": 1}


def steps_of(at: int, steps: int, activity: int = 6) -> bytes:
    return message(MONITORING, (253, UINT32, at), (3, UINT32, steps), (5, ENUM, activity))


def test_steps_of_several_files_of_a_day_are_its_highest_count(tmp_path: Path) -> None:
    noon, evening = fit_time(2026, 3, 1, 11), fit_time(2026, 3, 1, 20)
    midnight = fit_time(2026, 3, 1, 23)
    files = [
        fit_file(steps_of(noon, 4000), kind=32),
        fit_file(steps_of(evening, 9000), steps_of(evening, 700, activity=1), kind=32),
        fit_file(
            steps_of(midnight, 9100), steps_of(midnight + 60, 20), steps_of(evening, 88, activity=2), kind=32
        ),
    ]
    assert of(read(tmp_path, zipped(*files)), "steps") == {date(2026, 3, 1): 9800, date(2026, 3, 2): 20}


def test_short_times_of_monitoring_run_on_from_the_last_full_one(tmp_path: Path) -> None:
    full = fit_time(2026, 3, 1, 21)
    info = message(MONITORING_INFO, (253, UINT32, full), (0, UINT32, full + 3600))
    later = [
        message(MONITORING, (26, UINT16, (full + gap) & 0xFFFF), (9, UINT16, steps), (5, ENUM, 6))
        for gap, steps in ((3600, 500), (40_000, 60), (80_000, 900))
    ]
    steps = of(read(tmp_path, fit_file(info, *later, kind=32)), "steps")
    assert steps == {date(2026, 3, 1): 500, date(2026, 3, 2): 900}


def test_seconds_since_the_device_was_switched_on_are_no_date(tmp_path: Path) -> None:
    good = message(WEIGHT, (253, UINT32, fit_time(2026, 3, 1)), (0, UINT16, 7000))
    reading = read(tmp_path, fit_file(good, message(WEIGHT, (253, UINT32, 0x0FFFFFFF), (0, UINT16, 7000))))
    assert len(reading.samples["mass_kg"]) == 1
    assert reading.rejected == {"a time since the device was switched on, not a date": 1}


def test_a_weight_still_being_measured_is_no_weight(tmp_path: Path) -> None:
    at = fit_time(2026, 3, 1)
    told = [message(WEIGHT, (253, UINT32, at), (0, UINT16, raw)) for raw in (0xFFFE, 0xFFFF, 8000)]
    reading = read(tmp_path, fit_file(*told))
    assert of(reading, "mass_kg") == {date(2026, 3, 1): 80}
    assert reading.rejected == {"a weight that was still being measured": 1}


def test_a_scale_of_two_people_asks_whose_weight_it_is(tmp_path: Path) -> None:
    at = fit_time(2026, 3, 1, 6)
    data = fit_file(
        *(
            message(WEIGHT, (253, UINT32, at), (0, UINT16, raw), (12, UINT16, who))
            for raw, who in ((8000, 0), (6000, 1))
        )
    )
    with pytest.raises(NeedsAnswer) as asked:
        read(tmp_path, data)
    assert set(asked.value.options) == {"0", "1"}
    assert of(read(tmp_path, data, fit_person="1"), "mass_kg") == {date(2026, 3, 1): 60}


def test_beats_rest_and_stress_are_kept_by_day_and_missing_ones_are_not_zero(tmp_path: Path) -> None:
    at = fit_time(2026, 3, 1, 9)
    beats = [
        message(RECORD, (253, UINT32, at + n), (3, UINT8, bpm)) for n, bpm in enumerate((60, 80, 255, 0))
    ]
    rest = message(RESTING, (253, UINT32, at), (0, UINT8, 58), (1, UINT8, 54))
    stress = [
        message(STRESS, (1, UINT32, at + n), (0, SINT16, level)) for n, level in enumerate((20, 40, -1, -2))
    ]
    reading = read(tmp_path, fit_file(*beats, rest, *stress))
    day = date(2026, 3, 1)
    values = {key: of(reading, key)[day] for key in ("heart_rate_mean", "heart_rate_samples", "stress")}
    assert values == {"heart_rate_mean": 70, "heart_rate_samples": 2, "stress": pytest.approx(3)}
    assert of(reading, "resting_heart_rate") == {day: 54}


def test_a_wrong_check_sum_is_noted_and_the_file_read(tmp_path: Path) -> None:
    data = fit_file(session(fit_time(2026, 3, 1), 600))
    assert read(tmp_path, data).notes == ()
    reading = read(tmp_path, data[:-1] + bytes([data[-1] ^ 1]))
    assert len(reading.workouts) == 1
    assert "wrong check sum" in reading.notes[0]


def test_what_was_read_before_a_cut_is_kept_and_the_cut_noted(tmp_path: Path) -> None:
    first, second = session(fit_time(2026, 3, 1), 600), session(fit_time(2026, 3, 2), 600)
    reading = read(tmp_path, fit_file(first, second)[:-10])
    assert len(reading.workouts) == 1
    assert "cut short" in reading.notes[0]


def test_a_device_that_lost_its_power_left_a_readable_file(tmp_path: Path) -> None:
    whole = fit_file(session(fit_time(2026, 3, 1), 600))
    assert len(read(tmp_path, whole[:4] + bytes(4) + whole[8:-2]).workouts) == 1


def test_a_file_with_nothing_before_its_damage_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cut short, with nothing for a diary"):
        read(tmp_path, (SAMPLES / "Activity.fit").read_bytes()[:200])


def test_one_bad_file_of_many_does_not_stop_the_others(tmp_path: Path) -> None:
    good = fit_file(session(fit_time(2026, 3, 1), 600))
    reading = read(tmp_path, zipped(good, b"nothing at all", good[:30]))
    assert len(reading.workouts) == 1
    assert {note.split(":")[0] for note in reading.notes} == {"1 of 3 FIT files"}


def test_files_chained_or_packed_one_by_one_are_read_too(tmp_path: Path) -> None:
    one, two = fit_file(session(fit_time(2026, 3, 1), 600)), fit_file(session(fit_time(2026, 3, 2), 600))
    assert len(read(tmp_path, one + two).workouts) == 2
    assert len(read(tmp_path, zipped(gzip.compress(one), gzip.compress(two), ending=".fit.gz")).workouts) == 2
