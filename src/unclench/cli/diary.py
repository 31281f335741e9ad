# SPDX-License-Identifier: Apache-2.0
"""`unclench diary`: what happened, newest first."""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from unclench.errors import InputError

if TYPE_CHECKING:
    from unclench.diary import Episode

__all__ = ["add_arguments", "run"]

_PAGE = 200
_OFFSETS_MAY_DIFFER = timedelta(days=2)
"""Pages are in the order of UTC; a traveller's wall clocks are not. Two days past the first one, nothing is missed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How much of the diary, and in which form."""
    parser.add_argument("--json", action="store_true", help="one JSON document instead of text")
    parser.add_argument(
        "--limit", metavar="N", help="at most this many episodes (20; with --since or --json: all)"
    )
    parser.add_argument("--since", metavar="DATE", help="from this day on: 2026-03-01, today or yesterday")


def run(args: argparse.Namespace) -> int:
    """Print the diary; an empty one says how it begins."""
    from unclench.cli.household import open_household
    from unclench.cli.times import local_now, parse_day

    today = local_now().date()
    since = parse_day(args.since, today, field="since") if args.since else None
    limit = _limit(args)
    person = open_household()
    from unclench.cli.diary_words import diary_json, diary_lines

    found = _read(person.id, limit, since)
    if args.json:
        print(json.dumps(diary_json(person.name, found), ensure_ascii=False, indent=2))
    elif found:
        from unclench.evidence import load

        print("\n".join(diary_lines(found, load(), today)))
    else:
        print("The diary is empty" + (f" since {since}." if since else "."))
        print("It begins with the first session: unclench relief calf --side left")
    return 0


def _limit(args: argparse.Namespace) -> int | None:
    if args.limit is None:
        return None if args.json or args.since else 20
    if not args.limit.isdecimal() or int(args.limit) < 1:
        raise InputError(
            f"“{args.limit[:20]}” is not a number of episodes.", why="It must be 1 or more.",
            todo="Correct --limit.", field="limit",
        )  # fmt: skip
    return int(args.limit)


def _read(person_id: UUID, limit: int | None, since: date | None) -> list[Episode]:
    """Page by page, so that a long diary is never asked for in one piece."""
    from unclench.store import episodes

    found: list[Episode] = []
    mark = None
    while limit is None or len(found) < limit:
        page = episodes.recent(person_id, _PAGE if limit is None else min(_PAGE, limit - len(found)), mark)
        wanted = [one for one in page if since is None or one.local_onset.date() >= since]
        found += wanted
        if not page or (since is not None and page[-1].local_onset.date() < since - _OFFSETS_MAY_DIFFER):
            break
        mark = episodes.PageMark.after(page[-1])
    return found
