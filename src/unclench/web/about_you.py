# SPDX-License-Identifier: Apache-2.0
"""The part of the profile that care and a doctor must know: year of birth, sex, country, medicines."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import Any, TypedDict

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unclench.care.emergency import emergency_numbers
from unclench.diary import Medicine, Person, Sex
from unclench.errors import InputError

__all__ = ["About", "as_form", "read", "shown"]

_EMPTY_ROWS = 2


class About(TypedDict):
    """What `persons.save_about` keeps."""

    birth_year: int | None
    sex: Sex | None
    country: str
    medicines: list[Medicine]


def read(form: QueryDict) -> About:
    """What the form says. Raises InputError and names the field."""
    country = form.get("country", "")
    if country and country not in emergency_numbers():
        raise InputError(
            gettext_noop("This country is not on the list."), todo=gettext_noop("Choose one of the list."),
            field="country",
        )  # fmt: skip
    return About(
        birth_year=_year(form.get("birth_year", "").strip()),
        sex=_sex(form.get("sex", "")),
        country=country,
        medicines=[Medicine(name, _day(day)) for name, day in _rows(form) if name],
    )


def as_form(person: Person) -> QueryDict:
    """What the person's profile would send, so that a page shows what is kept and what was typed in one way."""
    form = QueryDict(mutable=True)
    form["name"] = person.name
    form["birth_year"] = "" if person.birth_year is None else str(person.birth_year)
    form["sex"] = person.sex.value if person.sex else ""
    form["country"] = person.country
    form.setlist("medicine", [one.name for one in person.medicines])
    form.setlist("since", [one.since.isoformat() if one.since else "" for one in person.medicines])
    for name in ("conditions", "equipment", "turned_on"):
        form.setlist(name, sorted(getattr(person, name)))
    return form


def shown(form: QueryDict, language: str) -> dict[str, Any]:
    """The fields as the page shows them, with two empty rows for further medicines."""
    rows = [row for row in _rows(form) if any(row)] + [("", "")] * _EMPTY_ROWS
    countries = sorted((row.name(language), row.country) for row in emergency_numbers().values())
    sexes = (("", _("Not said")), (Sex.FEMALE.value, _("Female")), (Sex.MALE.value, _("Male")))
    return {
        "birth_year": form.get("birth_year", ""),
        "sexes": [{"value": key, "label": label, "on": key == form.get("sex", "")} for key, label in sexes],
        "countries": [
            {"value": code, "label": name, "on": code == form.get("country", "")} for name, code in countries
        ],
        "medicines": [
            {"number": number, "name": name, "since": since} for number, (name, since) in enumerate(rows, 1)
        ],
    }


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise InputError(
            gettext_noop("This year of birth cannot be right."),
            todo=gettext_noop("Write a year with four digits, or leave it empty."),
            field="birth_year",
        )  # fmt: skip
    return int(text)


def _sex(text: str) -> Sex | None:
    return Sex(text) if text in set(Sex) else None


def _rows(form: QueryDict) -> list[tuple[str, str]]:
    names, days = form.getlist("medicine"), form.getlist("since")
    return [(name.strip(), day.strip()) for name, day in zip_longest(names, days, fillvalue="")]


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            gettext_noop("This day cannot be read."),
            todo=gettext_noop("Write it as year-month-day, or leave it empty."),
            field="medicine",
        ) from None
