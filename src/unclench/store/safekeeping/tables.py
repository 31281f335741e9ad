# SPDX-License-Identifier: Apache-2.0
"""Which tables are kept, in an order where what is pointed at comes first, and their rows as lines of JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, Protocol
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Field, ForeignKey, Model

__all__ = [
    "KEPT_APPS", "LEFT_OUT", "TableModel", "fields_of", "in_batches", "line_of", "name_of", "ordered_models",
    "row_of", "rows_of", "values_of",
]  # fmt: skip

TableModel = type[Model]

KEPT_APPS = ("store", "auth", "account")
"""Whose tables are kept, and whose migrations say how old a backup is."""

LEFT_OUT = frozenset(
    {"auth.permission", "auth.group", "auth.user_groups", "auth.user_user_permissions", "auth.group_permissions",
     "account.emailconfirmation"}
)  # fmt: skip
"""Tables of those apps that nothing of ours writes. Logins (sessions) are keys and not memories: never kept."""

_ROWS_AT_ONCE = 200


class _Apps(Protocol):
    def get_models(self, include_auto_created: bool = ...) -> Any: ...


def name_of(model: TableModel) -> str:
    """Such as store.person: the same in every version, whatever a database calls the table."""
    return model._meta.label_lower


def ordered_models(apps: _Apps) -> list[TableModel]:
    """The kept tables of these apps: what a row points at comes before the row."""
    waiting = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in KEPT_APPS and model._meta.managed and name_of(model) not in LEFT_OUT
    ]
    ordered: list[TableModel] = []
    while waiting:
        known = {name_of(model) for model in ordered}
        ready = [model for model in waiting if _points_at(model) <= known]
        ordered += sorted(ready, key=name_of)
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _points_at(model: TableModel) -> set[str]:
    targets = {name_of(field.related_model) for field in fields_of(model) if isinstance(field, ForeignKey)}
    return targets - {name_of(model)}


def fields_of(model: TableModel) -> list[Field[Any, Any]]:
    """The columns, in the order of the table."""
    return list(model._meta.concrete_fields)


def rows_of(model: TableModel, using: str = DEFAULT_DB_ALIAS, **only: Any) -> Iterator[dict[str, Any]]:
    """The rows as column name -> value, in the order of their keys; a few at a time are in memory."""
    names = [field.attname for field in fields_of(model)]
    found = model._base_manager.using(using).filter(**only).order_by("pk").values_list(*names)
    for values in found.iterator(chunk_size=_ROWS_AT_ONCE):
        yield dict(zip(names, values, strict=True))


def values_of(model: TableModel, told: dict[str, Any]) -> dict[str, Any]:
    """What a line tells, as values of the columns; a column it does not tell of gets its default.

    Raises ValueError, TypeError or Django's ValidationError where a value cannot be one of its column.
    """
    return {
        field.attname: field.to_python(told[field.attname])
        for field in fields_of(model)
        if field.attname in told
    }


def row_of(model: TableModel, told: dict[str, Any]) -> Model:
    """A row to be kept."""
    return model(**values_of(model, told))


def line_of(row: dict[str, Any]) -> bytes:
    """A row as one line: keys sorted and letters escaped, so that equal rows are equal bytes in every database."""
    return json.dumps(row, default=_plain, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n"


def in_batches(rows: Iterable[Model]) -> Iterator[list[Model]]:
    """So many rows as may be held in memory at once."""
    left = iter(rows)
    while batch := list(islice(left, _ROWS_AT_ONCE)):
        yield batch


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"a column holds a {type(value).__name__}")
