# SPDX-License-Identifier: Apache-2.0
"""Which rows are one person's, and what tells one of their rows from another wherever it is kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet, UniqueConstraint

from unclench.store import models
from unclench.store.safekeeping.tables import TableModel, fields_of, ordered_models

__all__ = ["key_of", "owned", "person_models", "short_name"]


def owned(model: TableModel, person_id: UUID, using: str = DEFAULT_DB_ALIAS) -> QuerySet[Any] | None:
    """The person's rows of a table; None where its rows belong to nobody in particular."""
    found = model._base_manager.using(using)
    if model is models.Person:
        return found.filter(pk=person_id)
    if model is models.StepTried:
        return found.filter(episode__in=models.Episode.objects.using(using).filter(person_id=person_id))
    if any(field.attname == "person_id" for field in fields_of(model)):
        return found.filter(person_id=person_id)
    return None


def person_models() -> list[TableModel]:
    """The tables whose rows belong to a person, but for the person's own; what is pointed at comes first."""
    nobody = UUID(int=0)
    return [
        model
        for model in ordered_models(apps)
        if model is not models.Person and owned(model, nobody) is not None
    ]


def short_name(model: TableModel) -> str:
    """What an export calls the table, such as checkin."""
    return model._meta.model_name or ""


def key_of(model: TableModel) -> tuple[str, ...]:
    """The columns that make a row this row and no other, within one person. () where the person has one row at most.

    A table without such a promise tells its rows apart by everything they say.
    """
    names = [field.attname for field in fields_of(model)]
    by_field = {field.name: field.attname for field in fields_of(model)}
    if model._meta.pk is not None and model._meta.pk.attname == "person_id":
        return ()
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            return tuple(by_field[name] for name in constraint.fields if by_field[name] != "person_id")
    return tuple(name for name in names if name not in ("id", "person_id"))
