# SPDX-License-Identifier: Apache-2.0
"""Which emergency number a page shows: the person's country's, else those of several places."""

from __future__ import annotations

from django.utils.translation import gettext as _

from unclench.care.emergency import emergency_numbers
from unclench.diary import Person
from unclench.web.languages import active

__all__ = ["for_person"]


def for_person(person: Person | None) -> list[dict[str, str]]:
    """Rows of number and place; one where the country is known."""
    numbers = emergency_numbers()
    known = numbers.get(person.country) if person and person.country else None
    if known is not None:
        return [{"number": known.number, "place": known.name(active())}]
    places = {
        "DE": _("Europe"),
        "US": _("US, Canada"),
        "GB": _("UK"),
        "AU": _("Australia"),
        "NZ": _("New Zealand"),
    }
    return [{"number": numbers[country].number, "place": place} for country, place in places.items()]
