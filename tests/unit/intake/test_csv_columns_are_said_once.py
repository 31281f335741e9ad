# SPDX-License-Identifier: Apache-2.0
"""What the columns are is proposed, said by the person where it must be, and remembered."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.intake.csv_sheets import days, propose, read, refusal

from unclench.errors import InputError
from unclench.intake.csv_table import Column, Kind, Mapping, Role
from unclench.intake.gathering import NeedsAnswer

SHEET = "Datum;Wasser;Befinden;Wadenkrampf\n22.10.2026;2,5;oui;ja\n23.10.2026;2;non;nein\n"
CRAMPS = "Date,Place,Minutes\n2026-10-22,left calf,3\n2026-10-22,left calf,3\n2026-10-24,right foot,1\n"


def _with(mapping: Mapping, heading: str, column: Column) -> Mapping:
    return replace(
        mapping, columns=tuple(column if one.heading == heading else one for one in mapping.columns)
    )


def test_what_the_person_says_of_a_column_holds() -> None:
    mapping = _with(propose(SHEET).mapping, "Wasser", Column("Wasser", Role.MEASURE, "water_ml", 1000.0))
    mapping = _with(
        mapping, "Befinden",
        Column("Befinden", Role.OWN, "own_wohl", kind=Kind.YES_NO, name="wohl", yes=("oui",), no=("non",)),
    )  # fmt: skip
    told = days(SHEET, columns=mapping.as_json())
    assert told["water_ml"] == {"2026-10-22": 2500.0, "2026-10-23": 2000.0}
    assert told["own_wohl"] == {"2026-10-22": 1.0, "2026-10-23": 0.0}


def test_a_mapping_comes_back_from_json_as_it_went() -> None:
    mapping = propose(SHEET).mapping
    assert Mapping.from_json(mapping.as_json()) == mapping
    assert Mapping.from_json(mapping.as_json()).signature == mapping.signature


def test_a_table_is_known_again_by_its_headings() -> None:
    mapping = propose(SHEET).mapping
    assert (
        propose(SHEET.upper().replace("OUI", "x") + "24.10.2026;1;;ja\n").mapping.signature
        == mapping.signature
    )
    assert propose(SHEET.replace("Wasser", "Wasser (ml)")).mapping.signature != mapping.signature


def test_columns_are_found_again_where_they_moved_to() -> None:
    mapping = propose("Datum;Kaffee;Krampf\n22.10.2026;2;ja\n").mapping
    told = read("Krampf;Tee;Datum;Kaffee\nnein;4;22.10.2026;3\n", columns=mapping.as_json())
    assert {key: one.value.tolist() for key, one in told.samples.items()} == {
        "own_kaffee": [3.0],
        "spasms": [0.0],
    }
    assert told.unknown_types == {"Tee": 1}


def test_a_list_of_cramps_counts_its_rows_once_the_person_says_so() -> None:
    proposal = propose(CRAMPS)
    assert any(one.options.get("spasms") for one in proposal.questions)
    told = days(CRAMPS, columns=replace(proposal.mapping, each_row="spasms").as_json())
    assert told["spasms"] == {"2026-10-22": 2.0, "2026-10-24": 1.0}


def test_the_page_shows_the_first_rows_as_they_were_understood() -> None:
    proposal = propose(
        "Datum;Wasser (l);Wadenkrampf;Rad\n22.10.2026;2,5;ja;nein\n" + "23.10.2026;2;nein;ja\n" * 9
    )
    assert proposal.rows[0] == ("2026-10-22", "2500 mL", "1", "no")
    assert len(proposal.rows) == 5
    assert len(proposal.confidence) == 4
    assert proposal.examples[3] == ("nein", "ja", "ja")


@pytest.mark.parametrize(
    "table", ["2026-10-22,1\n2026-10-23,0\n", "Date,Notes\n2026-10-22,bad\n", "a,b\n1,2\n3,4\n"]
)
def test_columns_are_asked_for_only_where_nothing_can_be_used(table: str) -> None:
    asked = refusal(table)
    assert isinstance(asked, NeedsAnswer)
    assert asked.field == "columns"


def test_a_table_without_headings_is_read_once_its_columns_are_named() -> None:
    table = "2026-10-22,1\n2026-10-23,0\n"
    mapping = _with(propose(table).mapping, "Column 2", Column("Column 2", Role.SPASMS, "spasms"))
    assert days(table, columns=mapping.as_json()) == {"spasms": {"2026-10-22": 1.0, "2026-10-23": 0.0}}


def test_a_name_the_mapping_does_not_know_is_counted() -> None:
    table = "Date,What,Value\n2026-10-22,Coffee,2\n"
    told = read(table + "2026-10-23,Tea,2\n", columns=propose(table).mapping.as_json())
    assert told.unknown_types == {"Tea": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        "", "[]", "{}", "null", "nonsense", '{"columns": 3}', '{"columns": []}', '{"columns": [1]}', "[" * 5000,
        '{"columns": [{"heading": "a", "role": "king"}]}',
        '{"columns": [{"heading": "a", "role": "measure", "target": "nope"}]}',
        '{"columns": [{"heading": "a", "role": "own", "target": "steps", "kind": "scale"}]}',
        '{"columns": [{"heading": "a", "role": "own", "target": "own_../a", "kind": "scale"}]}',
        '{"columns": [{"heading": "a", "role": "own", "target": "own_a"}]}',
        '{"columns": [{"heading": "a", "role": "date", "factor": 0}]}',
        '{"columns": [{"heading": "a", "role": "date", "factor": NaN}]}',
        '{"columns": [{"heading": "a", "role": "date", "factor": "x"}]}',
        '{"columns": [{"heading": "a", "role": "date", "yes": "ja"}]}',
        '{"columns": [{"heading": 5, "role": "date"}]}',
        '{"columns": [{"heading": "a", "role": ["date"]}]}',
        '{"columns": [{"heading": "a", "role": "date", "kind": {}}]}',
        '{"columns": [{"heading": "a", "role": "date"}], "date_order": "ymd"}',
        '{"columns": [{"heading": "a", "role": "date"}], "each_row": "steps"}',
        json.dumps({"columns": [{"heading": "a"}] * 501}),
    ],
)  # fmt: skip
def test_a_mapping_that_is_none_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(InputError) as refused:
        Mapping.from_json(wrong)
    assert refused.value.field == "columns"
    assert refused.value.why
