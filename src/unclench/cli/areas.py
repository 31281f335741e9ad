# SPDX-License-Identifier: Apache-2.0
"""The arguments that name a part of the body."""

from __future__ import annotations

import argparse

from unclench.body.areas import Area, Side, area_named, side_named
from unclench.errors import InputError

__all__ = ["add_area", "add_side", "asked_area", "asked_side"]


def add_area(parser: argparse.ArgumentParser) -> None:
    """AREA: an id, a label or an everyday word, also of several words without quotes."""
    parser.add_argument("area", metavar="AREA", nargs="+", help="where it hurts: calf, foot, lower back ...")


def add_side(parser: argparse.ArgumentParser) -> None:
    """--side: your own left or right; without it, both or the middle."""
    parser.add_argument("--side", metavar="SIDE", help="left, right or both: your own left and right")


def asked_area(args: argparse.Namespace) -> Area:
    """The area that was named. `unclench relief left calf` is understood too: see asked_side."""
    words = list(args.area)
    if len(words) > 1 and words[0].lower() in ("left", "right", "both"):
        words = words[1:]
    return area_named(" ".join(words))


def asked_side(args: argparse.Namespace, area: Area) -> Side:
    """The side from --side, or from the first word of AREA; InputError where the two differ."""
    words = list(args.area)
    before = words[0].lower() if len(words) > 1 and words[0].lower() in ("left", "right", "both") else None
    if before and args.side and args.side.strip().lower() != before:
        raise InputError(
            "Two sides were said.", why=f"AREA says {before}, and --side says {args.side}.",
            todo="Say one of them.", field="side",
        )  # fmt: skip
    return side_named(args.side or before, area)
