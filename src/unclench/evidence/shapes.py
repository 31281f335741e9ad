# SPDX-License-Identifier: Apache-2.0
"""Reads what a record's dataclass says about its fields: form, need, and which things it may name."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Annotated, Any, get_args, get_origin

from unclench.evidence.kinds.record import setters
from unclench.evidence.schema import Ids, Spoken

__all__ = ["Part", "decoder", "encoded", "parts_of"]

# The whole grammar of annotations. typing reads any, and takes longer for these few than all records take.
_ANNOTATION = re.compile(r"(tuple\[)?(\w+)(?(1), \.\.\.\])( \| None| \| str)?")


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


_parts: dict[type[Any], tuple[Part, ...]] = {}
_decoders: dict[type[Any], Callable[[list[Any]], Any]] = {}


def parts_of(kind: type[Any]) -> tuple[Part, ...]:
    """The fields of a dataclass, in its order. Raises TypeError for an annotation that no field of content has."""
    if kind not in _parts:
        _parts[kind] = _parts_of(kind)
    return _parts[kind]


def _parts_of(kind: type[Any]) -> tuple[Part, ...]:
    return tuple(_part(part, *_form(str(part.type), kind)) for part in fields(kind))


_Form = tuple[Any, bool, bool, tuple[Any, ...]]
_forms: dict[str, _Form] = {}


def _form(annotation: str, kind: type[Any]) -> _Form:
    """One, many, maybe and the notes of an annotation. A name means one thing in all kinds, so each is read once."""
    if annotation in _forms:
        return _forms[annotation]
    said = _ANNOTATION.fullmatch(annotation)
    if said is None:
        raise TypeError(f"“{annotation}” is no field of a record ({kind.__name__})")
    listed, name, other = said.groups()
    homes = (*(vars(sys.modules[home.__module__]) for home in kind.__mro__), vars(builtins))
    one: Any = next(names[name] for names in homes if name in names)
    many, notes = listed is not None, ()
    if get_origin(one) is Annotated:
        one, *rest = get_args(one)
        notes = tuple(rest)
        if get_origin(one) is tuple:
            one, many = get_args(one)[0], True
    form = (object if other == " | str" else one, many, other == " | None", notes)
    _forms[annotation] = form
    return form


def _part(part: Field[Any], one: Any, many: bool, maybe: bool, notes: tuple[Any, ...]) -> Part:
    return Part(
        name=part.name, one=one, many=many, maybe=maybe, needed=part.default is MISSING,
        default=None if part.default is MISSING else part.default,
        ids=next((note for note in notes if isinstance(note, Ids)), None),
        spoken=any(isinstance(note, Spoken) for note in notes),
    )  # fmt: skip


def encoded(value: Any) -> Any:
    """A record as plain lists: the values of its fields in their order, and so on within."""
    if isinstance(value, tuple):
        return [encoded(one) for one in value]
    if is_dataclass(value):
        return [encoded(getattr(value, part.name)) for part in fields(value)]
    return value


def decoder(kind: type[Any]) -> Callable[[list[Any]], Any]:
    """Makes a record of a dataclass from what `encoded` made of one. It was checked before, and is not checked again:
    that is what makes hundreds of records quick.
    """
    if kind not in _decoders:
        _decoders[kind] = _decoder(kind)
    return _decoders[kind]


def _decoder(kind: type[Any]) -> Callable[[list[Any]], Any]:
    named = fields(kind)
    turns = [
        (place, turn)
        for place, part in enumerate(named)
        if (turn := _turn(*_form(str(part.type), kind)[:2])) is not None
    ]
    new, writers = object.__new__, setters(kind)

    def decode(row: list[Any]) -> Any:
        for place, turn in turns:
            value = row[place]
            if value is not None:
                row[place] = turn(value)
        made = new(kind)
        for write, value in zip(writers, row, strict=True):
            write(made, value)
        return made

    return decode


def _turn(one: Any, many: bool) -> Callable[[Any], Any] | None:
    """What a plain value needs to become that of a field; None where it is so already."""
    each: Callable[[Any], Any] | None = None
    if isinstance(one, type):
        if issubclass(one, StrEnum):
            each = one._value2member_map_.__getitem__
        elif is_dataclass(one):
            each = decoder(one)
    if not many:
        return each
    return tuple if each is None else lambda values: tuple(map(each, values))
