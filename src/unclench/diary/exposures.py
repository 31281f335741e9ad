# SPDX-License-Identifier: Apache-2.0
"""What a day can hold: the exposures of content in words, and those a person added themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from unclench.diary.measures import OWN_PREFIX
from unclench.diary.own_ids import free_own_id
from unclench.errors import ContentError, InputError
from unclench.evidence import Library
from unclench.evidence.catalogue import SHEETS
from unclench.evidence.fields import Fields, records
from unclench.evidence.reading import read
from unclench.evidence.row import Row
from unclench.evidence.sources import OURS

__all__ = ["Choice", "Exposure", "ExposureKind", "exposures", "own_exposure", "with_own"]

_FILE = "exposures.yaml"
_LONGEST_NAME = 60
_SCALE_MOST = 10.0


class ExposureKind(StrEnum):
    """How an exposure is answered. SCALE: 0 to 10."""

    YES_NO = "yes_no"
    AMOUNT = "amount"
    SCALE = "scale"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a CHOICE. counts: the value an analysis sees."""

    id: str
    label: str
    counts: float


@dataclass(frozen=True, slots=True)
class Exposure:
    """One thing a day can hold.

    question: "" where only devices and files tell it. unit_of_one: the unit behind a single
    one, where it differs. keys: amounts with a key of their own. most: the largest
    amount that is taken. trigger: the record of content it measures, "" for none. more_is: 1 where more of it is more
    of the trigger, -1 where it is less. told_by: ids that tell the same. hour: an hour makes sense. control: it
    cannot matter, so it shows how an honest memory looks.
    """

    id: str
    name: str
    kind: ExposureKind
    question: str = ""
    unit: str = ""
    unit_of_one: str = ""
    ucum: str = ""
    keys: tuple[float, ...] = ()
    most: float = 1.0
    choices: tuple[Choice, ...] = ()
    trigger: str = ""
    more_is: int = 1
    told_by: tuple[str, ...] = ()
    hour: bool = False
    article: bool = False
    control: bool = False

    def unit_for(self, value: float) -> str:
        """The unit as it stands behind an amount: 1 drink, 2 drinks."""
        return self.unit_of_one if value == 1 and self.unit_of_one else self.unit

    @property
    def is_own(self) -> bool:
        """Whether the person added it."""
        return self.id.startswith(OWN_PREFIX)

    def checked(self, value: float | None) -> float:
        """The value of a "yes": 1 for yes_no and where no amount was said. InputError where it cannot be."""
        if self.kind is ExposureKind.YES_NO or value is None:
            return 1.0
        if not 0 <= value <= self.most:
            raise InputError(
                f"“{self.name}” cannot be {value:g}.", why=f"It goes from 0 to {self.most:g} {self.unit}".strip() + ".",
                todo="Correct the number.", field=self.id,
            )  # fmt: skip
        return value


def exposures(library: Library, language: str = "en", folder: Path | None = None) -> Mapping[str, Exposure]:
    """The exposures of content by id, in its order, in a language. Raises ContentError, the first thing wrong."""
    problems: list[ContentError] = []
    found = {one.id: one for one in _read(library, problems)}
    if language != "en":
        for row in _overlay(folder or OURS, language, problems):
            if row.record in found:
                found[row.record] = _said(row, found[row.record])
    if problems:
        raise problems[0]
    return MappingProxyType(found)


def own_exposure(name: str, kind: ExposureKind, unit: str, taken: Iterable[str]) -> Exposure:
    """An exposure of the person's own, with an id that is not taken yet. InputError where the name cannot be kept."""
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST_NAME or not clean.isprintable() or kind is ExposureKind.CHOICE:
        raise InputError(
            "This cannot be followed.", why=f"A name has 1 to {_LONGEST_NAME} characters on one line.",
            todo="Give it a short name.", field="name",
        )  # fmt: skip
    key = free_own_id(clean, set(taken))
    return with_own({}, [{"id": key, "name": clean, "kind": kind.value, "unit": unit}])[key]


def with_own(shipped: Mapping[str, Exposure], own: Iterable[Mapping[str, str]]) -> dict[str, Exposure]:
    """The shipped exposures and the person's own, as they are kept: id, name, kind, unit."""
    kinds = {"quantity": ExposureKind.AMOUNT}
    added = {
        row["id"]: Exposure(
            id=row["id"],
            name=row["name"],
            kind=(kind := kinds.get(row["kind"]) or ExposureKind(row["kind"])),
            question=row["name"],
            unit=row.get("unit", ""),
            most=_SCALE_MOST if kind is ExposureKind.SCALE else 1e6,
            hour=kind is ExposureKind.YES_NO,
        )
        for row in own
    }
    return {**shipped, **added}


def _read(library: Library, problems: list[ContentError]) -> Iterator[Exposure]:
    triggers = frozenset(library.kind("triggers"))
    content = Row(1)
    content[SHEETS["exposures"].key] = library.shelf.sheet("exposures")
    for row in records(content, SHEETS["exposures"].key, _FILE, problems):
        kind = row.choice("kind", ExposureKind)
        trigger = row.text("trigger", "")
        if trigger and trigger not in triggers:
            row.wrong(f"unknown trigger “{trigger}”")
        most = row.maybe_number("most")
        units = row.text("unit", "").partition("|")
        choices = tuple(
            Choice(part.text("id"), part.text("label"), part.maybe_number("counts") or 0.0)
            for part in row.parts("choices")
        )
        yield Exposure(
            id=row.text("id"),
            name=row.text("name"),
            kind=kind,
            question=row.text("question", ""),
            unit=units[0],
            unit_of_one=units[2],
            ucum=row.text("ucum", ""),
            keys=row.numbers("keys"),
            most=_SCALE_MOST
            if kind is ExposureKind.SCALE
            else most or max((one.counts for one in choices), default=1.0),
            choices=choices,
            trigger=trigger,
            more_is=-1 if row.maybe_number("more_is") == -1 else 1,
            told_by=row.texts("answers"),
            hour=row.flag("hour", False),
            article=row.flag("article", False),
            control=row.flag("control", False),
        )
        row.close()


def _overlay(folder: Path, language: str, problems: list[ContentError]) -> Iterator[Fields]:
    path = folder / language / _FILE
    if not path.is_file():
        return
    content = read(path, f"{language}/{_FILE}")
    if isinstance(content, Row):
        yield from records(content, SHEETS["exposures"].key, f"{language}/{_FILE}", problems)


def _said(row: Fields, english: Exposure) -> Exposure:
    row.text("id")
    labels = row.texts("choices")
    units = (row.text("unit", "") or f"{english.unit}|{english.unit_of_one}").partition("|")
    if labels and len(labels) != len(english.choices):
        row.wrong(f"“choices” holds {len(labels)}, and the English record {len(english.choices)}")
    said = replace(
        english,
        name=row.text("name"),
        question=row.text("question", "") or english.question,
        unit=units[0],
        unit_of_one=units[2],
        choices=tuple(
            replace(one, label=label) for one, label in zip(english.choices, labels or (), strict=False)
        )
        or english.choices,
    )
    row.close()
    return said
