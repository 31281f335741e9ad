# SPDX-License-Identifier: Apache-2.0
"""Health Connect's apps as sources, in the order the person gave them on the phone.

The order is one for moving and another for sleep. Sources of equal rank stand in the order they were first named, so
the apps are named best first; an app that stands elsewhere for sleep becomes a source of its own there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from unclench.intake.gathering import Gathering
from unclench.intake.samples import Rank

__all__ = ["Apps"]

_APPS, _PRIORITIES = "application_info_table", "health_data_category_priority_table"
_ACTIVITY, _SLEEP = 1, 5
_BY_HAND = 3
_MOST_APPS = 200
_UNNAMED = "Health Connect"
_RANKS = (Rank.WATCH, Rank.PHONE)


class _Texts(Protocol):
    def columns(self, table: str) -> frozenset[str]: ...
    def texts(self, table: str, columns: Sequence[str], most: int) -> list[tuple[object, ...]]: ...


@dataclass(slots=True)
class Apps:
    """Who wrote a record. names: by the app's number."""

    into: Gathering
    names: dict[int, str]
    ranks: dict[int, Rank] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()

    @classmethod
    def of(cls, database: _Texts, into: Gathering) -> Apps:
        """The apps of a database, already named in their order."""
        names = _names(database)
        moving, sleeping = _order(database, _ACTIVITY, names), _order(database, _SLEEP, names)
        order = [*moving, *(one for one in sleeping if one not in moving)]
        agree = [one for one in order if one in sleeping] == sleeping
        apps = cls(
            into, names, {app: _RANKS[place] if place < 2 else Rank.APP for place, app in enumerate(order)}
        )
        for app in order:
            apps.source(app, None)
        if not agree:
            apps.apart = frozenset(sleeping)
            for place, app in enumerate(sleeping):
                into.source(apps.name(app, None, asleep=True), _RANKS[place] if place < 2 else Rank.APP)
        if len(moving) > 1:
            told = ", ".join(names[app] for app in moving)
            into.notes.append(
                f"Where two apps counted the same walk, the order set on the phone decides: {told}."
            )
        return apps

    def name(self, app: float | None, method: float | None, *, asleep: bool = False) -> str:
        """The source's name: the app's, and apart what was typed in by hand."""
        number = -1 if app is None or not abs(app) < 2**53 else int(app)
        plain = self.names.get(number, _UNNAMED)
        if method == _BY_HAND:
            return f"{plain} (by hand)"
        return f"{plain} (sleep)" if asleep and number in self.apart else plain

    def source(self, app: float | None, method: float | None, *, asleep: bool = False) -> int:
        """The index of the source."""
        number = -1 if app is None or not abs(app) < 2**53 else int(app)
        rank = Rank.MANUAL if method == _BY_HAND else self.ranks.get(number, Rank.APP)
        name = self.name(app, method, asleep=asleep)
        if asleep and number in self.apart and method != _BY_HAND:
            rank = Rank.APP
        return self.into.source(name, rank)


def _names(database: _Texts) -> dict[int, str]:
    """By number the app's name as people know it, else its package; with the package where two are called alike."""
    rows = (
        database.texts(_APPS, ("row_id", "app_name", "package_name"), _MOST_APPS)
        if database.columns(_APPS)
        else []
    )
    told = {
        int(number): (_plain(name), _plain(package))
        for number, name, package in rows
        if isinstance(number, int)
    }
    called = [name for name, _ in told.values()]
    names = {}
    for number, (name, package) in told.items():
        if name and called.count(name) > 1:
            name = f"{name} ({package or number})"
        names[number] = name or package or f"App {number}"
    return names


def _order(database: _Texts, category: int, names: dict[int, str]) -> list[int]:
    """The apps of a category, best first: written as "2,1"."""
    asked = ("health_data_category", "app_id_priority_order")
    rows = database.texts(_PRIORITIES, asked, 100) if database.columns(_PRIORITIES) else []
    for number, order in rows:
        if number == category and isinstance(order, str):
            numbers = [
                int(one) for one in order.split(",")[:_MOST_APPS] if one.strip().isdecimal() and len(one) < 16
            ]
            return list(dict.fromkeys(one for one in numbers if one in names))
    return []


def _plain(given: object) -> str:
    return "".join(one for one in given if one.isprintable()).strip()[:80] if isinstance(given, str) else ""
