# SPDX-License-Identifier: Apache-2.0
"""All kinds of records by name, each made only when somebody asks: a session in the night needs none of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from unclench.evidence.catalogue import CATALOGUE

__all__ = ["Shelf"]

_EMPTY: tuple[Any, ...] = ("", (), None)


class Shelf:
    """The records by kind and id. Frozen for whoever reads: what is made once stays."""

    __slots__ = ("_kept", "_made")

    def __init__(self, made: Mapping[str, Mapping[str, Any]], kept: Mapping[str, str] | None = None) -> None:
        """made: kinds that are there. kept: the others, as JSON lists."""
        self._made = dict(made)
        self._kept = dict(kept or {})

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shelf) and all(self.kind(name) == other.kind(name) for name in CATALOGUE)

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

    def as_lines(self) -> list[str]:
        """A line for each kind: its name, a tab, and its records as JSON without what is empty."""
        return [f"{name}\t{_json(self.kind(name).values())}" for name in CATALOGUE]

    @classmethod
    def of_lines(cls, lines: list[str]) -> Shelf:
        """The shelf that `as_lines` wrote; nothing is read of a kind before somebody asks."""
        return cls({}, dict(line.split("\t", 1) for line in lines if line))


def _json(rows: Iterable[Any]) -> str:
    return json.dumps([_bare(row) for row in rows], ensure_ascii=False, separators=(",", ":"))


def _bare(row: Any) -> dict[str, Any]:
    """A record as plain values. What is empty is left out where the record would fill it in again."""
    from unclench.evidence.shapes import parts_of

    needed = {part.name for part in parts_of(type(row)) if part.needed}
    plain = {}
    for name, value in ((part.name, getattr(row, part.name)) for part in parts_of(type(row))):
        if name in needed or value not in _EMPTY:
            plain[name] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value
