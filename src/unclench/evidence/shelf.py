# SPDX-License-Identifier: Apache-2.0
"""All kinds of records by name, each made only when somebody asks: a session in the night needs none of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from unclench.evidence.catalogue import CATALOGUE, SHEETS
from unclench.evidence.row import Row

__all__ = ["Shelf"]


class Shelf:
    """The records by kind and id. Frozen for whoever reads: what is made once stays."""

    __slots__ = ("_kept", "_made", "_sheets")

    def __init__(
        self,
        made: Mapping[str, Mapping[str, Any]],
        kept: Mapping[str, str] | None = None,
        sheets: Mapping[str, Any] | None = None,
    ) -> None:
        """made, sheets: those that are there. kept: the others, as JSON that `as_lines` wrote."""
        self._made = dict(made)
        self._kept = dict(kept or {})
        self._sheets = dict(sheets or {})

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Shelf)
            and all(self.kind(name) == other.kind(name) for name in CATALOGUE)
            and all(self.sheet(name) == other.sheet(name) for name in SHEETS)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Shelf({ {name: dict(self.kind(name)) for name in CATALOGUE} })"

    def kind(self, name: str) -> Mapping[str, Any]:
        """The records of a kind, by id, in the order of the file."""
        found = self._made.get(name)
        if found is None:
            from unclench.evidence.shapes import decoder

            decode = decoder(CATALOGUE[name].shape)
            rows = (decode(row) for row in json.loads(self._kept.get(name, "[]")))
            found = self._made[name] = MappingProxyType({row.id: row for row in rows})
        return found

    def sheet(self, name: str) -> Any:
        """What a file says for another room, as rows, lists and texts; None where it is missing."""
        if name not in self._sheets:
            self._sheets[name] = json.loads(self._kept.get(name, "null"), object_hook=_row)
        return self._sheets[name]

    def as_lines(self) -> list[str]:
        """A line for each kind and sheet: its name, a tab, and its records as JSON, values without names."""
        kinds = [f"{name}\t{_json(self.kind(name).values())}" for name in CATALOGUE]
        return kinds + [f"{name}\t{_compact(_lined(self.sheet(name)))}" for name in SHEETS]

    @classmethod
    def of_lines(cls, lines: list[str]) -> Shelf:
        """The shelf that `as_lines` wrote; nothing is read of a kind before somebody asks."""
        return cls({}, dict(line.split("\t", 1) for line in lines if line))


def _json(rows: Iterable[Any]) -> str:
    from unclench.evidence.shapes import encoded

    return _compact([encoded(row) for row in rows])


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lined(value: Any) -> Any:
    """A sheet with the line of every row under the empty name, so that a message can still tell it."""
    if isinstance(value, Row):
        return {"": value.line} | {name: _lined(one) for name, one in value.items()}
    return [_lined(one) for one in value] if isinstance(value, list) else value


def _row(pairs: dict[str, Any]) -> Row:
    row = Row(pairs.pop("", 0))
    row.update(pairs)
    return row
