# SPDX-License-Identifier: Apache-2.0
"""A strength is the same however it is written, and a number is never made up."""

from __future__ import annotations

import pytest

from unclench.vetting.amounts import amounts_in, number_of, per_stated
from unclench.vetting.dilutions import dilutions_in
from unclench.vetting.quantities import Amount, Basis, Per, Scale


def one(text: str) -> Amount:
    (found,) = amounts_in(text)
    return found.amount


@pytest.mark.parametrize(
    "text",
    [
        "10 %",
        "10%",
        "10 percent",
        "0.1 g/g",
        ".1 g/g",
        "100 mg/g",
        "10 g/100g",
        "10 g per 100 g",
        "100 mg per g",
        "10,0 Prozent",
        "100 mg in each gram",
        "100 mg pro g",
    ],
)
def test_ten_percent_is_ten_percent_in_any_words(text: str) -> None:
    assert one(text).percent == pytest.approx(10)


@pytest.mark.parametrize(
    ("text", "percent", "basis"),
    [
        ("40 mg/mL", 4, Basis.W_V),
        ("5 mg/10mL", 0.05, Basis.W_V),
        ("1.745g per fl oz", 5.9, Basis.W_V),
        ("16% w/w", 16, Basis.W_W),
        ("5% (w/v)", 5, Basis.W_V),
        ("1 kg/kg", 100, Basis.W_W),
        ("83 ppm", 0.0083, Basis.NOT_STATED),
        ("4%", 4, Basis.NOT_STATED),
        (".05 g/100g", 0.05, Basis.W_W),
    ],
)
def test_a_percentage_says_of_what(text: str, percent: float, basis: Basis) -> None:
    amount = one(text)
    assert amount.percent == pytest.approx(percent, rel=0.01)
    assert amount.basis is basis


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("200 mg", 200),
        ("1,440 mg", 1440),
        ("1 440 mg", 1440),
        ("1'440 mg", 1440),
        ("25 mcg", 0.025),
        ("25 µg", 0.025),
        ("25 μg", 0.025),
        ("1.745 g", 1745),
        ("2,5 g Magnesium täglich", 2500),
        ("1.000 mg Magnesium täglich", 1000),
        ("1,234,567 mg", 1234567),
        ("½ g", None),
    ],
)
def test_milligrams_come_out_whatever_the_unit(text: str, mg: float | None) -> None:
    found = amounts_in(text)
    assert [amount.amount.mg for amount in found] == ([pytest.approx(mg)] if mg is not None else [])


@pytest.mark.parametrize(
    "text",
    [
        "vitamin B12",
        "vitamin B 12",
        "coenzyme Q10",
        "D3",
        "FD&C blue no. 1",
        "PEG-4",
        "oleth-3",
        "1-800-246-3733",
        "12 years",
        "6 to 12 hours",
        "2023",
        "1 gélule",
        "2 oz",
        "pH 5",
    ],
)
def test_a_number_in_a_name_is_no_strength(text: str) -> None:
    assert amounts_in(text) == ()


def test_a_number_after_a_numbered_name_is_read_whole() -> None:
    assert one("vitamin B 12 100 mcg").value == 100
    assert one("Vitamin B12 100 mcg").value == 100


@pytest.mark.parametrize(
    ("text", "per", "value", "unit"),
    [
        ("200 mg pro Tablette", Per.UNIT, 1, "tablet"),
        ("375 mg per 2 capsules", Per.UNIT, 2, "capsule"),
        ("324 mg/1", Per.UNIT, 1, ""),
        ("80 mg / patch", Per.UNIT, 1, "patch"),
        ("243 mg/Tag", Per.DAY, 1, "day"),
        ("300 mg daily", Per.DAY, 1, "day"),
        ("6.25 mg/5 mL", Per.VOLUME, 5, "mL"),
        ("342 mg per 100 mL", Per.HUNDRED_ML, 100, "mL"),
        ("120 mg per serving", Per.SERVING, 1, "serving"),
        ("120 mg", Per.NOT_SAID, 1, ""),
    ],
)
def test_an_amount_says_in_what(text: str, per: Per, value: float, unit: str) -> None:
    amount = one(text)
    assert (amount.per, amount.per_value, amount.per_unit) == (per, value, unit)


@pytest.mark.parametrize(
    ("heading", "per"),
    [
        ("(in each caplet)", Per.UNIT),
        ("in each 5 mL", Per.VOLUME),
        ("1 Tablette enthält:", Per.UNIT),
        ("100 g Creme enthalten", Per.HUNDRED_G),
        ("Amount Per Serving", Per.SERVING),
        ("pro Tagesdosis", Per.DAY),
    ],
)
def test_a_heading_says_what_the_amounts_below_are_in(heading: str, per: Per) -> None:
    assert [said[0] for said in per_stated(heading)] == [per]


def test_a_range_keeps_both_ends() -> None:
    amount = one("100-200 mg")
    assert (amount.value, amount.high) == (100, 200)


@pytest.mark.parametrize("digits", ["9" * 40, "1e400", "", ",", "abc"])
def test_what_is_no_number_gives_none(digits: str) -> None:
    assert number_of(digits) is None


@pytest.mark.parametrize(
    ("text", "scale", "steps", "power"),
    [
        ("Cinchona Officinalis 3X HPUS", Scale.X, 3, 3),
        ("4 [hp_X]/1", Scale.X, 4, 4),
        ("30 [hp_C]", Scale.C, 30, 60),
        ("homeopathic Arnica 30C", Scale.C, 30, 60),
        ("Globuli, Cuprum metallicum D6", Scale.X, 6, 6),
        ("homöopathisch: Magnesium phosphoricum C 30", Scale.C, 30, 60),
        ("Magnesia sulphurica 6X 0.05% HPUS", Scale.X, 6, 6),
        ("Arnica LM6 HAB", Scale.LM, 6, None),
    ],
)
def test_a_dilution_is_one_part_in_a_power_of_ten(
    text: str, scale: Scale, steps: int, power: float | None
) -> None:
    (_, _, found) = dilutions_in(text)[0]
    assert (found.scale, found.steps, found.parts_log10) == (scale, steps, power)


@pytest.mark.parametrize(
    "text",
    [
        "6x better absorbed",
        "store below 30°C",
        "vitamin D3",
        "Vitamin C 30 mg homeopathic",
        "3 X 10 tablets",
        "take 3x daily",
        "Omega 3",
    ],
)
def test_not_every_letter_behind_a_number_is_a_dilution(text: str) -> None:
    assert dilutions_in(text) == ()
