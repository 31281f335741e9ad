# SPDX-License-Identifier: Apache-2.0
"""What a person may save as CSV: read whole, or told which line is wrong."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.unit.triggers.diaries import as_csv, with_coffee

from unclench.errors import InputError
from unclench.triggers import days_from, fit, read_diary

HEAD = "date,spasm_count,coffee\n"


def test_rows_in_any_order_and_gaps_become_one_calendar() -> None:
    days = read_diary(HEAD + "2026-01-05,1,2\n2026-01-02,0,\n")
    assert len(days) == 4
    assert days.counts.tolist()[0] == 0.0
    assert math.isnan(days.counts[1])
    assert math.isnan(days.exposures["coffee"][0])
    assert "2 days between the first and the last have no row." in days.notes


def test_two_rows_of_a_day_are_joined_and_where_they_disagree_nothing_is_known() -> None:
    days = read_diary(HEAD + "2026-01-02,1,2\n2026-01-02,1,3\n2026-01-03,0,1\n")
    assert days.counts[0] == 1.0
    assert math.isnan(days.exposures["coffee"][0])
    assert any("disagree" in note for note in days.notes)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2026-01-02,0,1\n2026-13-02,0,1\n", "line 3"),
        ("2026-01-02,0,lots\n", "“coffee” in line 2"),
        ("2026-01-02,0,1,9\n", "Line 2"),
        ("2026-01-02,-1,1\n", "2026-01-02"),
        ("2026-01-02,inf,1\n", "line 2"),
        ("0002-01-02,0,1\n2026-01-02,0,1\n", "0002-01-02"),
        ("", "no day"),
    ],
)
def test_a_mistake_is_told_with_its_line(rows: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_diary(HEAD + rows)


def test_a_table_without_spasms_says_which_column_is_missing() -> None:
    with pytest.raises(InputError, match="spasm_count"):
        read_diary("date,coffee\n2026-01-02,1\n")


def test_a_table_saved_with_semicolons_is_read_too() -> None:
    days = read_diary("date;spasm_count;coffee\n2026-01-02;1;2\n")
    assert days.exposures["coffee"].tolist() == [2.0]


def test_yes_and_no_count_as_one_and_nought() -> None:
    assert read_diary(HEAD + "2026-01-02,0,yes\n2026-01-03,0,No\n").exposures["coffee"].tolist() == [1.0, 0.0]


def test_the_csv_and_the_mapping_say_the_same() -> None:
    table = with_coffee(days=120)
    from_csv, from_mapping = fit(read_diary(as_csv(table)), priors=False), fit(table, priors=False)
    assert from_csv.findings_ == from_mapping.findings_


def test_a_diary_of_ten_years_with_thirty_columns_is_taken() -> None:
    table = with_coffee(days=3650, others=30)
    assert fit(table, priors=False).findings_["coffee_cups"].found


def test_a_diary_without_any_spasm_or_any_exposure_is_no_error() -> None:
    table = with_coffee(days=90)
    assert not any(one.found for one in fit({**table, "spasm_count": np.zeros(90)}).findings_.values())
    assert fit({"date": table["date"], "spasm_count": table["spasm_count"]}).findings_ == {}
    assert len(days_from({"date": ["2026-01-01"], "spasm_count": [None]})) == 1
    assert fit({"date": ["2026-01-01"], "spasm_count": [None], "tea": [1]}).findings_["tea"].days_used == 0


def test_columns_in_the_largest_and_the_smallest_units_are_taken() -> None:
    table = with_coffee(days=120)
    scaled = {**table, "other_0": table["other_0"] * 1e250, "other_1": table["other_1"] * 1e-250}
    before, after = fit(table, priors=False).findings_, fit(scaled, priors=False).findings_
    assert [one.layer for one in after.values()] == [one.layer for one in before.values()]


def test_a_risk_asked_for_where_no_day_is_known_is_a_shrug_and_no_error() -> None:
    [night] = fit({"date": ["2026-01-01"], "spasm_count": [None], "predict": [1]}).risk_
    assert night.silent
    assert (night.low, night.high) == (0.0, 1.0)
