# SPDX-License-Identifier: Apache-2.0
"""Entries of Daylio become moods, spasms and things of the person's own; what is not listed is not known."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import pytest

from unclench.errors import InputError
from unclench.intake.gathering import Reading
from unclench.intake.merging import totals
from unclench.intake.recognising import read_file
from unclench.intake.samples import EPOCH_DAY
from unclench.intake.words import means_spasm, own_id

SAMPLES = Path(__file__).parents[2] / "samples" / "intake" / "daylio"
LISTED = {
    date(2026, 10, 27): {"alcohol", "coffee", "movies / tv"},
    date(2026, 10, 26): {"coffee", "movies / tv", "stretching"},
    date(2026, 10, 25): {"bad sleep", "leg cramp", "stretching"},
    date(2026, 10, 24): {"alcohol", "coffee", "movies / tv"},
    date(2026, 10, 23): {"bad sleep", "leg cramp", "long walk"},
    date(2026, 10, 22): {"alcohol", "bad sleep", "stretching"},
}
NEW = "full_date,date,weekday,time,mood,activities,note_title,note\n"
OLD = "year,date,weekday,time,mood,activities,note\n"


def read(tmp_path: Path, text: str | bytes) -> Reading:
    path = tmp_path / "daylio.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_file(path, zone=UTC)


def by_day(reading: Reading) -> dict[str, dict[date, float]]:
    found = totals(reading.samples, reading.sources)
    return {
        key: {date.fromordinal(EPOCH_DAY.toordinal() + day): value for day, value in days.items()}
        for key, days in found.items()
    }


def test_each_activity_stands_on_its_days_and_a_cramp_is_a_spasm() -> None:
    reading = read_file(SAMPLES / "export.csv", zone=UTC)
    found = by_day(reading)
    names = {key: one.name for key, one in reading.own.items()} | {"spasms": "leg cramp"}
    listed: dict[date, set[str]] = {}
    for key in names:
        for day, value in found[key].items():
            assert value == 1
            listed.setdefault(day, set()).add(names[key])
    assert listed == LISTED
    assert found["mood"][date(2026, 10, 23)] == 0
    assert reading.notes == ("Counted as muscle spasms: leg cramp.",)


def test_what_an_entry_does_not_list_is_not_known_rather_than_no(tmp_path: Path) -> None:
    found = by_day(read(tmp_path, NEW + "2026-10-22,,,,good,coffee,,\n2026-10-23,,,,good,,,\n"))
    assert found == {
        "mood": {date(2026, 10, 22): 7.5, date(2026, 10, 23): 7.5},
        "own_coffee": {date(2026, 10, 22): 1},
    }


def test_moods_with_names_of_ones_own_are_counted_and_left_out() -> None:
    reading = read_file(SAMPLES / "sample_upstream.csv", zone=UTC)
    assert "mood" not in reading.samples
    assert reading.unknown_types == {"mood: sad": 1, "mood: average": 2}
    assert reading.own["own_stressed_frustrated"].name == "stressed / frustrated"


def test_several_entries_of_a_day_give_the_mean_mood_and_each_activity_once(tmp_path: Path) -> None:
    rows = "2026-10-22,,,8:00 am,rad,coffee | Wadenkrampf,,\n2026-10-22,,,22:15,bad,coffee | leg cramp,,\n"
    found = by_day(read(tmp_path, NEW + rows))
    day = date(2026, 10, 22)
    assert found == {"mood": {day: 6.25}, "own_coffee": {day: 1}, "spasms": {day: 1}}


@pytest.mark.parametrize("written", ["18 May", "May 18", "18. Mai"])
def test_the_older_columns_with_the_year_apart_are_read_too(tmp_path: Path, written: str) -> None:
    found = by_day(
        read(tmp_path, OLD + f'2018,{written},Friday,11:54 pm,good,"clean | cook ","went, to<br>a party"\n')
    )
    assert set(found) == {"mood", "own_clean", "own_cook"}
    assert list(found["mood"]) == [date(2018, 5, 18)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_saved_again_by_a_spreadsheet_is_still_read(tmp_path: Path, encoding: str) -> None:
    text = (NEW + "2026-10-22,,,,good,Wadenkrämpfe | Käse,,\n").replace(",", ";")
    found = by_day(read(tmp_path, text.encode(encoding)))
    assert set(found) == {"mood", "spasms", "own_kaese"}


def test_dates_that_are_none_and_a_lost_quotation_mark_are_told(tmp_path: Path) -> None:
    rows = '2026-02-30,,,,good,a,,\n0001-01-01,,,,good,a,,\n2026-10-22,,,,good,a,,\n2026-10-23,,,,good,b,,"note\n'
    reading = read(tmp_path, NEW + rows)
    assert reading.rejected == {"a date that is none": 2}
    assert "quotation mark" in reading.notes[0]


def test_a_file_with_other_columns_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(InputError, match="columns have other names"):
        read_file(path, zone=UTC, importer="daylio")


@pytest.mark.parametrize(
    "name",
    [
        "leg cramp", "Cramps", "spasm", "Night leg cramps 🦵", "Charley horse", "Wadenkrampf", "Krampf im Fuß",
        "Muskelkrämpfe nachts", "calf cramp (L)", "Back spasms", "crampes", "Crampes aux mollets", "calambres",
        "crampi notturni", "cãibras", "kuitkrampen", "muscle-spasm",
    ],
)  # fmt: skip
def test_a_spasm_is_known_by_many_names(name: str) -> None:
    assert means_spasm(name)


@pytest.mark.parametrize(
    "name",
    [
        "period cramps", "stomach cramps", "no cramps", "cramp cream", "Krampfadern", "Krampfanfall", "bronchospasm",
        "Magnesium gegen Krämpfe", "keine Krämpfe", "leg day", "scrampled eggs", "writer's cramp", "Magenkrampf",
        "Unterleibskrämpfe", "", "🦵",
    ],
)  # fmt: skip
def test_what_only_sounds_like_a_spasm_is_none(name: str) -> None:
    assert not means_spasm(name)


def test_things_of_ones_own_have_plain_ids_that_tell_them_apart() -> None:
    assert own_id("Movies / TV") == own_id(" movies tv ") == "own_movies_tv"
    assert own_id("Käse & Brot") == "own_kaese_brot"
    ids = {own_id(name) for name in ("кофе", "чай", "кофе 2", "чай 2", "咖啡", "🦵", "x" * 50, "x" * 51)}
    assert len(ids) == 8
    assert all(one.isascii() and len(one) <= 44 for one in ids)
