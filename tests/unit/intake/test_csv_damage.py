# SPDX-License-Identifier: Apache-2.0
"""Tables that are damaged, endless or made to do harm are read as far as they go, or refused in words."""

from __future__ import annotations

import contextlib
import random
import zipfile
from pathlib import Path

import pytest
from tests.unit.intake.csv_sheets import days, read, refusal

from unclench.errors import InputError
from unclench.intake import csv_days, csv_reading, csv_sniffing, csv_table
from unclench.intake.archive import opened
from unclench.intake.gathering import Gathering

GOOD = "Date,Cramp,Coffee\n" + "".join(f"2026-10-{day:02d},{day % 2},2\n" for day in range(1, 31))


def test_a_quotation_mark_that_is_never_closed_costs_one_row() -> None:
    hurt = GOOD.replace("2026-10-14,0,2", '2026-10-14,"0,2')
    told = read(hurt)
    assert len(told.samples["spasms"]) == 29
    assert told.rejected == {"a quotation mark that is never closed": 1}


def test_a_note_may_have_several_lines_and_quotation_marks() -> None:
    table = 'Date,Notes,Cramp\n2026-10-22,"first\nsecond; ""bad"", third",1\n2026-10-23,"6"" step",0\n'
    assert days(table) == {"spasms": {"2026-10-22": 1.0, "2026-10-23": 0.0}}


def test_numbers_torn_apart_by_commas_are_not_read_as_others() -> None:
    assert read(GOOD + "2026-10-31,2,6,1\n").rejected == {"more cells than headings": 1}
    assert "more cells than headings" in refusal("Datum,Wasser (l)\n22.10.2026,2,6\n").why


@pytest.mark.parametrize(
    "bomb",
    [
        GOOD + "2026-10-31," + "9" * 3_000_000,
        GOOD + "\n" * 2_000,
        GOOD + "nonsense,1,2\n" * 2_000,
        "Date," + "a," * 20_000 + "\n2026-10-22," + "1," * 20_000,
        GOOD + "2026-10-31," * 600 + "\n",
        GOOD + ('"' + "\n" * 70) * 1_000,
    ],
    ids=[
        "one long line",
        "blank rows",
        "no more dates",
        "many columns",
        "a wide row",
        "open quotes",
    ],
)
def test_what_never_ends_is_refused(bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_sniffing, "MOST_BLANK", 1_000)
    monkeypatch.setattr(csv_reading, "MOST_LOST", 1_000)
    assert refusal(bomb).todo


def test_a_table_with_far_too_many_columns_and_days_is_refused_before_the_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_reading, "MOST_VALUES", 3_000)
    wide = "Date," + ",".join(f"Thing {n}" for n in range(100)) + "\n"
    wide += "".join(f"2026-{day // 28 + 1:02d}-{day % 28 + 1:02d}" + ",7" * 100 + "\n" for day in range(80))
    monkeypatch.setattr(csv_reading.TableReading, "_row", None)
    assert "values of days" in refusal(wide).why


def test_a_log_with_many_rows_of_few_days_is_not_taken_for_a_large_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_reading, "MOST_VALUES", 100)
    log = "Date,Steps\n" + "".join(f"2026-10-22,{n}\n" for n in range(2_000))
    assert days(log) == {"steps": {"2026-10-22": sum(range(2_000))}}


def test_nothing_bytes_are_left_out() -> None:
    told = read(GOOD.replace("2026-10-14,0,2", "2026-10-14,\0,2").encode() + b"\0" * 3)
    assert told.rejected["damaged"] >= 1
    assert len(told.samples["spasms"]) == 29


def test_old_letters_far_behind_the_beginning_are_read() -> None:
    table = (
        "Date,What,Value\n" + "2026-10-22,Coffee,1\n" * 4_000
    ).encode() + "2026-10-23,Krämpfe,2\n".encode("cp1252")
    assert days(table)["spasms"] == {"2026-10-23": 2.0}


def test_a_table_in_a_zip_is_found_and_a_damaged_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("__MACOSX/._days.csv", b"\0\1")
        members.writestr("read me.txt", "hello")
        members.writestr("days.csv", GOOD)
    assert len(_read(path)) == 2
    whole = path.read_bytes()
    for seed in range(40):
        dice = random.Random(seed)
        hurt = bytearray(whole)
        for _ in range(4):
            hurt[dice.randrange(len(hurt))] = dice.randrange(256)
        path.write_bytes(hurt)
        with contextlib.suppress(InputError):
            _read(path)


def test_a_long_table_in_a_zip_tells_how_far_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("days.csv", "Date,Cramp\n" + "2026-10-22,1\n" * 30_000)
    told: list[float] = []
    with opened(path) as archive:
        csv_table.read(archive, Gathering(csv_table.NAME, on_progress=lambda one: told.append(one.share)))
    assert told == [pytest.approx(2 / 3, abs=0.01)]


def test_the_log_of_a_device_is_kept_as_sums_of_days(monkeypatch: pytest.MonkeyPatch) -> None:
    table = "Date,Time,Steps,Coffee\n" + "".join(
        f"2026-10-22,10:{n:02d},5,\n2026-10-23,10:{n:02d},1,1\n" for n in range(60)
    )
    exact = days(table)
    monkeypatch.setattr(csv_days, "MOST_TIMED", 50)
    assert len(read(table).samples["steps"]) == 2
    assert days(table) == exact
    assert exact["steps"] == {"2026-10-22": 300.0, "2026-10-23": 60.0}


def _read(path: Path) -> dict[str, object]:
    with opened(path) as archive:
        into = Gathering(csv_table.NAME)
        csv_table.read(archive, into)
        return dict(into.reading().samples)
