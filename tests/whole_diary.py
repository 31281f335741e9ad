# SPDX-License-Identifier: Apache-2.0
"""A diary with rows in every table there is, made with dice, so that a table added later is in it, too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import numpy as np
from django.db import models as fields

from unclench.store import models
from unclench.store.safekeeping.of_a_person import key_of, person_models
from unclench.store.safekeeping.tables import fields_of

__all__ = ["TEXTS", "fill", "rows_of_person"]

TEXTS = ("Wade, wie ein Messer", "=HYPERLINK(\"x\")", "cafe\u0301 \U0001f9b5", "",
         "a,b;\"c\"\nd", "-1", "@sum")  # fmt: skip


def fill(person_id: UUID, dice: Random, texts: Sequence[str] = TEXTS, most: int = 3) -> None:
    """Give a person at least one row of every table."""
    for model in person_models():
        count = dice.randint(1, most) if key_of(model) else 1
        made = [_row(model, person_id, number, dice, texts) for number in range(count)]
        model._base_manager.bulk_create(made)
    models.Person.objects.filter(id=person_id).update(
        conditions=["pregnant"], birth_year=1970 + dice.randint(0, 40), sex="female", country="DE",
        medicines=[{"name": "Magnesium", "since": None}],
    )  # fmt: skip


def rows_of_person(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """Every row of a person, told without the numbers of this database."""
    found: dict[str, list[dict[str, Any]]] = {}
    for model in (models.Person, *person_models()):
        if model is models.StepTried:
            rows = models.StepTried.objects.filter(episode__person_id=person_id).values(
                "episode__episode_id", "position", "remedy", "started_at", "result"
            )
        else:
            rows = model._base_manager.filter(
                **{"id" if model is models.Person else "person_id": person_id}
            ).values()
        told = [
            {
                key: bytes(value) if isinstance(value, memoryview) else value
                for key, value in row.items()
                if key != "id" or model is models.Person
            }
            for row in rows
        ]
        found[model.__name__] = sorted(told, key=repr)
    return found


def _row(model: Any, person_id: UUID, number: int, dice: Random, texts: Sequence[str]) -> Any:
    values = {
        field.attname: _value(field, dice, texts)
        for field in fields_of(model)
        if not isinstance(field, fields.AutoField)
    }
    if "utc_offset_minutes" in values:
        values["utc_offset_minutes"] = dice.choice([-480, 0, 60, 330])
    values |= _meaningful(model, number, dice)
    if model is models.StepTried:
        owner = models.Episode.objects.filter(person_id=person_id).latest("pk")
        return model(**values | {"episode_id": owner.pk, "position": number})
    return model(**values | {"person_id": person_id})


def _meaningful(model: Any, number: int, dice: Random) -> dict[str, Any]:
    """What a column may hold, where its type does not say it, and what makes rows differ."""
    at = [np.nan if dice.random() < 0.5 else dice.uniform(-5, 5) for _ in range(366)]
    known = [4 if value == value else dice.choice([0, 1]) for value in at]
    return {
        models.Event: {"kind": "told", "data": {"note": dice.choice(TEXTS), "pain": dice.randint(0, 10)}},
        models.Episode: {"area": "calf", "side": "left", "recorded": "form", "doing": None, "pain": None},
        models.StepTried: {"result": "moved_on"},
        models.CheckIn: {"answers": {"coffee": {"state": "yes", "value": dice.random(), "hour": None}}, "of": None},
        models.DayColumn: {
            "layer": dice.choice(["said", "told"]), "exposure": f"own_{number}", "year": 2026,
            "values": np.array(at, "<f8").tobytes(), "known": np.array(known, "u1").tobytes(),
            "hours": np.full(366, np.nan, "<f4").tobytes(),
        },
        models.DataSource: {"number": number, "name": f"watch {number}"},
        models.SampleBlock: {"month": 2026 * 12 + number},
        models.ImportedWorkout: {"kind": f"walk {number}"},
        models.DiarySettings: {"own": [], "followed": ["coffee"]},
    }.get(model, {})  # fmt: skip


def _value(field: Any, dice: Random, texts: Sequence[str]) -> Any:
    if field.null and dice.random() < 0.3:
        return None
    kinds: list[tuple[type, Any]] = [
        (fields.UUIDField, lambda: UUID(int=dice.getrandbits(128))),
        (
            fields.DateTimeField,
            lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=dice.getrandbits(44)),
        ),
        (fields.DateField, lambda: date(2026, 1, 1) + timedelta(days=dice.randint(0, 700))),
        (fields.BooleanField, lambda: dice.random() < 0.5),
        (fields.FloatField, lambda: dice.uniform(-1e3, 1e6)),
        (fields.IntegerField, lambda: dice.randint(0, 3_000)),
        (fields.BinaryField, lambda: dice.randbytes(dice.randint(0, 300))),
        (fields.JSONField, lambda: {"a": [1, 2.5, None, dice.choice(texts)], "b": {"c": dice.random()}}),
        (fields.CharField, lambda: dice.choice(texts)[: field.max_length]),
        (fields.TextField, lambda: dice.choice(texts)),
        (fields.ForeignKey, lambda: None),
        (fields.OneToOneField, lambda: None),
    ]
    return next(make for kind, make in kinds if isinstance(field, kind))()
