# SPDX-License-Identifier: Apache-2.0
"""The shelf: products a person owns, with their labels as they were given, and what is on the skin now.

These verbs trust person_id: get it from `persons`, which knows whose it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from unclench.diary import StepResult
from unclench.errors import InputError, NotFound
from unclench.store import models
from unclench.store.faults import explained

__all__ = [
    "LONGEST_PRODUCT_NAME",
    "MOST_PRODUCTS",
    "InDiary",
    "OnSkin",
    "OwnedProduct",
    "delete",
    "get",
    "in_diary",
    "keep",
    "note_verdict",
    "on_skin",
    "put_on",
    "restore",
    "shelf",
    "take_off",
]

LONGEST_PRODUCT_NAME = 200
MOST_PRODUCTS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedProduct:
    """A product on the shelf.

    label: as it was given; data from outside, to be shown escaped. way: file, paste or typed. whole: the person said
    that this is all that stands on it. route: skin or mouth where they said it, else "". judged: the verdict they
    last read. on_skin: momentary conditions that hold until on_skin_until. deleted: off the shelf, kept for undo.
    """

    id: UUID
    name: str
    label: bytes
    way: str
    kept_at: datetime
    file_name: str = ""
    whole: bool = False
    route: str = ""
    judged: Mapping[str, Any] = field(default_factory=dict)
    put_on_at: datetime | None = None
    on_skin_until: datetime | None = None
    on_skin: frozenset[str] = frozenset()
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class OnSkin:
    """What is on the skin now. conditions: momentary ones of content, true until then. Times are UTC."""

    product_id: UUID
    name: str
    put_on_at: datetime
    until: datetime
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True)
class InDiary:
    """tried: episodes with such a step; let_go: those that let go during it; named: those whose note names it."""

    tried: int
    let_go: int
    named: int


@explained
def keep(person_id: UUID, product: OwnedProduct) -> bool:
    """Put a product on the shelf; False where it stands there already, so that a second click keeps one.

    InputError where the shelf is full.
    """
    if _row(person_id, product.id) is not None:
        return False
    if _kept(person_id).count() >= MOST_PRODUCTS:
        raise InputError(
            "Your shelf is full.", why=f"It holds up to {MOST_PRODUCTS} products.",
            todo="Take off what you no longer own.",
        )  # fmt: skip
    try:
        with transaction.atomic():
            models.OwnedProduct.objects.create(
                person_id=person_id, product_id=product.id, name=product.name[:LONGEST_PRODUCT_NAME],
                label=zlib.compress(product.label), file_name=product.file_name[:LONGEST_PRODUCT_NAME],
                way=product.way, whole=product.whole, route=product.route, kept_at=product.kept_at,
                judged=dict(product.judged),
            )  # fmt: skip
    except IntegrityError:  # the other click was quicker
        if _row(person_id, product.id) is not None:
            return False
        raise
    return True


@explained
def shelf(person_id: UUID) -> list[OwnedProduct]:
    """Everything on the shelf, newest first."""
    return [_product_of(row) for row in _kept(person_id).order_by("-kept_at", "-product_id")]


@explained
def get(person_id: UUID, product_id: UUID) -> OwnedProduct:
    """One product, also a deleted one (`deleted` says so); NotFound where it is not on this person's shelf."""
    return _product_of(_found(person_id, product_id))


@explained
def delete(person_id: UUID, product_id: UUID) -> None:
    """Take it off the shelf; what it left on the skin is still there until its time is over."""
    _change(person_id, product_id, deleted=True)


@explained
def restore(person_id: UUID, product_id: UUID) -> None:
    """Undo a deletion."""
    _change(person_id, product_id, deleted=False)


@explained
def note_verdict(person_id: UUID, product_id: UUID, judged: Mapping[str, Any]) -> None:
    """The person has read this verdict: later ones are told apart from it."""
    _change(person_id, product_id, judged=dict(judged))


@explained
def put_on(
    person_id: UUID, product_id: UUID, conditions: Iterable[str], now: datetime, until: datetime
) -> None:
    """It went onto the skin now."""
    _change(person_id, product_id, put_on_at=now, on_skin_until=until, on_skin=sorted(set(conditions)))


@explained
def take_off(person_id: UUID, product_id: UUID) -> None:
    """It is off the skin."""
    _change(person_id, product_id, put_on_at=None, on_skin_until=None, on_skin=[])


@explained
def on_skin(person_id: UUID, now: datetime) -> tuple[OnSkin, ...]:
    """What is on the skin now, the latest first; also what was taken off the shelf meanwhile."""
    rows = models.OwnedProduct.objects.filter(
        person_id=person_id, put_on_at__isnull=False, on_skin_until__gt=now
    )
    return tuple(
        OnSkin(row.product_id, row.name, row.put_on_at, row.on_skin_until, frozenset(row.on_skin))
        for row in rows.defer("label").order_by("-put_on_at")
        if row.put_on_at is not None and row.on_skin_until is not None
    )


@explained
def in_diary(person_id: UUID, remedies: Iterable[str], names: Iterable[str]) -> InDiary:
    """How often the diary holds one of these remedies as a step, and one of these names in a note."""
    episodes = models.Episode.objects.filter(person_id=person_id, deleted=False)
    steps = models.StepTried.objects.filter(episode__in=episodes, remedy__in=list(remedies))
    worked = steps.filter(result=StepResult.LET_GO.value)
    noted = Q()
    for name in names:
        noted |= Q(note__icontains=name) | Q(different__icontains=name)
    return InDiary(
        tried=steps.values("episode").distinct().count(),
        let_go=worked.values("episode").distinct().count(),
        named=episodes.filter(noted).count() if noted else 0,
    )


def _kept(person_id: UUID) -> QuerySet[models.OwnedProduct]:
    return models.OwnedProduct.objects.filter(person_id=person_id, deleted=False)


def _row(person_id: UUID, product_id: UUID) -> models.OwnedProduct | None:
    return models.OwnedProduct.objects.filter(person_id=person_id, product_id=product_id).first()


def _found(person_id: UUID, product_id: UUID) -> models.OwnedProduct:
    row = _row(person_id, product_id)
    if row is None:
        raise _unknown()
    return row


def _change(person_id: UUID, product_id: UUID, **values: Any) -> None:
    if not models.OwnedProduct.objects.filter(person_id=person_id, product_id=product_id).update(**values):
        raise _unknown()


def _unknown() -> NotFound:
    return NotFound(
        "There is no such product on this shelf.", why="It may belong to another person, or was never kept.",
        todo="Open it from the shelf.",
    )  # fmt: skip


def _product_of(row: models.OwnedProduct) -> OwnedProduct:
    return OwnedProduct(
        id=row.product_id, name=row.name, label=zlib.decompress(bytes(row.label)), way=row.way,
        kept_at=row.kept_at, file_name=row.file_name, whole=row.whole, route=row.route, judged=row.judged,
        put_on_at=row.put_on_at, on_skin_until=row.on_skin_until, on_skin=frozenset(row.on_skin),
        deleted=row.deleted,
    )  # fmt: skip
