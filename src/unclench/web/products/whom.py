# SPDX-License-Identifier: Apache-2.0
"""Whom a product is judged for: the open diary's person, as vetting knows people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from unclench.diary import Person
from unclench.vetting import Profile, profile_of
from unclench.vetting.label import Region
from unclench.web.library import library

__all__ = ["profile_for", "region_of"]

_CHILD_UNTIL_YEARS = 12
_GROWN_UP_YEARS = 18
_OF_THE_EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


def region_of(country: str) -> Region:
    """Whose rules hold where somebody lives; unknown where nobody said, or we know none."""
    if country in _OF_THE_EU:
        return Region.EU
    return {"US": Region.US, "GB": Region.UK}.get(country, Region.UNKNOWN)


def profile_for(
    person: Person, household: Iterable[Person], today: date, now_true: Iterable[str] = ()
) -> Profile:
    """The person as vetting knows people. now_true: conditions of the moment, such as a rub on the skin.

    A year of birth gives an age that may be a year too high: of a child the lower one counts, because more is
    forbidden to it.
    """
    years = person.age_years(today)
    if years is not None and 0 < years <= _GROWN_UP_YEARS:
        years -= 1
    others = (one.age_years(today) for one in household if one.id != person.id)
    return profile_of(
        library(),
        age=years,
        sex=person.sex.value if person.sex else "",
        region=region_of(person.country),
        conditions=sorted(person.conditions | set(now_true)),
        drugs=[medicine.name for medicine in person.medicines],
        children_at_home=any(age is not None and age <= _CHILD_UNTIL_YEARS for age in others),
    )
