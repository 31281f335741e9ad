# SPDX-License-Identifier: Apache-2.0
"""What every record of every kind carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

from unclench.evidence.entities import Evidence
from unclench.evidence.schema import AdviceText, CoverageIds

__all__ = ["Claimed", "Record", "Shape", "put_together", "setters", "shape"]

_Kind = TypeVar("_Kind")


@dataclass_transform(kw_only_default=True, eq_default=False, frozen_default=True)
def shape(kind: type[_Kind]) -> type[_Kind]:
    """Makes a frozen, slotted dataclass of a Shape, taking values by name only.

    dataclass alone would write and compile the methods below anew for each of forty kinds: a fifth of the time that
    loading everything may take.
    """
    return dataclass(init=False, slots=True, kw_only=True, eq=False, repr=False)(kind)


class Shape:
    """What a frozen dataclass does, once for every kind. Decorate what inherits it with `shape`."""

    __slots__ = ()

    def __init__(self, **values: Any) -> None:
        told: list[Any] = []
        for part in fields(self):  # type: ignore[arg-type]
            value = values.pop(part.name, part.default)
            if value is MISSING:
                raise TypeError(f"{type(self).__name__} needs “{part.name}”")
            told.append(value)
        if values:
            raise TypeError(f"{type(self).__name__} has no “{next(iter(values))}”")
        _put(self, told)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        said = (f"{part.name}={getattr(self, part.name)!r}" for part in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({', '.join(said)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return put_together, (type(self), self._values())

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, part.name) for part in fields(self))  # type: ignore[arg-type]


def put_together(kind: type[Any], values: Any) -> Any:
    """A record of a slotted dataclass from all its values in the order of its fields; nothing is checked but their
    number, so this is for values that were checked before they were kept.
    """
    made = object.__new__(kind)
    _put(made, values)
    return made


def setters(kind: type[Any]) -> tuple[Callable[[Any, Any], None], ...]:
    """What writes each field of a slotted dataclass, in their order. The slots themselves do: nothing else may."""
    if kind not in _setters:
        _setters[kind] = tuple(getattr(kind, part.name).__set__ for part in fields(kind))
    return _setters[kind]


def _put(made: Any, values: Any) -> None:
    for put, value in zip(setters(type(made)), values, strict=True):
        put(made, value)


_setters: dict[type[Any], tuple[Callable[[Any, Any], None], ...]] = {}


@shape
class Record(Shape):
    """Something content says.

    id: unique over all kinds, stays for ever. covers: promises of coverage.yaml that it keeps. checked: pages read
    for it. marks: ids of what is unverified, assumed, derived or from memory; `mark_in_words` says each.
    reviewed_by, reviewed_on: the clinician and the date, both or neither.
    """

    id: str
    covers: CoverageIds = ()
    checked: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    reviewed_by: str = ""
    reviewed_on: str = ""


@shape
class Claimed(Record):
    """A record that says something about health. claim: what it says, in one or two short sentences."""

    claim: AdviceText
    evidence: Evidence
