# SPDX-License-Identifier: Apache-2.0
"""Reads records of any kind by what their dataclass says, and holds each to the rules every claim keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from typing import Any

from unclench.evidence.entities import Certainty, Effect, Evidence
from unclench.evidence.fields import Fields
from unclench.evidence.kinds import Claimed, Record
from unclench.evidence.schema import UNCITED
from unclench.evidence.shapes import Part, parts_of
from unclench.evidence.wording import faults
from unclench.evidence.words import MARKS, WITHOUT_SOURCE

__all__ = ["Names", "record_of"]


class Names:
    """What a record may name: ids by the word a message uses. Ids of records are only collected, and checked last."""

    def __init__(self, known: Mapping[str, frozenset[str]], aliases: Mapping[str, str]) -> None:
        self._known = known
        self._aliases = aliases
        self.named: list[tuple[Fields, str, str]] = []

    def checked(self, row: Fields, part: Part, found: tuple[str, ...]) -> tuple[str, ...]:
        """The names, sources by their one id; every unknown one is noted."""
        if part.ids is None:
            return found
        if part.ids.what == "record":
            self.named += [(row, part.name, item) for item in found]
            return found
        known = self._known[part.ids.what]
        for item in found:
            if item not in known and item not in part.ids.also:
                row.wrong(f"unknown {part.ids.what} “{item}” in “{part.name}”")
        if len(set(found)) != len(found):
            row.wrong(f"“{part.name}” names something twice")
        if part.ids.what != "source":
            return found
        return tuple(dict.fromkeys(self._aliases.get(item, item) for item in found))


def record_of(kind: type[Any], row: Fields, names: Names) -> Any:
    """One record, its whole tree of parts; what is wrong is noted at the row."""
    found = _read(kind, row, names)
    if found is not None:
        _hold_to_rules(found, row)
    return found


def _read(kind: type[Any], row: Fields, names: Names) -> Any:
    before = len(row.problems)
    values = {part.name: _value(part, row, names) for part in parts_of(kind)}
    row.close()
    if any(
        value is None and part.needed for part, value in zip(parts_of(kind), values.values(), strict=True)
    ):
        if len(row.problems) == before:
            row.wrong("is not whole")
        return None
    found = kind(**values)
    if isinstance(found, Effect):
        _hold_effect(found, row)
    if isinstance(found, Evidence):
        _hold_evidence(found, row)
    return found


def _value(part: Part, row: Fields, names: Names) -> Any:
    if not part.needed and not row.has(part.name):
        return part.default
    if is_dataclass(part.one):
        return _nested(part, row, names)
    if isinstance(part.one, type) and issubclass(part.one, StrEnum):
        return row.choices(part.name, part.one) if part.many else row.choice(part.name, part.one)
    if part.one is str:
        return _text(part, row, names)
    if part.one is bool:
        return row.flag(part.name)
    if part.one is int:
        return row.whole(part.name)
    if part.one is float:
        value = row.maybe_number(part.name)
        if value is None and part.needed:
            row.wrong(f"“{part.name}” is missing")
        return value
    return row.number_or_text(part.name)


def _nested(part: Part, row: Fields, names: Names) -> Any:
    kind: Any = part.one
    if not part.many:
        inner = row.part(part.name)
        if inner is None:
            row.wrong(f"“{part.name}” is missing")
            return None
        return _read(kind, inner, names)
    found = [_read(kind, inner, names) for inner in row.parts(part.name)]
    if part.needed and not found:
        row.wrong(f"“{part.name}” is missing or empty")
    return tuple(one for one in found if one is not None)


def _text(part: Part, row: Fields, names: Names) -> Any:
    if part.many:
        if part.ids is not None and part.ids.what == "area" and row.says(part.name, "any"):
            return ()
        texts = names.checked(row, part, row.texts(part.name, needed=part.needed))
    else:
        said = row.text(part.name, None if part.needed else part.default)
        texts = (said,)
        if said and part.ids is not None:
            texts = names.checked(row, part, texts)
    if part.spoken:
        for text in texts:
            for fault in faults(text):
                row.wrong(fault)
    return texts if part.many else texts[0]


def _hold_effect(effect: Effect, row: Fields) -> None:
    low, high, value = effect.low, effect.high, effect.value
    if (low is None) != (high is None):
        row.wrong(f"the effect “{effect.outcome}” has only one end of its interval")
    if low is not None and high is not None and not isinstance(value, str) and not low <= value <= high:
        row.wrong(f"the effect “{effect.outcome}” lies outside its interval")
    if effect.prior_use not in ("", "shrunk", "direction"):
        row.wrong(f"“prior_use” of “{effect.outcome}” is not one of shrunk, direction")


def _hold_evidence(evidence: Evidence, row: Fields) -> None:
    if not evidence.citations and evidence.certainty is not Certainty.NONE:
        row.wrong(f"certainty “{evidence.certainty}” needs at least one source in “citations”")
    if not evidence.citations and not evidence.no_source:
        row.wrong("makes a claim without a source and does not say why in “no_source”")
    if evidence.no_source and evidence.no_source not in WITHOUT_SOURCE:
        row.wrong(f"“no_source” is not one of {', '.join(sorted(WITHOUT_SOURCE))}")
    if evidence.citations and evidence.no_source:
        row.wrong("has a source and also says in “no_source” that it has none")


def _hold_to_rules(found: Record, row: Fields) -> None:
    for mark in found.marks:
        if mark.partition(":")[0] not in MARKS:
            row.wrong(f"unknown mark “{mark}”")
    if (found.reviewed_by == "") != (found.reviewed_on == ""):
        row.wrong("“reviewed_by” and “reviewed_on” belong together")
    if isinstance(found, Claimed):
        cautions = getattr(found, "cautions", ())
        if any(caution.source == UNCITED for caution in cautions) and UNCITED not in found.marks:
            row.wrong(f"has a caution without a source and not the mark “{UNCITED}”")
