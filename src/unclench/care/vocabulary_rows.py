# SPDX-License-Identifier: Apache-2.0
"""Reads the sheets of content/care and checks them: every problem names the file, the record and the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from unclench.care.vocabulary import (
    FlagExtra,
    Group,
    Key,
    KeyKind,
    LevelWords,
    MedicineClass,
    NoRule,
    ScreenList,
    Vocabulary,
)
from unclench.errors import ContentError
from unclench.evidence import Library, UrgencyLevel
from unclench.evidence.catalogue import SHEETS
from unclench.evidence.fields import Fields, records
from unclench.evidence.row import Row
from unclench.evidence.rules import AllOf, AnyOf, Compared, Named, Not, Rule, RuleFault, atoms_in, parse
from unclench.evidence.wording import faults
from unclench.relief.blocked import BLOCK_KINDS

__all__ = ["by_own_names", "held_atoms", "vocabulary_of"]

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def vocabulary_of(library: Library, problems: list[ContentError]) -> Vocabulary:
    """The vocabulary of a library; everything wrong with it is put into problems."""
    rows: dict[str, Fields] = {}
    keys = {key.id: key for key in _keys(library, rows, problems)}
    keys |= {key.id: key for key in _conditions(library, keys)}
    keys |= {key.id: key for key in _questions(library, keys, rows, problems)}
    names = _names(keys, rows)
    for key in keys.values():
        if key.means is not None:
            keys[key.id] = replace(key, means=by_own_names(key.means, names))
        _hold_key(keys[key.id], keys, rows)
    dangers = _texts(library, "care_dangers", problems)
    medicines = tuple(_medicines(library, keys, problems))
    return Vocabulary(
        keys=MappingProxyType(keys),
        names=MappingProxyType(names),
        medicines=medicines,
        extras=MappingProxyType({one.flag: one for one in _extras(library, dangers, problems)}),
        levels=MappingProxyType({one.level: one for one in _levels(library, problems)}),
        no_rule=_no_rule(library, problems),
        dangers=dangers,
        screens=tuple(_screens(library, keys, problems)),
    )


def held_atoms(rule: Rule, keys: Mapping[str, Key]) -> Iterator[str]:
    """What is wrong with the names of a rule: unknown ones, a number without a limit, a limit without a number."""
    for atom in atoms_in(rule):
        key = keys.get(atom.name)
        if key is None:
            yield f"names the unknown key “{atom.name}”"
        elif isinstance(atom, Compared) and key.kind is not KeyKind.NUMBER:
            yield f"compares “{atom.name}”, which is no number"
        elif not isinstance(atom, Compared) and key.kind is not KeyKind.YES_NO:
            yield f"asks “{atom.name}” for yes or no, and it is {key.kind.value}"


def by_own_names(rule: Rule, names: Mapping[str, str]) -> Rule:
    """The rule with every key called by its own name, where it says another of its names."""
    if isinstance(rule, Named):
        return Named(names.get(rule.name, rule.name))
    if isinstance(rule, Compared):
        return replace(rule, name=names.get(rule.name, rule.name))
    if isinstance(rule, Not):
        return Not(by_own_names(rule.rule, names))
    parts = tuple(by_own_names(part, names) for part in rule.rules)
    return AllOf(parts) if isinstance(rule, AllOf) else AnyOf(parts)


def _sheet(library: Library, name: str, problems: list[ContentError], label: str = "id") -> Iterator[Fields]:
    content = Row(1)
    content[SHEETS[name].key] = library.shelf.sheet(name)
    return records(content, SHEETS[name].key, SHEETS[name].file, problems, label)


def _keys(library: Library, rows: dict[str, Fields], problems: list[ContentError]) -> Iterator[Key]:
    areas = frozenset(library.areas)
    for row in _sheet(library, "care_findings", problems):
        rows[row.record] = row
        key = Key(
            id=row.text("id"),
            kind=row.choice("kind", KeyKind),
            ask=_spoken(row, "ask"),
            meaning=row.text("meaning"),
            unit=row.text("unit", ""),
            also=row.texts("also"),
            areas=frozenset(row.ids("areas", areas, "area")),
            group=row.choice("group", Group),
            implies=row.texts("implies"),
            means=_rule(row, "derived"),
            words=row.texts("words"),
        )
        row.close()
        if not _ID.fullmatch(key.id):
            row.wrong("“id” must be small letters, digits and underscores, at most forty")
        if key.kind is not KeyKind.YES_NO and (key.implies or key.means or key.words):
            row.wrong("only a yes_no key can have “implies”, “derived” or “words”")
        if key.unit and key.kind is not KeyKind.NUMBER:
            row.wrong("only a number has a “unit”")
        yield key


def _conditions(library: Library, keys: Mapping[str, Key]) -> Iterator[Key]:
    """What the profile asks about and no finding stands for: a key of its own, so that nothing said is lost."""
    named = {name for key in keys.values() for name in (key.id, *key.also)}
    for one in (*library.conditions.values(), *library.product_conditions.values()):
        if one.key not in named:
            yield Key(
                id=one.key, kind=KeyKind.YES_NO, ask=one.question, meaning=f"{one.label[:1].upper()}{one.label[1:]}.",
                group=Group.WHO_YOU_ARE,
            )  # fmt: skip


def _questions(
    library: Library, keys: Mapping[str, Key], rows: dict[str, Fields], problems: list[ContentError]
) -> Iterator[Key]:
    """The questions of the red flags and what their rules work out, with what each means in atomic keys."""
    means: dict[str, Rule | None] = {}
    for row in _sheet(library, "care_questions", problems):
        means[row.text("id")] = _rule(row, "means")
        row.close()
        rows.setdefault(row.record, row)
        if row.record in keys:
            row.wrong("stands also under “findings”")
    for flag in library.red_flags.values():
        for question in flag.questions:
            yield Key(
                id=question.id, kind=KeyKind.YES_NO, ask=question.text, meaning=question.text,
                areas=frozenset(flag.areas), group=Group.FLAG_QUESTION, means=means.pop(question.id, None),
                flag=flag.id,
            )  # fmt: skip
    for fact in library.derived_facts.values():
        if fact.id not in keys:
            yield Key(
                id=fact.id, kind=KeyKind.YES_NO, ask="", meaning=fact.text, group=Group.FLAG_QUESTION,
                means=means.pop(fact.id, None),
            )  # fmt: skip
    for stranger in means:
        rows[stranger].wrong("is no question of a red flag and no derived fact")


def _hold_key(key: Key, keys: Mapping[str, Key], rows: Mapping[str, Fields]) -> None:
    """A key without a row of its own is a question without `means`: nothing to hold."""
    row = rows.get(key.id)
    if row is None:
        return
    for name in key.implies:
        if name not in keys or keys[name].kind is not KeyKind.YES_NO:
            row.wrong(f"“implies” names “{name}”, which is no yes_no key")
    if key.means is not None:
        for fault in held_atoms(key.means, keys):
            row.wrong(f"its rule {fault}")
        if _has_not(key.means):
            row.wrong("its rule says “not”: an answer may only ever add a sign, never take one away")


def _has_not(rule: Rule) -> bool:
    return isinstance(rule, Not) or any(_has_not(one) for one in getattr(rule, "rules", ()))


def _names(keys: Mapping[str, Key], rows: Mapping[str, Fields]) -> dict[str, str]:
    """Every name a mapping may use. Two keys must not share one."""
    names = {key: key for key in keys}
    for key in keys.values():
        for other in key.also:
            if names.setdefault(other, key.id) != key.id:
                rows[key.id].wrong(f"“also” has “{other}”, which means “{names[other]}” already")
    return names


def _medicines(
    library: Library, keys: Mapping[str, Key], problems: list[ContentError]
) -> Iterator[MedicineClass]:
    for row in _sheet(library, "care_medicines", problems):
        found = MedicineClass(
            row.text("id"), row.text("key"), row.text("label"), row.texts("names"), row.texts("brands"),
            row.texts("also"),
        )  # fmt: skip
        row.close()
        if found.key not in keys or keys[found.key].kind is not KeyKind.YES_NO:
            row.wrong(f"“key” names “{found.key}”, which is no yes_no key")
        if not (found.names or found.brands or found.also):
            row.wrong("has no name to be recognised by")
        yield found


def _extras(library: Library, dangers: tuple[str, ...], problems: list[ContentError]) -> Iterator[FlagExtra]:
    for row in _sheet(library, "care_flag_extras", problems, "flag"):
        found = FlagExtra(
            row.text("flag"), row.text("danger"), _all_spoken(row, "meanwhile"), row.texts("blocks")
        )
        row.close()
        if found.flag not in library.red_flags:
            row.wrong(f"there is no red flag “{found.flag}”")
        if found.danger not in dangers:
            row.wrong(f"unknown danger “{found.danger}”")
        for kind in sorted(set(found.blocks) - BLOCK_KINDS):
            row.wrong(f"unknown kind of relief “{kind}” in “blocks”")
        yield found


def _screens(library: Library, keys: Mapping[str, Key], problems: list[ContentError]) -> Iterator[ScreenList]:
    placed: list[str] = []
    for row in _sheet(library, "care_screens", problems):
        row.text("id")
        found = ScreenList(
            frozenset(row.ids("areas", frozenset(library.areas), "area")), row.texts("keys", needed=True)
        )
        row.close()
        placed += sorted(found.areas) or [""]
        for key in found.keys:
            if key not in keys or not keys[key].is_asked:
                row.wrong(f"“keys” names “{key}”, which no screen asks")
        if len(set(found.keys)) < len(found.keys):
            row.wrong("“keys” names a question twice")
        yield found
    for area in ("", *library.areas):
        if placed.count(area) != 1:
            problems.append(
                ContentError(SHEETS["care_screens"].file, area or "no one place", "must stand in one list")
            )


def _levels(library: Library, problems: list[ContentError]) -> Iterator[LevelWords]:
    seen = set()
    for row in _sheet(library, "care_levels", problems):
        level = row.choice("id", UrgencyLevel)
        seen.add(level)
        yield LevelWords(level, row.text("heading"), row.text("within", ""), _all_spoken(row, "do_now"))
        row.close()
    for level in sorted(set(UrgencyLevel) - seen):
        problems.append(ContentError(SHEETS["care_levels"].file, level, "is missing among the levels"))


def _no_rule(library: Library, problems: list[ContentError]) -> NoRule:
    sheet = library.shelf.sheet("care_no_rule")
    row = Fields(
        sheet if isinstance(sheet, Row) else Row(1), SHEETS["care_no_rule"].file, "no_rule", problems
    )
    found = NoRule(row.text("heading"), row.text("say"), _all_spoken(row, "would_change"))
    row.close()
    return found


def _texts(library: Library, name: str, problems: list[ContentError]) -> tuple[str, ...]:
    content = Row(1)
    content[SHEETS[name].key] = library.shelf.sheet(name)
    return Fields(content, SHEETS[name].file, "file", problems).texts(SHEETS[name].key, needed=True)


def _rule(row: Fields, name: str) -> Rule | None:
    text = row.text(name, "")
    if not text:
        return None
    try:
        return parse(text)
    except RuleFault as fault:
        row.wrong(f"“{name}” cannot be read: {fault}")
        return None


def _spoken(row: Fields, name: str) -> str:
    text = row.text(name, "")
    _hold_words(row, (text,))
    return text


def _all_spoken(row: Fields, name: str) -> tuple[str, ...]:
    texts = row.texts(name)
    _hold_words(row, texts)
    return texts


def _hold_words(row: Fields, texts: Iterable[Any]) -> None:
    for text in texts:
        for fault in faults(text):
            row.wrong(fault)
