# SPDX-License-Identifier: Apache-2.0
"""Whose diaries an account may open.

The household of the machine belongs to nobody's account in the database (owner is NULL): on loopback, without login,
it is everybody's who may use this machine's data folder; over the network it belongs to the machine's owner, the
account with `is_superuser`. So the diary is the same before and after accounts are switched on, and for the command
line. Any other account sees the persons it made and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from unclench.diary import Medicine, Person, Sex
from unclench.errors import InputError, NotFound
from unclench.store import medicines as courses
from unclench.store import models, recording, rows
from unclench.store.faults import explained

__all__ = [
    "LONGEST_NAME",
    "MOST_MEDICINES",
    "add",
    "first",
    "get",
    "household",
    "rename",
    "save_about",
    "save_profile",
]

LONGEST_NAME = 100
"""Characters of a person's name, and of a medicine's."""

MOST_MEDICINES = 40
OLDEST_YEARS = 120
"""Nobody's year of birth lies further back."""


@explained
def household(account: User | None) -> tuple[Person, ...]:
    """The persons whose diaries the account may open, the first one first. account: None is the machine's own."""
    found = _of(account).order_by("-is_first", "created_at", "id")
    return tuple(rows.person_of(row) for row in found)


@explained
def first(account: User | None) -> Person:
    """The person a household begins with: made once and called "Me", however many ask at the same time."""
    row = _of(account).filter(is_first=True).first()
    if row is None:
        try:
            with transaction.atomic():
                row = models.Person.objects.create(
                    owner=_owner(account), name="Me", is_first=True, created_at=timezone.now()
                )
        except IntegrityError:  # somebody else was quicker
            row = _of(account).get(is_first=True)
    return rows.person_of(row)


@explained
def get(account: User | None, person_id: UUID) -> Person:
    """The person with this id; NotFound where there is none or it is somebody else's."""
    return rows.person_of(_row(account, person_id))


@explained
def add(account: User | None, name: str) -> Person:
    """Another person of the household; InputError where the name cannot be taken."""
    row = models.Person.objects.create(
        owner=_owner(account), name=_checked_name(name), created_at=timezone.now()
    )
    return rows.person_of(row)


@explained
def rename(account: User | None, person_id: UUID, name: str) -> Person:
    """The person under a new name; NotFound, InputError."""
    row = _row(account, person_id)
    row.name = _checked_name(name)
    row.save(update_fields=["name"])
    return rows.person_of(row)


@explained
def save_profile(
    account: User | None,
    person_id: UUID,
    *,
    conditions: Iterable[str],
    equipment: Iterable[str],
    turned_on: Iterable[str],
) -> Person:
    """The person with what the plan must know about them, replaced as a whole; NotFound, InputError.

    conditions, equipment, turned_on: keys of content; the caller has checked that content knows them.
    """
    row = _row(account, person_id)
    row.conditions = _checked_keys(conditions, "conditions")
    row.equipment = _checked_keys(equipment, "equipment")
    row.turned_on = _checked_keys(turned_on, "turned_on")
    row.save(update_fields=["conditions", "equipment", "turned_on"])
    return rows.person_of(row)


@explained
def save_about(
    account: User | None,
    person_id: UUID,
    *,
    birth_year: int | None,
    sex: Sex | None,
    country: str,
    medicines: Iterable[Medicine],
) -> Person:
    """The person with what care and a doctor must know, replaced as a whole; NotFound, InputError.

    medicines: what is taken now. A name that is new starts a course, one that is missing stops it today.
    """
    kept = [replace(one, name=_checked_medicine(one.name)) for one in _at_most(tuple(medicines))]
    year, spoken = _checked_year(birth_year), _checked_country(country)
    with transaction.atomic():
        row = _row(account, person_id)
        recording.lock(row.id)
        row.birth_year, row.sex, row.country = year, sex.value if sex else "", spoken
        row.save(update_fields=["birth_year", "sex", "country"])
        now = timezone.now()
        courses.take_list(row.id, kept, now, now.astimezone().date())
        row.refresh_from_db()
    return rows.person_of(row)


def _owner(account: User | None) -> User | None:
    return None if account is None or account.is_superuser else account


def _of(account: User | None) -> QuerySet[models.Person]:
    return models.Person.objects.filter(owner=_owner(account)) if _owner(account) else _of_the_machine()


def _of_the_machine() -> QuerySet[models.Person]:
    return models.Person.objects.filter(owner__isnull=True)


def _row(account: User | None, person_id: UUID) -> models.Person:
    row = _of(account).filter(id=person_id).first()
    if row is None:
        raise NotFound(
            "There is no such person here.", why="The diary it names is not in your household.",
            todo="Choose a person of your household.",
        )  # fmt: skip
    return row


def _checked_name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise InputError(
            "This name cannot be taken.", why=f"A name has 1 to {LONGEST_NAME} characters on one line.",
            todo="Write another one.", field="name",
        )  # fmt: skip
    return clean


def _checked_keys(keys: Iterable[str], field: str) -> list[str]:
    clean = sorted(set(keys))
    if len(clean) > 200 or not all(0 < len(key) <= 64 and key.replace("_", "a").isalnum() for key in clean):
        raise InputError(
            "This profile cannot be kept.", why="One of its entries is not an id of the content.",
            todo="Open the profile again and choose from its list.", field=field,
        )  # fmt: skip
    return clean


def _checked_year(year: int | None) -> int | None:
    now = timezone.now().year
    if year is not None and not now - OLDEST_YEARS <= year <= now:
        raise InputError(
            "This year of birth cannot be right.", why=f"It lies before {now - OLDEST_YEARS} or after {now}.",
            todo="Write a year with four digits, or leave it empty.", field="birth_year",
        )  # fmt: skip
    return year


def _checked_country(country: str) -> str:
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise InputError("This country is not on the list.", todo="Choose one of the list.", field="country")
    return country


def _checked_medicine(name: str) -> str:
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise InputError(
            "This medicine cannot be kept.", why=f"A name has 1 to {LONGEST_NAME} characters on one line.",
            todo="Write the name that stands on the box.", field="medicine",
        )  # fmt: skip
    return clean


def _at_most(medicines: tuple[Medicine, ...]) -> tuple[Medicine, ...]:
    if len(medicines) > MOST_MEDICINES:
        raise InputError(
            "These are too many medicines.", why=f"A profile keeps up to {MOST_MEDICINES}.",
            todo="Keep those you take now.", field="medicine",
        )  # fmt: skip
    return medicines
