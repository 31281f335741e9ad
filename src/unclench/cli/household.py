# SPDX-License-Identifier: Apache-2.0
"""The command line's way into the diary: the household of this machine."""

from __future__ import annotations

import os

from unclench.diary import Person

__all__ = ["open_household", "ready_django"]


def ready_django() -> None:
    """Set Django up for this process; costs about a third of a second, so only verbs that keep or read call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unclench.web.settings")
    import django

    django.setup()


def open_household() -> Person:
    """The first person of this machine's household, with the tables brought up to date before.

    The command line works as who may read the data folder: no login, whatever mode the server runs in.
    """
    ready_django()
    from unclench.store import persons, schema

    schema.bring_up_to_date()
    return persons.first(None)
