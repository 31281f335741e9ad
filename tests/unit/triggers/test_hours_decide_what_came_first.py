# SPDX-License-Identifier: Apache-2.0
"""Where hours are known, only what came before the first spasm counts."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np
from tests.unit.triggers.diaries import FIRST, as_csv, diary

from unclench.triggers import Triggers, read_diary


def stamp(day: int, hour: float) -> str:
    return (datetime.combine(FIRST, time()) + timedelta(days=int(day), hours=float(hour))).isoformat()


def test_tea_that_always_follows_the_spasm_never_counts() -> None:
    dice = np.random.default_rng(1)
    counts = (dice.random(300) < 0.2).astype(float)
    some, after = dice.random(300) < 0.2, (counts > 0) & (dice.random(300) < 0.9)
    tea = (some | after).astype(float)
    hours = dice.uniform(2, 18, 300)
    events = "onset\n" + "\n".join(stamp(day, hours[day]) for day in np.flatnonzero(counts).tolist()) + "\n"
    taken = [(day, dice.uniform(1, 20)) for day in np.flatnonzero(some).tolist()]
    taken += [(day, hours[day] + 1) for day in np.flatnonzero(after).tolist()]
    exposures = "exposure,time,value\n" + "\n".join(f"tea_pot,{stamp(*one)},1" for one in taken) + "\n"
    text = as_csv(diary(counts, tea_pot=tea))
    assert (
        Triggers(priors=False).fit(read_diary(text)).findings_["tea_pot"].found
    )  # what a day's table would say
    assert not Triggers(priors=False).fit(read_diary(text, events, exposures)).findings_["tea_pot"].found


def test_wine_before_the_spasm_is_found_and_its_hours_sharpen_it() -> None:
    dice = np.random.default_rng(2)
    wine = (dice.random(365) < 0.4).astype(float)
    at = dice.uniform(8, 16, 365)
    counts, events = np.zeros(365), []
    for day in range(365):
        for hour in range(24):
            if dice.random() < 0.008 * (5.0 if wine[day] and hour >= at[day] else 1.0):
                counts[day] += 1
                events.append(stamp(day, hour + 0.5))
    exposures = "exposure,time,value\n" + "\n".join(
        f"wine,{stamp(day, at[day])},1" for day in np.flatnonzero(wine).tolist()
    )
    one = Triggers(priors=False).fit(
        read_diary(as_csv(diary(counts, wine=wine)), "onset\n" + "\n".join(events), exposures)
    ).findings_["wine"]  # fmt: skip
    assert one.found
    assert one.by_lag[0].low < np.log(5) < one.by_lag[0].high


def test_nights_are_counted_from_noon_where_the_spasm_counts_say_so() -> None:
    counts = np.zeros(60)
    nights = [3, 10, 17, 24, 31, 40, 52]
    counts[nights] = 1
    events = "onset\n" + "\n".join(
        stamp(night, 27.5) for night in nights
    )  # half past three in the morning after
    days = read_diary(as_csv(diary(counts, tea=np.tile([0.0, 1.0], 30))), events)
    assert sorted(days.onset_hours) == nights
    assert any("noon" in note for note in days.notes)
