# SPDX-License-Identifier: Apache-2.0
"""Reads vocabulary.yaml, coverage.yaml and references.yaml: what the other files may name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from unclench.errors import ContentError
from unclench.evidence.entities import AreaName, Condition, DrugClass, Equipment, Reference
from unclench.evidence.fields import records
from unclench.evidence.reading import Row

__all__ = ["Known", "Vocabulary", "coverage_of", "references_of", "vocabulary_of"]


@dataclass(frozen=True, slots=True)
class Known:
    """The ids a remedy, a sign or a plan may name. aliases: second keys of sources."""

    areas: frozenset[str]
    conditions: frozenset[str]
    equipment: frozenset[str]
    references: frozenset[str]
    coverage: frozenset[str]
    product_conditions: frozenset[str]
    drug_classes: frozenset[str]
    aliases: dict[str, str]

    @property
    def sources(self) -> frozenset[str]:
        """Every key by which a source may be cited."""
        return self.references | frozenset(self.aliases)

    def settled(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Source keys with aliases replaced by the one id, each once."""
        return tuple(dict.fromkeys(self.aliases.get(key, key) for key in keys))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What vocabulary.yaml holds, by id."""

    areas: dict[str, AreaName] = field(default_factory=dict)
    equipment: dict[str, Equipment] = field(default_factory=dict)
    conditions: dict[str, Condition] = field(default_factory=dict)
    product_conditions: dict[str, Condition] = field(default_factory=dict)
    drug_classes: dict[str, DrugClass] = field(default_factory=dict)


def vocabulary_of(content: Any, file: str, problems: list[ContentError]) -> Vocabulary:
    """Areas, equipment and conditions, and the table of names that sources use for areas."""
    words = Vocabulary()
    for row in records(content, "areas", file, problems):
        words.areas[row.record] = AreaName(row.text("id"), row.text("label"), row.texts("also"))
        row.close()
    for row in records(content, "equipment", file, problems):
        words.equipment[row.record] = Equipment(row.text("id"), row.text("label"), row.flag("common"))
        row.close()
    for name, found in (("conditions", words.conditions), ("product_conditions", words.product_conditions)):
        for row in records(content, name, file, problems):
            found[row.record] = Condition(
                row.text("id"), row.text("label"), row.text("question"), row.flag("lasting")
            )
            row.close()
    for row in records(content, "product_conditions", file, []):
        if row.record in words.conditions:
            row.problems = problems
            row.wrong("stands also under “conditions”")
    for row in records(content, "drug_classes", file, problems):
        words.drug_classes[row.record] = DrugClass(
            row.text("id"), row.text("label"), row.texts("examples", needed=True)
        )
        row.close()
    for row in records(content, "mapped", file, problems, name="said"):
        row.text("said")
        row.ids("areas", frozenset(words.areas), "area")
        row.close()
    conditions = frozenset(words.conditions) | frozenset(words.product_conditions)
    for row in records(content, "mapped_conditions", file, problems, name="said"):
        row.text("said")
        row.ids("conditions", conditions, "condition", needed=True)
        row.close()
    return words


def coverage_of(content: Any, file: str, problems: list[ContentError]) -> dict[str, str]:
    """What content promises, by coverage id."""
    promises: dict[str, str] = {}
    for row in records(content, "coverage", file, problems):
        promises[row.text("id")] = row.text("text")
        row.close()
    return promises


def references_of(
    content: Any, file: str, problems: list[ContentError]
) -> tuple[dict[str, Reference], dict[str, str]]:
    """The sources by id, and the second keys some are known by."""
    found: dict[str, Reference] = {}
    owner: dict[str, str] = {}
    for row in records(content, "references", file, problems):
        source = Reference(
            id=row.text("id"), kind=row.text("kind"), authors=row.text("authors", ""), title=row.text("title"),
            year=row.text("year", ""), container=row.text("container", ""), volume=row.text("volume", ""),
            number=row.text("number", ""), pages=row.text("pages", ""), doi=row.text("doi", ""),
            pmid=row.text("pmid", ""), url=row.text("url", ""), checked=row.text("checked", ""),
        )  # fmt: skip
        for mark in (
            f"doi {source.doi.lower()}" if source.doi else "",
            f"pmid {source.pmid}" if source.pmid else "",
        ):
            if mark and owner.setdefault(mark, source.id) != source.id:
                row.wrong(f"the {mark} already stands at “{owner[mark]}”; use same_as")
        found[source.id] = source
        row.close()
    return found, _aliases_of(content, file, frozenset(found), problems)


def _aliases_of(
    content: Any, file: str, known: frozenset[str], problems: list[ContentError]
) -> dict[str, str]:
    listed = content.get("same_as", {}) if isinstance(content, Row) else {}
    if not isinstance(listed, Row):
        if listed:
            problems.append(ContentError(file, "same_as", "must send a key to the id of a source"))
        return {}
    aliases: dict[str, str] = {}
    for key, target in listed.items():
        if not isinstance(target, str) or target not in known:
            problems.append(ContentError(file, f"same_as {key}", f"points to the unknown source “{target}”"))
        elif key in known:
            problems.append(ContentError(file, f"same_as {key}", "is itself a source"))
        else:
            aliases[key] = target
    return aliases
