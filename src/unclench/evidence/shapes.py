# SPDX-License-Identifier: Apache-2.0
"""Reads what a record's dataclass says about its fields: form, need, and which things it may name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from unclench.evidence.schema import Ids, Spoken

__all__ = ["Part", "decoder", "parts_of"]


@dataclass(frozen=True, slots=True)
class Part:
    """One field. one: the type of a single value. many: a tuple of them. maybe: may be None. needed: no default."""

    name: str
    one: type[Any]
    many: bool
    maybe: bool
    needed: bool
    default: Any
    ids: Ids | None
    spoken: bool


_hints: dict[str, Any] = {}
_parts: dict[type[Any], tuple[Part, ...]] = {}
_decoders: dict[type[Any], Callable[[dict[str, Any]], Any]] = {}


def parts_of(kind: type[Any]) -> tuple[Part, ...]:
    """The fields of a dataclass, in its order."""
    if kind not in _parts:
        _parts[kind] = _parts_of(kind)
    return _parts[kind]


def _parts_of(kind: type[Any]) -> tuple[Part, ...]:
    named = fields(kind)
    new = {text: text for part in named if (text := str(part.type)) not in _hints}
    if new:
        # A name means one thing in all kinds, so each distinct annotation is read once: it is the slow part.
        known: dict[str, Any] = {}
        for home in reversed(kind.__mro__):
            known |= vars(sys.modules[home.__module__])
        _hints.update(get_type_hints(SimpleNamespace(__annotations__=new), known, {}, include_extras=True))
    return tuple(_part(part.name, _hints[str(part.type)], part.default) for part in named)


def _part(name: str, hint: Any, default: Any) -> Part:
    notes: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        notes = tuple(rest)
    maybe = False
    if get_origin(hint) in (Union, UnionType):
        said = [choice for choice in get_args(hint) if choice is not type(None)]
        maybe = len(said) < len(get_args(hint))
        hint = said[0] if len(said) == 1 else float  # the only such union is a number or words
        if len(said) > 1:
            notes = (*notes, "number or words")
    many = get_origin(hint) is tuple
    one = get_args(hint)[0] if many else hint
    return Part(
        name=name, one=object if "number or words" in notes else one, many=many, maybe=maybe,
        needed=default is MISSING, default=None if default is MISSING else default,
        ids=next((note for note in notes if isinstance(note, Ids)), None),
        spoken=any(isinstance(note, Spoken) for note in notes),
    )  # fmt: skip


def decoder(kind: type[Any]) -> Callable[[dict[str, Any]], Any]:
    """Makes a record of a dataclass from what its JSON says; fields that JSON leaves out keep their default."""
    if kind not in _decoders:
        _decoders[kind] = _decoder(kind)
    return _decoders[kind]


def _decoder(kind: type[Any]) -> Callable[[dict[str, Any]], Any]:
    turns = [(part.name, turn) for part in parts_of(kind) if (turn := _turn(part)) is not None]

    def decode(row: dict[str, Any]) -> Any:
        for name, turn in turns:
            value = row.get(name)
            if value is not None:
                row[name] = turn(value)
        return kind(**row)

    return decode


def _turn(part: Part) -> Callable[[Any], Any] | None:
    one: Callable[[Any], Any] | None = None
    if is_dataclass(part.one):
        one = decoder(part.one)
    elif isinstance(part.one, type) and issubclass(part.one, StrEnum):
        one = part.one
    if not part.many:
        return one
    if one is None:
        return tuple
    each = one
    return lambda values: tuple(each(value) for value in values)
