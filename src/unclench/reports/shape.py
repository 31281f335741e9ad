# SPDX-License-Identifier: Apache-2.0
"""A report in JSON's types, for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any

from unclench.reports.entities import VisitReport

__all__ = ["plain", "report_json"]


def report_json(report: VisitReport) -> dict[str, Any]:
    """The shape of `unclench report --json`: the fields of VisitReport, days and times as ISO 8601.

    `unclench_report` grows when a key changes its meaning or goes; a new key may come at any time.
    """
    return {"unclench_report": 1, **plain(report, str)}


def plain(thing: Any, text: Callable[[str], str]) -> Any:
    """Dataclasses and tuples as objects and lists, each text as `text` gives it."""
    if isinstance(thing, str):
        return text(thing)
    if isinstance(thing, tuple):
        return [plain(one, text) for one in thing]
    if isinstance(thing, date | datetime):
        return thing.isoformat()
    if thing is None or isinstance(thing, int | float):
        return thing
    kind: Any = type(thing)
    return {name: plain(getattr(thing, name), text) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))
