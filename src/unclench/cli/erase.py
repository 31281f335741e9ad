# SPDX-License-Identifier: Apache-2.0
"""`unclench erase`: one person is gone for good."""

from __future__ import annotations

import argparse
from uuid import UUID

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who, and from where."""
    parser.add_argument("person", metavar="PERSON", help="the name, as this household calls them")
    parser.add_argument("--backups", action="store_true", help="take them out of our own backups, too")
    parser.add_argument("--yes", action="store_true", help="do not ask for the name again")


def run(args: argparse.Namespace) -> int:
    """Ask for the name, erase, and say what still holds them."""
    from unclench.cli.household import ready_django

    ready_django()
    from unclench.cli.household import person_named
    from unclench.cli.restore import confirmed
    from unclench.store import schema
    from unclench.store.safekeeping import erasing

    schema.bring_up_to_date()
    if args.backups and (gone := _erased_before(args.person)):
        print(f"Taken out of {len(erasing.take_out(gone))} backups.")
        return 0
    person = person_named(args.person)
    question = f"Everything of {person.name} will be gone for good. Type the name to do it: "
    if not args.yes and not confirmed(question, person.name):
        print("Nothing was changed.")
        return 1
    done = erasing.erase(None, person.id, from_backups=args.backups)
    print(f"{person.name} is erased: {done.rows:,} rows.")
    if not done.swept:
        print(
            "Another program is reading the database; a running server overwrites what is left within the hour."
        )
    if done.rewritten:
        print(f"Taken out of {len(done.rewritten)} backups.")
    if done.still_in:
        print(
            f"{len(done.still_in)} backups in {done.still_in[0].parent} still hold them; --backups takes them out."
        )
        print(f"To do it now: unclench erase {person.id} --backups")
    print("Exports, and backups you copied elsewhere, are yours to delete.")
    return 0


def _erased_before(person: str) -> UUID | None:
    """The id of somebody who is in the backups alone."""
    from unclench.store import persons

    try:
        wanted = UUID(person)
    except ValueError:
        return None
    return None if any(one.id == wanted for one in persons.household(None)) else wanted
