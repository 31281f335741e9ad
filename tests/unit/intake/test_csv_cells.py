# SPDX-License-Identifier: Apache-2.0
"""What one cell of a table says."""

from __future__ import annotations

import pytest
from tests.unit.intake.csv_sheets import days, read

from unclench.intake.csv_cells import decimal_of, duration_min, is_formula, is_nothing, number


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("2,6", ".", 2.6), ("2.6", ",", 2.6), ("1.234,5", ".", 1234.5), ("1,234.5", ",", 1234.5),
        ("1.234", ",", 1234), ("1.234", ".", 1.234), ("1,234", ",", 1.234), ("1,234", ".", 1234),
        ("1.234.567", ".", 1234567), ("0,250", ".", 0.25), ("1 234,5", ",", 1234.5), ("1'234.5", ".", 1234.5),
        ("1\u202f234", ".", 1234), ("-5", ".", -5), ("+3", ".", 3), ("−5", ".", -5), (".5", ".", 0.5),
        ("12345,678", ".", 12345.678), ("2e3", ".", 2000),
    ],
)  # fmt: skip
def test_a_number_is_read_as_written(cell: str, decimal: str, value: float) -> None:
    assert number(cell, decimal) == (pytest.approx(value), "")


@pytest.mark.parametrize(
    "cell",
    ["", "ten", "1,2,3", "1.2.3,4", "1-2", "~2", "1e999", "NaN", "inf", "1/2", "9" * 60, "1 2", "12:30"],
)
def test_what_is_no_number_is_none(cell: str) -> None:
    assert number(cell, ".") is None


def test_a_unit_may_stand_behind_a_number() -> None:
    assert number("2,5 l", ",") == (2.5, "l")
    assert number("500ml", ",") == (500.0, "ml")


def test_what_can_be_read_both_ways_is_no_number_until_that_is_settled() -> None:
    assert number("1.234", "") is None


def test_one_clear_number_settles_the_unclear_ones() -> None:
    assert decimal_of(["1.234", "2,5"]) == ","
    assert decimal_of(["1,234", "2.5"]) == "."
    assert decimal_of(["1.234", "1.234.567"]) == ","
    assert decimal_of(["1.234"]) is None
    assert decimal_of(["1.234", "2.5", "2,5"]) is None
    assert decimal_of(["12", "7"]) == ""


def test_hours_and_minutes_are_minutes() -> None:
    told = [
        duration_min(one) for one in ("7:35", "07:35:30", "7h35", "7 h 35 min", "7 Std. 35", "7:75", "7,5")
    ]
    assert told == [455, 455.5, 455, 455, 455, None, None]


@pytest.mark.parametrize("cell", ["", " ", "-", "n/a", "k.A.", "?", "NULL", "5e-324", "#N/A"])
def test_nothing_is_not_recorded(cell: str) -> None:
    assert is_nothing(cell)


@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("http://a")', "@SUM(A1)", "+A1", "-cmd|' /C calc'!A0", " =2"]
)
def test_a_formula_is_never_run_and_is_counted(cell: str) -> None:
    assert is_formula(cell)
    quoted = '"' + cell.replace('"', '""') + '"'
    told = read(
        f"Date,Coffee,Cramp\n2026-10-22,2,1\n2026-10-23,{quoted},0\n2026-10-24,3,{quoted}\n2026-10-25,1,1\n"
    )
    assert told.rejected == {"a formula": 2}


def test_signs_before_numbers_make_no_formula() -> None:
    assert not any(map(is_formula, ("-5", "+3", "-", "−2", "-5 °C", "a=b")))
    assert days("Date,Change\n2026-10-22,-5\n2026-10-23,+3\n")["own_change"] == {
        "2026-10-22": -5,
        "2026-10-23": 3,
    }


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-5", "less than nothing"), ("1e12", "far too large a number"), ("many", "not a number"),
        ("5 furlongs", "a unit that is not known"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_left_out_with_the_reason(cell: str, reason: str) -> None:
    table = f"Date,Water (ml)\n2026-10-22,100\n2026-10-23,{cell}\n2026-10-24,300\n"
    assert read(table).rejected == {reason: 1}
    assert set(days(table)["water_ml"]) == {"2026-10-22", "2026-10-24"}
