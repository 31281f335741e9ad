# SPDX-License-Identifier: Apache-2.0
"""A day that several sources tell of is counted once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from unclench.diary.measures import SleepStage
from unclench.intake.gathering import SLEEP, Gathering
from unclench.intake.merging import effect_of_order, totals
from unclench.intake.samples import EPOCH_DAY, Rank

DAY = date(2026, 3, 1)
NUMBER = (DAY - EPOCH_DAY).days


def at(hour: float, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)


@pytest.fixture
def into() -> Gathering:
    gathering = Gathering("test")
    for name, rank in (
        ("watch", Rank.WATCH),
        ("phone", Rank.PHONE),
        ("app", Rank.APP),
        ("other app", Rank.APP),
    ):
        gathering.source(name, rank)
    return gathering


WATCH, PHONE, APP, OTHER = range(4)


def merged(into: Gathering, measure: str, order: list[str] | None = None) -> dict[int, float]:
    reading = into.reading()
    return totals(reading.samples, reading.sources, order).get(measure, {})


def test_steps_on_wrist_and_in_the_pocket_are_counted_once(into: Gathering) -> None:
    into.span("steps", WATCH, at(10), at(11), 1000)
    into.span("steps", PHONE, at(10), at(12), 2200)
    assert merged(into, "steps") == {NUMBER: pytest.approx(1000 + 1100)}


def test_the_person_may_put_the_phone_first(into: Gathering) -> None:
    into.span("steps", WATCH, at(10), at(11), 1000)
    into.span("steps", PHONE, at(10), at(12), 2200)
    assert merged(into, "steps", ["phone"]) == {NUMBER: pytest.approx(2200)}


def test_an_order_may_be_for_one_measure_alone(into: Gathering) -> None:
    for measure in ("steps", "distance_m"):
        into.span(measure, WATCH, at(10), at(11), 10)
        into.span(measure, PHONE, at(10), at(11), 20)
    reading = into.reading()
    told = totals(reading.samples, reading.sources, order_of={"distance_m": ["phone"]})
    assert told == {"steps": {NUMBER: 10}, "distance_m": {NUMBER: 20}}


def test_of_two_apps_the_one_seen_first_counts(into: Gathering) -> None:
    into.span("steps", OTHER, at(10), at(11), 7)
    into.span("steps", APP, at(10), at(11), 5)
    assert merged(into, "steps") == {NUMBER: 5}


def test_a_source_that_overlaps_itself_is_believed_as_last_changed(into: Gathering) -> None:
    into.span("steps", WATCH, at(10), at(12), 200, changed_ms=5)
    into.span("steps", WATCH, at(11), at(12), 900, changed_ms=9)
    assert merged(into, "steps") == {NUMBER: pytest.approx(100 + 900)}


def test_an_instant_counts_whole_where_nothing_better_lies(into: Gathering) -> None:
    into.instant("flights", PHONE, at(10), 3)
    into.instant("flights", PHONE, at(10.5), 4)
    into.span("flights", WATCH, at(10.25), at(11), 1)
    into.instant("flights", WATCH, at(10.75), 2)
    assert merged(into, "flights") == {NUMBER: 3 + 1 + 2}


def test_an_exact_repeat_is_one_sample(into: Gathering) -> None:
    for _ in range(3):
        into.span("steps", APP, at(10), at(11), 50)
        into.instant("water_ml", APP, at(10), 250)
    reading = into.reading()
    assert totals(reading.samples, reading.sources) == {"steps": {NUMBER: 50}, "water_ml": {NUMBER: 250}}


def test_the_same_glass_told_by_two_apps_is_one_glass(into: Gathering) -> None:
    into.instant("water_ml", APP, at(10), 250)
    into.instant("water_ml", OTHER, at(10), 250)
    into.instant("water_ml", OTHER, at(10), 330)
    into.instant("water_ml", OTHER, at(15), 250)
    assert merged(into, "water_ml") == {NUMBER: 250 + 330 + 250}


def test_a_daily_total_gives_way_to_whoever_knows_the_hours(into: Gathering) -> None:
    into.day_total("steps", APP, DAY, 9000)
    into.day_total("steps", APP, DAY + timedelta(days=1), 4000)
    into.span("steps", WATCH, at(10), at(11), 1000)
    assert merged(into, "steps") == {NUMBER: 1000, NUMBER + 1: 4000}


def test_a_daily_total_counts_where_the_person_put_its_source_above(into: Gathering) -> None:
    into.day_total("steps", APP, DAY, 9000)
    into.span("steps", WATCH, at(10), at(11), 1000)
    assert merged(into, "steps", ["app", "watch"]) == {NUMBER: 9000}


def test_the_hours_a_source_told_stand_above_its_own_total(into: Gathering) -> None:
    into.day_total("steps", WATCH, DAY, 9000)
    into.span("steps", WATCH, at(10), at(11), 1000)
    assert merged(into, "steps") == {NUMBER: 1000}


def test_a_total_of_what_was_drunk_gives_way_to_the_glasses(into: Gathering) -> None:
    into.day_total("water_ml", APP, DAY, 2000)
    into.day_total("water_ml", APP, DAY + timedelta(days=1), 1500)
    into.instant("water_ml", OTHER, at(9), 250)
    assert merged(into, "water_ml", ["app"]) == {NUMBER: 250, NUMBER + 1: 1500}


def test_two_apps_with_a_daily_total_are_not_added(into: Gathering) -> None:
    into.day_total("spasms", APP, DAY, 2)
    into.day_total("spasms", OTHER, DAY, 3)
    assert merged(into, "spasms") == {NUMBER: 2}


def night(into: Gathering, source: int, stage: float, start: float, end: float) -> None:
    into.span(SLEEP, source, at(start), at(end), stage)


def test_a_night_belongs_to_the_morning_and_time_in_bed_is_never_added(into: Gathering) -> None:
    night(into, PHONE, SleepStage.IN_BED, 22, 31)
    night(into, WATCH, SleepStage.LIGHT, 22.5, 26)
    night(into, WATCH, SleepStage.AWAKE, 26, 27)
    night(into, WATCH, SleepStage.REM, 27, 30)
    night(into, WATCH, SleepStage.DEEP, 29, 30)
    reading = into.reading()
    told = totals(reading.samples, reading.sources)
    assert told == {"asleep_min": {NUMBER + 1: 390}, "in_bed_min": {NUMBER + 1: 540}}


def test_a_night_told_twice_is_slept_once(into: Gathering) -> None:
    night(into, WATCH, SleepStage.LIGHT, 23, 30)
    night(into, APP, SleepStage.ASLEEP, 22, 31)
    assert merged(into, "asleep_min") == {NUMBER + 1: 420}


def test_a_nap_is_added_to_its_own_day(into: Gathering) -> None:
    night(into, WATCH, SleepStage.LIGHT, -1, 6)
    night(into, APP, SleepStage.ASLEEP, 14, 14.5)
    assert merged(into, "asleep_min") == {NUMBER: 450}


def test_the_morning_is_where_the_person_woke(into: Gathering) -> None:
    zone = timezone(timedelta(hours=10))
    start = datetime(2026, 3, 1, 22, tzinfo=zone)
    into.span(SLEEP, WATCH, start, start + timedelta(hours=8), SleepStage.ASLEEP)
    assert merged(into, "asleep_min") == {NUMBER + 1: 480}


def test_a_bare_number_of_minutes_gives_way_to_stages(into: Gathering) -> None:
    into.day_total("asleep_min", APP, DAY + timedelta(days=1), 400)
    into.day_total("asleep_min", APP, DAY + timedelta(days=2), 410)
    night(into, WATCH, SleepStage.LIGHT, 23, 30)
    assert merged(into, "asleep_min") == {NUMBER + 1: 420, NUMBER + 2: 410}


def test_a_value_is_that_of_the_best_source_that_has_one(into: Gathering) -> None:
    into.instant("mass_kg", WATCH, at(7), 70)
    into.instant("mass_kg", WATCH, at(19), 71)
    into.instant("mass_kg", APP, at(8), 80)
    into.instant("mass_kg", APP, at(8, DAY + timedelta(days=1)), 81)
    assert merged(into, "mass_kg") == {NUMBER: 70.5, NUMBER + 1: 81}


def test_the_heaviest_flow_of_a_day_counts(into: Gathering) -> None:
    into.instant("menstrual_flow", APP, at(7), 1)
    into.instant("menstrual_flow", APP, at(19), 3)
    assert merged(into, "menstrual_flow") == {NUMBER: 3}


def test_a_later_file_knows_more_of_a_day(into: Gathering) -> None:
    into.day_total("heart_rate_mean", WATCH, DAY, 80, changed_ms=1)
    into.day_total("heart_rate_mean", WATCH, DAY, 70, changed_ms=2)
    assert merged(into, "heart_rate_mean") == {NUMBER: 70}


def test_a_person_sees_what_each_order_does_to_a_day(into: Gathering) -> None:
    into.span("steps", WATCH, at(10), at(11), 1000)
    into.span("steps", PHONE, at(10), at(12), 2200)
    reading = into.reading()
    alone, effects = effect_of_order(
        "steps", reading.samples["steps"], reading.sources, NUMBER, [["watch", "phone"], ["phone", "watch"]]
    )
    assert alone == {"watch": 1000, "phone": pytest.approx(2200)}
    assert [one.value for one in effects] == [pytest.approx(2100), pytest.approx(2200)]
    assert [one.minutes for one in effects] == [{"watch": 60, "phone": 60}, {"phone": 120}]


def test_a_person_sees_whose_night_is_counted(into: Gathering) -> None:
    night(into, WATCH, SleepStage.LIGHT, 23, 30)
    night(into, APP, SleepStage.ASLEEP, 22, 31)
    reading = into.reading()
    _, effects = effect_of_order(SLEEP, reading.samples[SLEEP], reading.sources, NUMBER + 1, [[], ["app"]])
    assert [(one.value, one.minutes) for one in effects] == [(420, {"watch": 420}), (540, {"app": 540})]
