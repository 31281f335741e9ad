# SPDX-License-Identifier: Apache-2.0
"""The rule book: every rule of care as a tree, with what makes an answer quick."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from unclench.care.entities import LEVELS, rank
from unclench.care.free_text import WordList
from unclench.care.medicines import MedicineNames
from unclench.care.minimal import minimal_sets
from unclench.care.naming import Naming
from unclench.care.order import Step, steps_of, supports_of
from unclench.care.vocabulary import FlagExtra, Group, Key, KeyKind, Vocabulary
from unclench.care.vocabulary_rows import by_own_names, held_atoms, vocabulary_of
from unclench.care.ways import Usual, usual_of
from unclench.errors import ContentError
from unclench.evidence import Library, UrgencyLevel
from unclench.evidence.catalogue import CATALOGUE
from unclench.evidence.rules import AllOf, Named, Not, Rule, RuleFault, names_in, parse, truth, written
from unclench.relief.blocked import BLOCK_KINDS

__all__ = ["BookRule", "RuleBook", "check_book", "rule_book"]

_NO_EXTRA = FlagExtra("", "", (), ())
_LATER = frozenset({Group.SIGNS_NOW, Group.TIME_COURSE, Group.HOW_IT_BEGAN})
_MOST_HELD = 4


@dataclass(frozen=True, slots=True)
class BookRule:
    """One rule. when: its tree, without “not”. reason: as a person reads it. gravity: the place of its danger.

    flag: of which red flag it is one, or nothing. file: where it stands. asks: whether questions are asked for it.
    """

    id: str
    when: Rule
    level: UrgencyLevel
    within: str
    danger: str
    reason: str
    meanwhile: tuple[str, ...]
    blocks: tuple[str, ...]
    see: tuple[str, ...]
    sources: tuple[str, ...]
    marks: tuple[str, ...]
    asks: bool
    flag: str
    file: str
    rank: int
    gravity: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Everything an answer needs.

    version: a digest of the rule data. touching: key -> the places of the rules it bears on, also through others.
    steps: the keys that are worked out, in an order in which each finds its own grounds ready; step_of: the same by
    key. supports: key -> every key it can be worked out from. all_places: of the rules. usual: by rank, where questions
    lead above it while nothing is known. everyone: keys that are asked whatever the area. questions: keys that are
    questions of red flags. later: signs that may still come. places: key -> its place in the vocabulary. naming,
    medicines, word_list: what words mean.
    """

    version: str
    vocabulary: Vocabulary
    rules: tuple[BookRule, ...]
    steps: tuple[Step, ...] = field(repr=False)
    touching: Mapping[str, frozenset[int]] = field(repr=False)
    supports: Mapping[str, frozenset[str]] = field(repr=False)
    step_of: Mapping[str, Step] = field(repr=False)
    all_places: frozenset[int] = field(repr=False)
    usual: tuple[Usual, ...] = field(repr=False)
    everyone: frozenset[str] = field(repr=False)
    questions: frozenset[str] = field(repr=False)
    later: frozenset[str] = field(repr=False)
    places: Mapping[str, int] = field(repr=False)
    naming: Naming = field(repr=False)
    medicines: MedicineNames = field(repr=False)
    word_list: WordList = field(repr=False)
    library: Library = field(repr=False)

    @property
    def keys(self) -> Mapping[str, Key]:
        return self.vocabulary.keys

    def rule(self, rule_id: str) -> BookRule:
        """The rule with this id. Raises KeyError."""
        return {one.id: one for one in self.rules}[rule_id]


_held: dict[int, RuleBook] = {}


def rule_book(library: Library) -> RuleBook:
    """The rules of a library, made once for it. Raises ContentError, the first of what `check_book` lists."""
    held = _held.get(id(library))
    if held is not None and held.library is library:
        return held
    book, problems = _gather(library)
    if problems:
        raise problems[0]
    if len(_held) >= _MOST_HELD:
        _held.clear()
    _held[id(library)] = book
    return book


def check_book(library: Library) -> list[ContentError]:
    """Everything wrong with the rules and words of care; empty where nothing is."""
    return _gather(library)[1]


def _gather(library: Library) -> tuple[RuleBook, list[ContentError]]:
    if library.over is not None:
        from unclench.care.translated import in_words_of  # it lies over a book, so it cannot come first

        return in_words_of(library, library.over.place, rule_book(library.over.english))
    problems: list[ContentError] = []
    words = vocabulary_of(library, problems)
    rules = tuple(_rules(library, words, problems))
    if not problems:
        rules = tuple(_without_not(rule, rules, problems) for rule in rules)
    keys = words.keys
    steps = steps_of(keys, problems) if not problems else ()
    supports = supports_of(keys, steps)
    asked = (
        [(rule.rank if rule.asks else 0, rule.gravity, rule.when) for rule in rules] if not problems else []
    )
    life = {sign.flag for sign in library.everyone_signs}
    book = RuleBook(
        version=_version(words, rules),
        vocabulary=words,
        rules=rules,
        steps=steps,
        touching=MappingProxyType(_touching(rules, supports)),
        supports=MappingProxyType(supports),
        step_of=MappingProxyType({step.key: step for step in steps}),
        all_places=frozenset(range(len(rules))),
        usual=tuple(usual_of(asked, above, keys) for above in range(len(LEVELS))),
        everyone=frozenset(key.id for key in keys.values() if key.flag in life),
        questions=frozenset(key.id for key in keys.values() if key.group is Group.FLAG_QUESTION),
        later=frozenset(
            key.id for key in keys.values() if key.kind is KeyKind.YES_NO and key.group in _LATER
        ),
        places=MappingProxyType({key: place for place, key in enumerate(keys)}),
        naming=Naming.of(words, library),
        medicines=MedicineNames.of(words.medicines),
        word_list=WordList.of(keys.values()),
        library=library,
    )
    return book, problems


