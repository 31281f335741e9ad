# SPDX-License-Identifier: Apache-2.0
"""Take an export in again: a person who is not here is made, one who is here gets what they lack.

What stands here already stays as it is, so the same export twice changes nothing, and an older export never undoes
what was written since. Events, checks, check-ins and notes are only ever added; what is folded from them is
folded anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import numpy as np
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction

from unclench.body.areas import Area, Side
from unclench.diary import Doing, Recorded, StepResult, fold
from unclench.diary.columns import Known
from unclench.store import medicines, models, recording, rows
from unclench.store.faults import explained, in_words
from unclench.store.safekeeping import exported
from unclench.store.safekeeping.of_a_person import key_of, owned, person_models, short_name
from unclench.store.safekeeping.tables import TableModel, in_batches, values_of

__all__ = ["TakenIn", "take_in"]

_FROM_FILES = ("datasource", "sampleblock")


@dataclass(slots=True)
class TakenIn:
    """What became of an export.

    person_id, name: who it was taken into. is_new: they were not here before. added: rows by table. already: rows that
    stood here. samples_left_out: devices are numbered differently here, so the samples must be read from their files.
    """

    person_id: UUID
    name: str
    is_new: bool
    added: dict[str, int] = field(default_factory=dict)
    already: int = 0
    samples_left_out: bool = False


@explained
def take_in(account: User | None, path: Path) -> TakenIn:
    """Add what an export holds to the person it is of, in this household; all of it or nothing.

    Where somebody else's household has that person, this one gets a person of its own, the same each time. InputError
    where the file is no export, is damaged or of a newer Unclench; StoreBusy, StoreFull, StoreUnavailable.
    """
    told = exported.read(path)
    try:
        with transaction.atomic():
            taken = _person(account, told.person)
            recording.lock(taken.person_id)
            _add_rows(taken, told.tables)
    except (IntegrityError, DataError, ValueError, TypeError, KeyError, ValidationError) as problem:
        if isinstance(problem, DatabaseError) and in_words(problem) is not None:
            raise
        raise exported.broken(why="A row of it does not fit this diary.") from problem
    return taken


def _person(account: User | None, told: Mapping[str, Any]) -> TakenIn:
    owner = None if account is None or account.is_superuser else account
    values = values_of(models.Person, dict(told))
    found = models.Person.objects.filter(id=values["id"]).first()
    if found is not None and found.owner_id != (owner and owner.pk):
        values["id"] = uuid5(values["id"], f"household {owner.pk if owner else 0}")
        found = models.Person.objects.filter(id=values["id"]).first()
    if found is not None:
        return TakenIn(found.id, found.name, is_new=False)
    if values.get("is_first"):
        values["is_first"] = not models.Person.objects.filter(owner=owner, is_first=True).exists()
    made = models.Person(**values, owner=owner)
    rows.person_of(made)
    made.save(force_insert=True)
    return TakenIn(made.id, made.name, is_new=True)


def _add_rows(taken: TakenIn, tables: Mapping[str, list[dict[str, Any]]]) -> None:
    taken.samples_left_out = not _same_numbers(taken.person_id, tables)
    begun = set(models.Episode.objects.filter(person_id=taken.person_id).values_list("episode_id", flat=True))
    touched: set[UUID] = set()
    for model in person_models():
        name = short_name(model)
        lines = tables.get(name, [])
        if taken.samples_left_out:
            lines = [] if name in _FROM_FILES else [row for row in lines if row.get("layer") != "told"]
        steps = model is models.StepTried
        added = _steps(taken, lines, begun) if steps else _missing(taken, model, lines)
        _readable(model, added)
        for batch in in_batches(added):
            model._base_manager.bulk_create(batch)
        if added:
            taken.added[name] = len(added)
        if model is models.Event:
            touched = {row.episode_id for row in added if row.episode_id in begun}
        if model is models.DayColumn:
            _fill_days(taken.person_id, lines)
    _fold_again(taken.person_id, touched)
    if not taken.is_new and "medicinenote" in taken.added:
        medicines.projected(taken.person_id)


def _missing(taken: TakenIn, model: TableModel, lines: Iterable[dict[str, Any]]) -> list[Any]:
    """The rows that the person does not have yet."""
    key = key_of(model)
    found = owned(model, taken.person_id)
    assert found is not None
    known = set(found.values_list(*key)) if key else ({()} if found.exists() else set())
    added = []
    for line in lines:
        values = values_of(model, line) | {"person_id": taken.person_id}
        mine = tuple(values[name] for name in key)
        if mine in known:
            taken.already += 1
        else:
            known.add(mine)
            added.append(model(**values))
    return added


def _steps(taken: TakenIn, lines: Iterable[dict[str, Any]], begun: set[UUID]) -> list[Any]:
    """The steps of the episodes that were added; those of the others follow from their events."""
    episodes = dict(models.Episode.objects.filter(person_id=taken.person_id).values_list("episode_id", "pk"))
    added = []
    for line in lines:
        of = UUID(str(line["episode_id"]))
        if of in begun:
            taken.already += 1
        else:
            values = values_of(models.StepTried, line | {"episode_id": episodes[of]})
            added.append(models.StepTried(**values))
    return added


def _readable(model: TableModel, added: Iterable[Any]) -> None:
    """ValueError where a page could not show what was added: an export may have been changed by hand."""
    for row in added:
        if model is models.Event:
            rows.event_of(row)
        if model is models.Episode:
            Area(row.area), Side(row.side), Recorded(row.recorded), row.doing is None or Doing(row.doing)
        if model is models.StepTried:
            StepResult(row.result)


def _fold_again(person_id: UUID, touched: set[UUID]) -> None:
    told: dict[UUID, list[Any]] = defaultdict(list)
    for row in models.Event.objects.filter(person_id=person_id, episode_id__in=touched):
        told[row.episode_id].append(rows.event_of(row))
    folded = [fold(events, person_id) for events in told.values()]
    recording.project(person_id, [one for one in folded if one is not None])


def _fill_days(person_id: UUID, lines: Iterable[dict[str, Any]]) -> None:
    """Days of which nothing is known here, and something in the export."""
    theirs = {
        (values["layer"], values["exposure"], values["year"]): values
        for values in (values_of(models.DayColumn, line) for line in lines)
    }
    changed = []
    for row in models.DayColumn.objects.filter(person_id=person_id):
        other = theirs.get((row.layer, row.exposure, row.year))
        if other is not None and _filled(row, other):
            changed.append(row)
    models.DayColumn.objects.bulk_update(changed, ["values", "known", "hours"], batch_size=100)


def _filled(row: models.DayColumn, other: Mapping[str, Any]) -> bool:
    """Whether anything was filled in."""
    parts = [("values", "<f8"), ("known", "u1"), ("hours", "<f4")]
    here = {name: np.frombuffer(bytes(getattr(row, name)), kind).copy() for name, kind in parts}
    there = {name: np.frombuffer(bytes(other[name]), kind) for name, kind in parts}
    if any(len(here[name]) != len(there[name]) for name in here):
        return False
    unknown = (here["known"] == Known.NOT_ASKED) & np.isnan(here["values"])
    news = unknown & ((there["known"] != Known.NOT_ASKED) | ~np.isnan(there["values"]))
    if not news.any():
        return False
    for name, _ in parts:
        here[name][news] = there[name][news]
        setattr(row, name, here[name].tobytes())
    return True


def _same_numbers(person_id: UUID, tables: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether the devices' numbers, which stand inside the packed samples, mean the same here and there."""
    here = dict(models.DataSource.objects.filter(person_id=person_id).values_list("name", "number"))
    there = {str(row["name"]): int(row["number"]) for row in tables.get("datasource", [])}
    taken = set(here.values())
    return all(
        here[name] == number if name in here else number not in taken for name, number in there.items()
    )
