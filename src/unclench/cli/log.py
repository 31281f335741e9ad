# SPDX-License-Identifier: Apache-2.0
"""`unclench log`: write down a spasm that is over."""

from __future__ import annotations

import argparse
from datetime import datetime, timedelta
from typing import Any

from unclench.cli.areas import add_area, add_side, asked_area, asked_side
from unclench.errors import InputError

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said about a spasm in one line."""
    add_area(parser)
    add_side(parser)
    parser.add_argument(
        "--at",
        metavar="TIME",
        help="when it began: 02:13, “yesterday 23:10” or 2026-03-01T02:13; without it, now",
    )
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", metavar="N", help="how long it lasted")
    length.add_argument("--ended", metavar="TIME", help="when it ended")
    parser.add_argument("--pain", metavar="N", help="how strong the pain was, 0 to 10")
    parser.add_argument(
        "--doing", metavar="WHAT", help="what you were doing: asleep, sitting, after exercise ..."
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="anything you want to keep")


def run(args: argparse.Namespace) -> int:
    """Check everything, then keep one episode and show it as the diary does."""
    from unclench.cli.times import local_now
    from unclench.diary import parse_event

    now = local_now()
    event = parse_event(_raw_event(args, now), now)

    from unclench.cli.household import open_household

    person = open_household()
    from unclench.cli.diary_words import episode_lines
    from unclench.evidence import load
    from unclench.store import episodes

    receipt = episodes.record(person.id, [event], now)
    print("Kept in the diary:")
    print("\n".join(episode_lines(receipt.episodes[0], load(), with_day=True)))
    return 0


def _raw_event(args: argparse.Namespace, now: datetime) -> dict[str, Any]:
    """The `logged` event in its documented JSON shape; InputError for what cannot be meant."""
    from uuid6 import uuid7

    from unclench.cli.times import parse_time

    area = asked_area(args)
    onset = parse_time(args.at, now, field="at") if args.at else now
    ended = _end(args, onset, now)
    data: dict[str, Any] = {
        "area": area.value, "side": asked_side(args, area).value, "recorded": "command",
        "pain": _pain(args.pain), "doing": _doing(args.doing), "note": args.note,
    }  # fmt: skip
    if ended is not None:
        data |= {"ended_at": ended.isoformat(), "let_go": True}
    return {
        "id": str(uuid7()), "episode": str(uuid7()), "kind": "logged", "at": onset.isoformat(), "data": data,
    }  # fmt: skip


def _end(args: argparse.Namespace, onset: datetime, now: datetime) -> datetime | None:
    from unclench.cli.times import parse_time

    if args.ended:
        return parse_time(args.ended, now, field="ended", after=onset)
    if args.minutes is None:
        return None
    try:
        ended = onset + timedelta(minutes=float(args.minutes))
    except (ValueError, OverflowError):
        ended = onset
    if ended <= onset:
        raise InputError(
            f"“{args.minutes}” is not a number of minutes.", why="It must be a number above 0, such as 3 or 0.5.",
            todo="Correct --minutes; nothing was kept.", field="minutes",
        )  # fmt: skip
    if ended > now:
        raise InputError(
            f"The spasm would end in the future, at {ended:%H:%M}.",
            why=f"It began at {onset:%H:%M}, and it is {now:%H:%M} now.",
            todo="Say with --at when it began, or correct --minutes; nothing was kept.", field="minutes",
        )  # fmt: skip
    return ended


def _pain(said: str | None) -> int | None:
    if said is None:
        return None
    if not said.isdecimal() or not 0 <= int(said) <= 10:
        raise InputError(
            f"“{said[:20]}” is not a pain score.", why="Pain is a whole number from 0 to 10.",
            todo="Correct --pain; nothing was kept.", field="pain",
        )  # fmt: skip
    return int(said)


def _doing(said: str | None) -> str | None:
    from unclench.diary import DOING_LABELS

    if said is None:
        return None
    wanted = said.strip().lower().replace("-", " ").replace("_", " ")
    for doing, label in DOING_LABELS.items():
        if wanted in (doing.value.replace("_", " "), label.lower()):
            return doing.value
    known = ", ".join(doing.value.replace("_", " ") for doing in DOING_LABELS)
    raise InputError(
        f"“{said[:40]}” is not in the list of what you can be doing.", why=f"The list is: {known}.",
        todo="Choose one of them, or write it into --note.", field="doing",
    )  # fmt: skip