def _rules(library: Library, words: Vocabulary, problems: list[ContentError]) -> Iterator[BookRule]:
    """Those of the red flags, in their order, then the rules of care."""
    gravity = {danger: place for place, danger in enumerate(words.dangers)}
    own = CATALOGUE["care_rules"].file
    for rule in library.care_rules.values():
        if rule.danger not in gravity:
            problems.append(ContentError(own, rule.id, f"unknown danger “{rule.danger}”"))
        for kind in sorted(set(rule.blocks) - BLOCK_KINDS):
            problems.append(ContentError(own, rule.id, f"unknown kind of relief “{kind}” in “blocks”"))
        if not (rule.evidence.citations or rule.marks):
            problems.append(ContentError(own, rule.id, "has no source and no mark that says so"))
    for flag in library.red_flags.values():
        extra = words.extras.get(flag.id, _NO_EXTRA)
        for number, part in enumerate(flag.rules, start=1):
            key = f"{flag.id}.{number}"
            tree = _tree(part.when, words, CATALOGUE["red_flags"].file, key, problems)
            yield BookRule(
                id=key, when=tree, level=part.level, within="", danger=extra.danger, reason=flag.claim,
                meanwhile=extra.meanwhile, blocks=extra.blocks, see=(flag.id,), sources=flag.evidence.citations,
                marks=flag.marks, asks=True, flag=flag.id, file=CATALOGUE["red_flags"].file, rank=rank(part.level),
                gravity=gravity.get(extra.danger, len(gravity)), names=names_in(tree),
            )  # fmt: skip
    for rule in library.care_rules.values():
        tree = _tree(rule.when, words, own, rule.id, problems)
        yield BookRule(
            id=rule.id, when=tree, level=rule.level, within=rule.within, danger=rule.danger, reason=rule.claim,
            meanwhile=rule.meanwhile, blocks=rule.blocks, see=rule.see, sources=rule.evidence.citations,
            marks=rule.marks, asks=rule.asks, flag="", file=own, rank=rank(rule.level),
            gravity=gravity.get(rule.danger, len(gravity)), names=names_in(tree),
        )  # fmt: skip


def _tree(when: str, words: Vocabulary, file: str, record: str, problems: list[ContentError]) -> Rule:
    try:
        tree = parse(when)
    except RuleFault as fault:
        problems.append(ContentError(file, record, f"the rule “{when}” cannot be read: {fault}"))
        return Named("unreadable")
    tree = by_own_names(tree, words.names)
    faults = held_atoms(tree, words.keys)
    problems += [ContentError(file, record, f"the rule “{when}” {fault}") for fault in faults]
    return tree


def _without_not(rule: BookRule, rules: tuple[BookRule, ...], problems: list[ContentError]) -> BookRule:
    """The rule with each “and not x” left out, where another rule answers for x at least as urgently.

    Then the level is the same whatever x is, so nobody has to wait for it; and a yes never takes a rule away.
    """
    denied = [part.rule for part in _conjuncts(rule.when) if isinstance(part, Not)]
    if not denied:
        if "not" in written(rule.when).replace("(", " ").split():
            problems.append(ContentError(rule.file, rule.id, "may say “not” only as “... and not x”"))
        return rule
    kept = tuple(part for part in _conjuncts(rule.when) if not isinstance(part, Not))
    tree = kept[0] if len(kept) == 1 else AllOf(kept)
    others = [other.when for other in rules if other is not rule and other.rank >= rule.rank]
    for one in denied:
        for holds in minimal_sets(tree) if kept and isinstance(one, Named) else ():
            said = {atom.name: True for atom in holds} | {one.name: True}  # type: ignore[union-attr]
            if not any(truth(other, said) for other in others):
                problems.append(
                    ContentError(
                        rule.file, rule.id, f"{written(one)} would switch it off, and no rule takes over"
                    )
                )
                break
    return replace(rule, when=tree, names=names_in(tree))


def _conjuncts(tree: Rule) -> tuple[Rule, ...]:
    return tree.rules if isinstance(tree, AllOf) else (tree,)


def _touching(
    rules: tuple[BookRule, ...], supports: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for place, rule in enumerate(rules):
        for name in rule.names:
            for key in (name, *supports.get(name, ())):
                found.setdefault(key, set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}


def _version(words: Vocabulary, rules: tuple[BookRule, ...]) -> str:
    digest = hashlib.sha256()
    for rule in rules:
        said = (rule.id, written(rule.when), rule.level, rule.within, rule.danger, *rule.blocks)
        digest.update("\t".join(said).encode())
    for key in words.keys.values():
        means = written(key.means) if key.means else ""
        digest.update("\t".join((key.id, key.kind, means, *key.implies, "", *key.words)).encode())
    for one in words.medicines:
        digest.update("\t".join((one.key, *one.names, *one.brands, *one.also)).encode())
    return digest.hexdigest()[:12]
