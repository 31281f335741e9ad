# SPDX-License-Identifier: Apache-2.0
"""The command line's way into the diary: the household of this machine."""

from __future__ import annotations

import os

from unclench.diary import Person
from unclench.errors import InputError, NotFound

__all__ = ["open_household", "person_named", "ready_django"]


def ready_django() -> None:
    """Set Django up for this process; costs about a third of a second, so only verbs that keep or read call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unclench.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:  # a second time would only bind the log to whatever stands in for stderr now
        django.setup()


def open_household() -> Person:
    """The first person of this machine's household, with the tables brought up to date before.

    The command line works as who may read the data folder: no login, whatever mode the server runs in.
    """
    ready_django()
    from unclench.store import persons, schema

    schema.bring_up_to_date()
    return persons.first(None)


def person_named(name: str) -> Person:
    """The person of this machine's household with that name or id. NotFound; InputError where two have it."""
    from unclench.store import persons

    household = persons.household(None)
    wanted = " ".join(name.split()).casefold()
    found = [one for one in household if wanted in (one.name.casefold(), str(one.id))]
    if not found:
        names = ", ".join(one.name for one in household) or "nobody yet"
        raise NotFound(
            f"There is no “{name[:60]}” here.", why=f"The household has: {names}.", todo="Correct the name."
        )
    if len(found) > 1:
        raise InputError(
            f"More than one person is called “{name[:60]}”.", why="Their ids differ: "
            + ", ".join(str(one.id) for one in found) + ".", todo="Give the id instead of the name.", field="person",
        )  # fmt: skip
    return found[0]
