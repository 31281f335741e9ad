# SPDX-License-Identifier: Apache-2.0
"""Spreadsheets that people keep of their days, as they keep them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.unit.intake.csv_sheets import days, propose, read, recognised, refusal, rows

from unclench.intake.gathering import NeedsAnswer

SAMPLES = Path("tests/samples/intake/csv")


def test_a_german_sheet_is_read_as_its_owner_meant_it() -> None:
    truth = json.loads((SAMPLES / "own_sheet.truth.json").read_text())
    told = days((SAMPLES / "own_sheet.csv").read_bytes())
    assert told["water_ml"] == pytest.approx({day: one["water_ml"] for day, one in truth.items()})
    assert told["own_kaffee"] == {day: one["coffees"] for day, one in truth.items()}
    assert told["spasms"] == {day: float(one["cramp"]) for day, one in truth.items()}
    assert set(told) == {"water_ml", "own_kaffee", "spasms"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_program_that_saved_it_does_not_matter(encoding: str, delimiter: str, end: str) -> None:
    text = "Datum;Krämpfe;Müdigkeit (0-10)\n22.10.2026;2;7\n23.10.2026;0;3\n"
    told = days(text.replace(";", delimiter).replace("\n", end).encode(encoding))
    assert told == {
        "spasms": {"2026-10-22": 2.0, "2026-10-23": 0.0},
        "own_muedigkeit": {"2026-10-22": 7.0, "2026-10-23": 3.0},
    }


@pytest.mark.parametrize(
    ("heading", "cell", "measure", "value"),
    [
        ("Wasser (l)", "2.6", "water_ml", 2600),
        ("Water [ml]", "500", "water_ml", 500),
        ("water_ml", "500", "water_ml", 500),
        ("Water", "500 ml", "water_ml", 500),
        ("Water (fl oz)", "10", "water_ml", 295.735),
        ("Water (l)", "500 ml", "water_ml", 500),
        ("Sleep (h)", "7.5", "asleep_min", 450),
        ("Schlaf", "7:30", "asleep_min", 450),
        ("Schlaf", "7.5", "asleep_min", 450),
        ("Sleep", "430", "asleep_min", 430),
        ("Schlafdauer", "7 h 30 min", "asleep_min", 450),
        ("weight lb", "150", "mass_kg", 68.0389),
        ("Gewicht (kg)", "70.5", "mass_kg", 70.5),
        ("Weight, st", "10", "mass_kg", 63.5029),
        ("Body temperature °F", "98.6", "body_temp_c", 37.0),
        ("Körpertemperatur", "37.2", "body_temp_c", 37.2),
        ("Max temperature (°F)", "23", "air_temp_max_c", -5.0),
        ("Caffeine (g)", "0.2", "caffeine_mg", 200),
        ("Distance (miles)", "2", "distance_m", 3218.69),
        ("Aktive Energie (kJ)", "418.4", "active_energy_kcal", 100),
        ("Steps", "9451", "steps", 9451),
        ("Ruhepuls", "61", "resting_heart_rate", 61),
        ("Mood (0-10)", "6", "mood", 6),
        ("Alkohol", "2", "own_alkohol", 2),
        ("Kaffee (Tassen)", "2", "own_kaffee", 2),
    ],
)
def test_a_unit_is_taken_from_where_it_is_written(
    heading: str, cell: str, measure: str, value: float
) -> None:
    assert days(f"Date;{heading}\n2026-10-22;{cell}\n") == {
        measure: {"2026-10-22": pytest.approx(value, rel=1e-4)}
    }


@pytest.mark.parametrize("heading", ["Water", "Weight", "Coffein", "Water (glasses)"])
def test_an_amount_without_a_known_unit_stays_the_persons_own(heading: str) -> None:
    told = read(f"Date,{heading}\n2026-10-22,8\n")
    assert [one.kind for one in told.own.values()] == ["quantity"]
    assert list(told.samples) == list(told.own)


def test_a_missing_unit_is_asked_for_on_the_page() -> None:
    asked = propose("Date,Water\n2026-10-22,8\n").questions
    assert any("“Water”" in one.what and {"ml", "l"} <= set(one.options) for one in asked)


@pytest.mark.parametrize(
    ("yes", "no"),
    [("ja", "nein"), ("Yes", "NO"), ("x", "n"), ("1", "0"), ("true", "false"), ("✓", "✗"), ("j", "n")],
)
def test_yes_is_one_no_is_none_and_empty_is_not_recorded(yes: str, no: str) -> None:
    table = (
        f"Datum;Wadenkrampf;Kaffee\n22.10.2026;{yes};1\n23.10.2026;{no};1\n24.10.2026;;1\n25.10.2026;-;1\n"
    )
    assert days(table)["spasms"] == {"2026-10-22": 1.0, "2026-10-23": 0.0}


def test_a_column_that_never_says_no_is_pointed_out() -> None:
    told = read("Date,Cramp,Coffee\n2026-10-22,x,1\n2026-10-23,,2\n2026-10-24,x,1\n")
    assert len(told.samples["spasms"]) == 2
    assert "never says no" in told.notes[0]


@pytest.mark.parametrize(
    "heading", ["Period cramps", "Bauchkrämpfe", "Krampfadern", "No cramps", "Cramp cream", "Cramps (min)"]
)
def test_what_only_sounds_like_a_spasm_is_none(heading: str) -> None:
    told = days(f"Date,{heading},Calf cramp\n2026-10-22,1,2\n2026-10-23,1,0\n")
    assert told["spasms"] == {"2026-10-22": 2.0, "2026-10-23": 0.0}
    assert len(told) == 2


def test_the_strength_of_a_cramp_is_not_a_number_of_cramps() -> None:
    assert set(days("Date,Cramp (0-10)\n2026-10-22,7\n2026-10-23,0\n")) == {"own_cramp"}


def test_spasms_of_both_legs_are_added() -> None:
    table = "Datum;Wadenkrampf links;Wadenkrampf rechts\n22.10.2026;ja;ja\n23.10.2026;nein;ja\n"
    assert days(table) == {"spasms": {"2026-10-22": 2.0, "2026-10-23": 1.0}}


def test_two_columns_of_one_amount_do_not_count_twice() -> None:
    assert days("Date,Steps,Total steps\n2026-10-22,9000,9000\n")["steps"] == {"2026-10-22": 9000.0}


def test_titles_above_and_sums_below_are_no_days() -> None:
    table = "Meine Liste 2026;;\n;;\nDatum;Kaffee;Krämpfe\n22.10.2026;2;1\n23.10.2026;3;0\n;;\nSumme;5;1\n"
    told = read(table)
    assert days(table)["own_kaffee"] == {"2026-10-22": 2.0, "2026-10-23": 3.0}
    assert told.rejected == {"a date that cannot be read": 1}


def test_events_with_a_time_keep_it_and_add_up() -> None:
    table = "Date,Time,Water (ml),Leg cramp\n2026-10-25,08:00,300,\n2026-10-25,10:30 pm,200,1\n2026-10-26,02:10,,1\n"
    told = read(table)
    assert days(table) == {
        "water_ml": {"2026-10-25": 500.0},
        "spasms": {"2026-10-25": 1.0, "2026-10-26": 1.0},
    }
    assert set(told.samples["spasms"].offset_min.tolist()) == {60}  # Berlin, after summer time has ended


def test_an_entry_without_its_hour_is_not_lost_beside_one_with_it() -> None:
    table = "Date,Time,Leg cramp\n2026-10-25,22:30,1\n2026-10-25,,1\n2026-10-26,23:00,2\n"
    assert days(table) == {"spasms": {"2026-10-25": 2.0, "2026-10-26": 2.0}}


def test_a_printed_zone_decides_the_day_and_the_moment() -> None:
    told = read("Timestamp,Cramp,Coffee\n2026-10-25T23:30:00-07:00,1,1\n2026-10-26 01:00 +0200,1,1\n")
    assert sorted(told.samples["spasms"].offset_min.tolist()) == [-420, 120]
    assert sorted(told.samples["spasms"].day.tolist()) == [20751, 20752]


def test_a_long_table_says_in_a_cell_what_is_meant() -> None:
    table = (
        "Datum;Was;Wert;Einheit\n22.10.2026;Wasser;0,5;l\n22.10.2026;Wasser;300;ml\n22.10.2026;Kaffee;2;\n"
        "23.10.2026;Wadenkrampf;1;\n23.10.2026;Schlaf;7,5;h\n"
    )
    assert days(table) == {
        "water_ml": {"2026-10-22": 800.0},
        "own_kaffee": {"2026-10-22": 2.0},
        "spasms": {"2026-10-23": 1.0},
        "asleep_min": {"2026-10-23": 450.0},
    }


def test_a_list_of_events_counts_each_once() -> None:
    table = "Date,Event\n2026-10-22,Leg cramp\n2026-10-22,Leg cramp\n2026-10-23,Massage\n"
    assert days(table) == {"spasms": {"2026-10-22": 2.0}, "own_massage": {"2026-10-23": 1.0}}


def test_a_row_pasted_twice_counts_once_and_two_glasses_count_twice() -> None:
    daily = "Datum;Wasser (l);Krämpfe\n" + rows(date(2026, 10, 1), [";2,5;1"] * 20)
    assert days(daily + "20.10.2026;2,5;1\n")["spasms"]["2026-10-20"] == 1.0
    glasses = (
        "Datum;Wasser (l)\n" + "".join(rows(date(2026, 10, day), [";0,25"] * 2) for day in range(13, 20)) * 2
    )
    assert days(glasses)["water_ml"]["2026-10-15"] == pytest.approx(1000)


def test_steps_have_no_fraction() -> None:
    assert days('Date,Steps\n2026-10-22,"7,523"\n2026-10-23,"8,001"\n')["steps"]["2026-10-22"] == 7523.0


def test_a_number_that_can_be_read_in_two_ways_is_asked_for() -> None:
    table = 'Date,Weight (kg)\n2026-10-22,"70,523"\n2026-10-23,"70,100"\n'
    asked = refusal(table)
    assert isinstance(asked, NeedsAnswer)
    assert (asked.field, asked.options["comma"]) == ("decimal", "“70,523” is 70.523")
    assert days(table, decimal="comma")["mass_kg"]["2026-10-22"] == pytest.approx(70.523)


def test_free_words_are_left_out() -> None:
    told = read("Date,Cramp,Notes,Feeling\n2026-10-22,1,bad night,sore\n2026-10-23,0,,fine\n")
    assert list(told.samples) == ["spasms"]
    assert not told.own


def test_the_next_export_of_a_table_is_the_same_source() -> None:
    first, second = (read(f"Date,Cramp\n2026-10-{day},1\n") for day in (22, 23))
    assert first.sources == second.sources


def test_what_is_no_table_of_days_is_not_taken_for_one() -> None:
    for other in (
        "",
        "{}",
        "<a/>",
        "a,b\n1,2\n3,4\n",
        "one column\n2026-10-22\n",
        b"\x00\x01\x02" * 99,
        "hello",
    ):
        assert not recognised(other)
    assert recognised("Date,Cramp\n2026-10-22,1\n")
