# SPDX-License-Identifier: Apache-2.0
"""An export holds everything of one person and of nobody else, and can be taken in again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.contrib.auth.models import User
from tests.people import NIGHT, NOW, Device
from tests.whole_diary import fill, rows_of_person

from unclench.diary import EventKind
from unclench.errors import InputError, NotFound
from unclench.store import episodes, models, persons
from unclench.store.safekeeping import day_sheets, exporting, reimporting, sheets
from unclench.store.safekeeping.erasing import erase
from unclench.store.safekeeping.of_a_person import person_models

pytestmark = pytest.mark.django_db(transaction=True)

FORMULAS = ['=1+1', "+49 30", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"]  # fmt: skip


def lived_in(account: User | None = None, seed: int = 5) -> Any:
    me = persons.first(account)
    fill(me.id, Random(seed))
    episodes.record(me.id, Device.at().session(), NOW)
    return me


def exported(person_id: UUID, path: Path, account: User | None = None) -> Path:
    exporting.export(account, person_id, path, NOW)
    return path


def table(path: Path, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(path) as made:
        return list(csv.DictReader(io.StringIO(made.read(name).decode("utf-8-sig"), newline="")))


def test_out_and_in_again_is_the_same(tmp_path: Path) -> None:
    me = lived_in()
    before = rows_of_person(me.id)
    assert all(before.values()), "a table without a row proves nothing"
    path = exported(me.id, tmp_path / "e.zip")
    erase(None, me.id, from_backups=False)
    assert not any(rows_of_person(me.id).values())
    taken = reimporting.take_in(None, path)
    assert (taken.is_new, taken.already) == (True, 0)
    assert rows_of_person(me.id) == before


def test_the_same_export_twice_changes_nothing(tmp_path: Path) -> None:
    me = lived_in()
    before = rows_of_person(me.id)
    path = exported(me.id, tmp_path / "e.zip")
    taken = reimporting.take_in(None, path)
    assert (taken.is_new, taken.added) == (False, {})
    assert rows_of_person(me.id) == before


def test_what_was_written_since_stays_and_what_is_missing_comes(tmp_path: Path) -> None:
    me = persons.first(None)
    old, new = Device.at(), Device.at(NIGHT - timedelta(days=1))
    episodes.record(me.id, old.session(), NOW)
    path = exported(me.id, tmp_path / "e.zip")
    erase(None, me.id, from_backups=False)
    again = persons.first(None)
    reimporting.take_in(None, path)
    episodes.record(me.id, new.session(), NOW)
    persons.rename(None, me.id, "Ottilie")
    models.Episode.objects.filter(episode_id=old.episode_id).delete()
    models.Event.objects.filter(episode_id=old.episode_id).delete()
    taken = reimporting.take_in(None, path)
    assert taken.added == {"event": 7, "episode": 1, "steptried": 2}
    assert {one.id for one in episodes.recent(me.id)} == {old.episode_id, new.episode_id}
    assert persons.get(None, me.id).name == "Ottilie"
    assert again.id in {one.id for one in persons.household(None)}


def test_an_episode_that_both_sides_know_of_is_folded_from_all_that_was_said(tmp_path: Path) -> None:
    me = persons.first(None)
    phone = Device.at()
    episodes.record(
        me.id, [*phone.session(), phone.event(EventKind.TOLD, 120, note="said later", pain=9)], NOW
    )
    path = exported(me.id, tmp_path / "e.zip")
    whole = rows_of_person(me.id)
    erase(None, me.id, from_backups=False)
    reimporting.take_in(None, path)
    models.Event.objects.filter(data__note="said later").delete()
    models.Episode.objects.update(note="woke me up", pain=6, revision=7)
    reimporting.take_in(None, path)
    assert rows_of_person(me.id) == whole


def test_a_year_of_days_is_filled_where_nothing_was_known(tmp_path: Path) -> None:
    me = persons.first(None)

    def year(**known: float) -> dict[str, bytes]:
        values, state = np.full(366, np.nan), np.zeros(366, "u1")
        for day, value in known.items():
            values[int(day[1:])], state[int(day[1:])] = value, 3
        return {
            "values": values.tobytes(),
            "known": state.tobytes(),
            "hours": np.full(366, np.nan, "<f4").tobytes(),
        }

    column = {"person_id": me.id, "layer": "said", "exposure": "coffee", "year": 2026}
    models.DayColumn.objects.create(**column, **year(d3=1.0, d4=2.0))
    path = exported(me.id, tmp_path / "e.zip")
    models.DayColumn.objects.all().delete()
    models.DayColumn.objects.create(**column, **year(d4=5.0, d5=6.0))
    reimporting.take_in(None, path)
    values = np.frombuffer(bytes(models.DayColumn.objects.get().values))
    assert list(values[3:6]) == [1.0, 5.0, 6.0]


def test_samples_are_left_out_where_devices_have_other_numbers(tmp_path: Path) -> None:
    me = persons.first(None)
    models.DataSource.objects.create(person_id=me.id, number=0, name="watch", rank=1)
    models.SampleBlock.objects.create(
        person_id=me.id, importer="x", measure="steps", month=1, packed=b"1", count=1
    )
    path = exported(me.id, tmp_path / "e.zip")
    models.DataSource.objects.update(name="phone")
    models.SampleBlock.objects.all().delete()
    taken = reimporting.take_in(None, path)
    assert taken.samples_left_out
    assert (models.SampleBlock.objects.count(), models.DataSource.objects.count()) == (0, 1)


def test_a_person_of_somebody_elses_household_is_not_touched(tmp_path: Path) -> None:
    me = lived_in()
    before = rows_of_person(me.id)
    path = exported(me.id, tmp_path / "e.zip")
    guest = User.objects.create_user("guest")
    taken = reimporting.take_in(guest, path)
    assert taken.person_id != me.id
    assert taken.is_new
    assert reimporting.take_in(guest, path).added == {}
    assert rows_of_person(me.id) == before
    assert persons.household(None) == (persons.get(None, me.id),)


def test_nobody_gets_an_export_of_somebody_else(tmp_path: Path) -> None:
    me = lived_in()
    guest = User.objects.create_user("guest")
    with pytest.raises(NotFound):
        exporting.export(guest, me.id, tmp_path / "e.zip", NOW)
    assert list(tmp_path.glob("*.zip")) == []


def test_it_tells_nothing_of_anybody_else(tmp_path: Path) -> None:
    me = lived_in()
    other = persons.add(None, "Ottilie")
    models.OwnedProduct.objects.create(
        person_id=other.id, product_id=other.id, name="Ottilies rub", label=b"", way="typed", kept_at=NOW
    )
    with zipfile.ZipFile(exported(me.id, tmp_path / "e.zip")) as made:
        told = b"".join(made.read(name) for name in made.namelist())
    assert b"Ottilie" not in told
    assert str(other.id).encode() not in told


def test_no_cell_is_a_formula_and_data_json_is_exact(tmp_path: Path) -> None:
    me = persons.first(None)
    for number, text in enumerate(FORMULAS):
        models.OwnedProduct.objects.create(
            person_id=me.id,
            product_id=UUID(int=number),
            name=text,
            label=text.encode(),
            way="typed",
            kept_at=NOW,
        )
    path = exported(me.id, tmp_path / "e.zip")
    rows = table(path, "products.csv")
    assert [row["name"] for row in rows] == [f"'{text}" for text in FORMULAS]
    assert not any(cell.startswith(sheets._FORMULA) for row in rows for cell in row.values())
    with zipfile.ZipFile(path) as made:
        told = json.loads(made.read("data.json"))
    assert [row["name"] for row in told["tables"]["ownedproduct"]] == FORMULAS


def test_the_spasm_reads_as_the_wall_clock_showed_it(tmp_path: Path) -> None:
    me = persons.first(None)
    episodes.record(me.id, Device.at().session(), NOW)
    path = exported(me.id, tmp_path / "e.zip")
    (row,) = table(path, "episodes.csv")
    assert (row["onset"], row["minutes"], row["pain"]) == ("2026-03-01T02:13:00+01:00", "1.0", "6")
    assert [row["position"] for row in table(path, "steps_tried.csv")] == ["1", "2"]


def test_days_show_each_exposure_and_leave_the_unknown_empty(tmp_path: Path) -> None:
    me = persons.first(None)
    for layer, days in (("said", {58: (1.0, 3), 59: (0.0, 2)}), ("told", {59: (7.0, 0), 60: (2.0, 0)})):
        values, known = np.full(366, np.nan), np.zeros(366, "u1")
        for at, (value, state) in days.items():
            values[at], known[at] = value, state
        models.DayColumn.objects.create(
            person_id=me.id, layer=layer, exposure="own_tea", year=2026, values=values.tobytes(),
            known=known.tobytes(), hours=np.full(366, np.nan, "<f4").tobytes(),
        )  # fmt: skip
    rows = table(exported(me.id, tmp_path / "e.zip"), "days.csv")
    assert rows == [
        {"day": "2026-02-28", "own_tea": "1.0", "own_tea known": "yes"},
        {"day": "2026-03-01", "own_tea": "0.0", "own_tea known": "no"},
        {"day": "2026-03-02", "own_tea": "2.0", "own_tea known": "told"},
    ]


def test_the_readme_explains_every_column_of_every_file(tmp_path: Path) -> None:
    me = lived_in()
    path = exported(me.id, tmp_path / "e.zip")
    with zipfile.ZipFile(path) as made:
        readme = made.read("README.txt").decode().split("\r\n")
        for name in made.namelist():
            if name.endswith(".csv"):
                start = readme.index(name)
                for heading in table(path, name)[0]:
                    assert any(line.startswith(f"  {heading}: ") for line in readme[start:]), (name, heading)


def test_every_table_of_a_person_is_in_data_json_and_shown_or_known_not_to_be(tmp_path: Path) -> None:
    me = lived_in()
    with zipfile.ZipFile(exported(me.id, tmp_path / "e.zip")) as made:
        tables = json.loads(made.read("data.json"))["tables"]
    assert set(tables) == {model._meta.model_name for model in person_models()}
    shown = {sheet.model for sheet in sheets.SHEETS} | {models.CheckIn, models.DayColumn}
    assert set(person_models()) - shown == {models.Event, models.DiarySettings}
    assert day_sheets.CHECK_INS


@pytest.mark.parametrize(
    "told", [b"", b"[]", b'{"format": "unclench export"}', b'{"format": "x", "format_version": 1}']
)
def test_what_is_no_export_is_refused(tmp_path: Path, told: bytes) -> None:
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("data.json", told)
    with pytest.raises(InputError, match="cannot be used"):
        reimporting.take_in(None, path)
    assert persons.household(None) == ()


@pytest.mark.parametrize(
    "change",
    [{"format_version": 2}, {"migrations": {"store": ["9999_new"]}}, {"tables": {"episode": [{"area": "tail"}]}},
     {"tables": {"event": [{"at": "never"}]}}, {"person": {"id": "x"}}, {"tables": {"event": [3]}}],
)  # fmt: skip
def test_an_export_that_was_changed_by_hand_is_taken_whole_or_not_at_all(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    me = lived_in()
    path = exported(me.id, tmp_path / "e.zip")
    erase(None, me.id, from_backups=False)
    with zipfile.ZipFile(path) as given:
        told = json.loads(given.read("data.json"))
    with zipfile.ZipFile(tmp_path / "changed.zip", "w") as made:
        made.writestr("data.json", json.dumps(told | change))
    with pytest.raises(InputError, match="cannot be used"):
        reimporting.take_in(None, tmp_path / "changed.zip")
    assert persons.household(None) == ()
