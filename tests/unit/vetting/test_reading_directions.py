# SPDX-License-Identifier: Apache-2.0
"""Directions in words become how much, how often, from which age and for how long; what is not said stays unknown."""

from __future__ import annotations

import pytest

from unclench.vetting.daily_doses import Servings, daily_of
from unclench.vetting.directions import directions_in, fraction
from unclench.vetting.quantities import Amount, Between, Per


@pytest.mark.parametrize(
    ("text", "single", "unit", "a_day"),
    [
        ("1/2 to 1 teaspoon daily", (0.5, 1), "tsp", (0.5, 1)),
        ("Take 2 capsules daily with food.", (2, 2), "capsule", (2, 2)),
        ("Take one (1) tablet twice daily", (1, 1), "tablet", (2, 2)),
        ("take 1-2 capsules, up to 3 times a day", (1, 2), "capsule", (1, 6)),
        ("Take 1-2 tablets daily. Do not exceed 4 tablets per day", (1, 2), "tablet", (1, 4)),
        ("take 1 caplet every 8 to 12 hours; do not exceed 2 caplets in any 12-hour period. do not exceed 3 caplets in "
         "a 24-hour period", (1, 1), "caplet", (1, 3)),
        ("1 patch for up to 8 hours. not more than 3 patches a day", (1, 1), "patch", (1, 3)),
        ("3 x täglich 1 Tablette", (1, 1), "tablet", (3, 3)),
        ("Täglich 1 Kapsel mit Wasser", (1, 1), "capsule", (1, 1)),
        ("1 gélule par jour", (1, 1), "capsule", (1, 1)),
        ("2 rounded scoops daily", (2, 2), "scoop", (2, 2)),
        ("drink 1 bottle", (1, 1), "bottle", None),
        ("use as directed by your doctor", None, "", None),
    ],
)  # fmt: skip
def test_how_much_and_how_often(
    text: str, single: tuple[float, float] | None, unit: str, a_day: tuple[float, float] | None
) -> None:
    found = directions_in(text)
    assert found.single == (Between(*single) if single else None)
    assert found.single_unit == unit
    assert found.units_per_day == (Between(*a_day) if a_day else None)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("apply not more than 3 to 4 times daily", (3, 4)),
        ("Use on affected areas up to 3 times a day", (1, 3)),
        ("2-3 mal täglich dünn auftragen", (2, 3)),
        ("apply once daily", (1, 1)),
        ("apply twice a day", (2, 2)),
        ("every 4 hours as needed, up to 6 doses", (1, 6)),
        ("every 6 hours", (1, 4)),
        ("apply generously", None),
    ],
)
def test_how_many_times_a_day(text: str, times: tuple[float, float] | None) -> None:
    assert directions_in(text).servings_per_day == (Between(*times) if times else None)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("adults and children 12 years of age and older", 12),
        ("Adults and children 2 years of age and over: apply", 2),
        ("children under 12 years: ask a doctor", 12),
        (
            "children under 4 do not use; 4 to under 6 years do not use unless directed; 6 to under 12 years: 10 mL",
            6,
        ),
        ("Do not use in children under 6", 6),
        ("Erwachsene und Kinder ab 12 Jahren", 12),
        ("not suitable for children under 16 years", 16),
        ("ages 18 and up", 18),
        ("adults: apply daily", None),
    ],
)
def test_the_youngest_who_may_use_it(text: str, years: float | None) -> None:
    assert directions_in(text).youngest_years == years


def test_the_fewest_days_count_and_an_open_pouch_is_no_limit_of_use() -> None:
    found = directions_in(
        "do not use for more than 10 days", "symptoms last more than 7 days; a pouch open for 14 or more days"
    )
    assert found.most_days == 7


def test_a_serving_size_is_no_direction() -> None:
    assert directions_in("Serving Size: 2 capsules\nServings per container: 30").single is None


@pytest.mark.parametrize(("printed", "value"), [("1 1/2", 1.5), ("½", 0.5), ("1½", 1.5), ("two", 2), ("2,5", 2.5),
                                                ("1/0", None), ("", None), ("x", None)])  # fmt: skip
def test_fractions_are_read(printed: str, value: float | None) -> None:
    assert fraction(printed) == value


def amount(per: Per, per_value: float = 1.0, per_unit: str = "") -> Amount:
    return Amount(
        written="100 mg", value=100, unit="mg", per=per, per_value=per_value, per_unit=per_unit, mg=100
    )


@pytest.mark.parametrize(
    ("printed", "text", "servings", "a_day"),
    [
        (amount(Per.DAY), "take 2 capsules daily", Servings(), (100, 100)),
        (amount(Per.UNIT, 1, "tablet"), "take 1 to 2 tablets three times daily", Servings(), (300, 600)),
        (amount(Per.UNIT, 2, "capsule"), "take 2 capsules daily", Servings(), (100, 100)),
        (amount(Per.SERVING), "take 4 capsules daily", Servings((2, "capsule")), (200, 200)),
        (amount(Per.SERVING), "as wished", Servings((2.5, "g"), Between(1, 2)), (100, 200)),
        (amount(Per.VOLUME, 5, "mL"), "2 teaspoonfuls daily", Servings(), (200, 200)),
        (amount(Per.HUNDRED_ML, 100, "mL"), "as wished", Servings((250, "mL"), Between(1, 1)), (250, 250)),
        (amount(Per.NOT_SAID), "take 3 tablets daily", Servings(), (100, 300)),
        (amount(Per.SERVING), "take 4 capsules daily", Servings(), None),
        (amount(Per.UNIT, 1, "tablet"), "take as needed", Servings(), None),
        (amount(Per.UNIT, 1, "tablet"), "2 teaspoonfuls daily", Servings(), None),
    ],
)
def test_the_amount_of_a_day_follows_or_stays_unknown(
    printed: Amount, text: str, servings: Servings, a_day: tuple[float, float] | None
) -> None:
    found = daily_of(printed, Between(100, 100), directions_in(text), servings)
    assert found == (Between(*a_day) if a_day else None)
